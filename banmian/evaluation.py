"""Run systems over gold articles: scores, speed, and the errors with their context."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Span

from banmian import scores
from banmian.baselines import Baseline
from banmian.scores import Key
from banmian.tasks import Task

VALUES = "values"  # the component that gives entities their values
BATCH = 32  # articles
CONTEXT = 8  # characters to either side of an error


@dataclass(frozen=True)
class Result:
    """What a system did on the gold articles.

    scores (dict): see `scores.summary`.
    speed (float): characters a second of processor time, all threads together.
    predicted (list[list[Key]]): its spans, by article.
    """

    scores: dict[str, dict[str, float]]
    speed: float
    predicted: list[list[Key]]


def of_model(nlp: Language) -> Baseline:
    """A trained pipeline as a function from texts to spans; their values are not asked for, as no other system tells them."""

    def label(texts: Iterable[str]) -> Iterator[list[Key]]:
        for doc in nlp.pipe(texts, batch_size=BATCH, disable=[VALUES]):
            yield [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]

    return label


def evaluate(system: Baseline, gold: Sequence[Task], seed: int) -> Result:
    """Label the texts of gold tasks and score the spans.

    system (Baseline): what labels texts.
    seed (int): of the intervals' resampling.
    """
    texts = [task.text for task in gold]
    list(system(texts[:1]))  # load what is loaded at the first call
    started = time.process_time()
    predicted = list(system(texts))
    seconds = time.process_time() - started
    counts = [scores.compare(spans, _keys(task)) for spans, task in zip(predicted, gold)]
    return Result(scores.summary(counts, seed), round(sum(map(len, texts)) / max(seconds, 1e-9)), predicted)


def calibration(nlp: Language, gold: Sequence[Task]) -> float | None:
    """How far the probabilities of a model's entities are from how often they are right (`scores.calibration_error`); None if it tells none, or found nothing."""
    told, right = [], []
    if not Span.has_extension("score"):
        return None
    for doc, task in zip(nlp.pipe([task.text for task in gold], batch_size=BATCH, disable=[VALUES]), gold):
        wanted = set(_keys(task))
        told += [ent._.score for ent in doc.ents]
        right += [(ent.start_char, ent.end_char, ent.label_) in wanted for ent in doc.ents]
    return None if not told or None in told else round(scores.calibration_error(told, right), 4)


def by_novelty(result: Result, gold: Sequence[Task], train: Iterable[Task]) -> dict[str, dict[str, float]]:
    """Recall of the names that training articles have under the same label, and of those that none has; amounts are no names.

    RETURNS (dict): "seen" and "unseen", each with `gold` and `right` spans, and `r`.
    """
    known = {(task.text[span.start : span.end], span.label) for task in train for span in task.spans}
    counts = {"seen": [0, 0], "unseen": [0, 0]}
    for task, predicted in zip(gold, result.predicted):
        found = set(predicted)
        for start, end, label in _keys(task):
            if label != "QUANTITY":
                count = counts["seen" if (task.text[start:end], label) in known else "unseen"]
                count[0] += 1
                count[1] += (start, end, label) in found
    return {name: {"gold": total, "right": right, "r": round(right / max(1, total), 4)} for name, (total, right) in counts.items()}


def errors(result: Result, gold: Sequence[Task]) -> Iterator[tuple[str, str, str, str]]:
    """The spans missed and invented.

    YIELDS (tuple[str, str, str, str]): "missed" or "invented", the label, where the article stands, and the span in its context: …同[华阳集团]签订…
    """
    for task, spans in zip(gold, result.predicted):
        wanted, found = set(_keys(task)), set(spans)
        for kind, wrong in (("missed", wanted - found), ("invented", found - wanted)):
            for start, end, label in sorted(wrong):
                left, right = task.text[max(0, start - CONTEXT) : start], task.text[end : end + CONTEXT]
                yield kind, label, task.where, f"{left}[{task.text[start:end]}]{right}".replace("\n", "⏎")


def _keys(task: Task) -> list[Key]:
    return [(span.start, span.end, span.label) for span in task.spans]
