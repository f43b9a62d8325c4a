"""Ways of combining the functions' votes into spans, compared by cross-validation: nothing is scored on an article that it was fitted on.

A method takes articles with their votes and gold, fits what it has to fit, and returns a labeller. `perfect` is none: it picks from what was voted for with an
eye on gold, and so tells how far the best combination could go.
"""

import contextlib
import io
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit
from spacy.util import filter_spans

from banmian import scores, tasks, votes
from banmian.report import measure
from banmian.report.ballots import Ballot, count
from banmian.rules.functions import NOTHING, LabellingFunction
from banmian.scores import LEVEL, RESAMPLES, Counts, Key
from banmian.spans import LABELS

FOLDS = 5
BAR = 0.45  # a span pays for F where it is right with a probability above F / 2
PENALTY = 1.0  # on the squared weights of the logistic regression

Labeller = Callable[[Ballot], list[Key]]
Method = Callable[[Sequence[Ballot]], Labeller]
Worth = Callable[[Key, float], float]
"""From a span and the probability that it is right to its weight in votes.agree."""


@dataclass(frozen=True)
class Outcome:
    """What a method did.

    counts (list[Counts]): right, predicted and gold spans, by article.
    fitting, labelling (float): seconds of processor time, for all articles and folds together, the functions' own time not included.
    """

    counts: list[Counts]
    fitting: float
    labelling: float


def cross_validate(method: Method, ballots: Sequence[Ballot]) -> Outcome:
    """Label every article with what was fitted on the other folds' articles; every fifth article is in a fold, so that series and kinds spread over them."""
    counts: list[Counts] = [Counts()] * len(ballots)
    fitting = labelling = 0.0
    for fold in range(min(FOLDS, len(ballots))):
        others = [ballot for number, ballot in enumerate(ballots) if number % FOLDS != fold]
        part = apply(method, others, ballots[fold::FOLDS])
        counts[fold::FOLDS] = part.counts
        fitting, labelling = fitting + part.fitting, labelling + part.labelling
    return Outcome(counts, fitting, labelling)


def apply(method: Method, fit_on: Sequence[Ballot], ballots: Sequence[Ballot]) -> Outcome:
    """Fit on some articles, label others."""
    started = time.process_time()
    label = method(fit_on)
    fitted = time.process_time()
    found = [label(ballot) for ballot in ballots]
    labelled = time.process_time()
    return Outcome([scores.compare(keys, ballot.gold) for keys, ballot in zip(found, ballots)], fitted - started, labelled - fitted)


def difference(one: Sequence[Counts], other: Sequence[Counts], seed: int) -> dict[str, float]:
    """How much higher micro F is with one method than with another on the same articles, with the 95 % interval by resampling articles in pairs."""
    totals = numpy.array(
        [[[sum(getattr(each, part).values()) for part in ("right", "predicted", "gold")] for each in counts] for counts in (one, other)]
    )
    draws = numpy.random.default_rng(seed).integers(0, len(one), (RESAMPLES, len(one)))
    sums = numpy.concatenate([totals.sum(axis=1)[None], numpy.stack([totals[:, draw].sum(axis=1) for draw in draws])])
    f = 2 * sums[..., 0] / numpy.maximum(sums[..., 1] + sums[..., 2], 1)
    gains = f[:, 0] - f[:, 1]
    low, high = numpy.quantile(gains[1:], [(1 - LEVEL) / 2, 1 - (1 - LEVEL) / 2])
    return {"f": round(float(gains[0]), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def methods(functions: Sequence[LabellingFunction]) -> dict[str, Method]:
    """The methods by name.

    functions (Sequence[LabellingFunction]): who votes, with the weights of the configuration.
    """
    labels = {function.name: function.label for function in functions}
    return {
        "majority": lambda fit_on: lambda ballot: majority(candidates(ballot, labels)),
        "equal weights": lambda fit_on: _weighted(equal(functions)),
        "configured weights": lambda fit_on: _weighted(functions),
        "measured precision": lambda fit_on: _weighted(measured(functions, fit_on)),
        "skweak HMM": lambda fit_on: hidden_markov(labels, fit_on),
        "learned, voters": lambda fit_on: learned(labels, fit_on, neighbours=False, worth=by_length),
        "learned, neighbours": lambda fit_on: learned(labels, fit_on, neighbours=True, worth=by_length),
        "learned, probability": lambda fit_on: learned(labels, fit_on, neighbours=True, worth=by_probability),
        "(perfect choice)": lambda fit_on: lambda ballot: sorted(ballot.gold & candidates(ballot, labels).keys()),
    }


def candidates(ballot: Ballot, labels: dict[str, str]) -> dict[Key, list[str]]:
    """Everything voted for, vetoes too, with its voters; `labels` by function."""
    voters: dict[Key, list[str]] = defaultdict(list)
    for name, found in ballot.found.items():
        for edges in found:
            voters[(*edges, labels[name])].append(name)
    return voters


def majority(voters: dict[Key, list[str]]) -> list[Key]:
    """The candidates with most votes, the longer one of equals, as long as none overlaps one chosen before."""
    chosen: list[Key] = []
    for start, end, label in sorted(voters, key=lambda key: (-len(voters[key]), key[0] - key[1], key)):
        if all(end <= left or right <= start for left, right, _ in chosen):
            chosen.append((start, end, label))
    return [key for key in chosen if key[2] != NOTHING]


def equal(functions: Sequence[LabellingFunction]) -> list[LabellingFunction]:
    """The functions, each trusted as much as the others."""
    return [replace(function, weight=1.0) for function in functions]


def measured(functions: Sequence[LabellingFunction], fit_on: Sequence[Ballot]) -> list[LabellingFunction]:
    """The functions, weighted by their precision (votes inside a longer right span not counted), one hit and one miss added to each."""
    tallies = measure.tally(fit_on, functions)
    hits, misses = ({name: len(tally.places[kind]) for name, tally in tallies.items()} for kind in (measure.HIT, measure.MISS))
    return [replace(function, weight=(hits[function.name] + 1) / (hits[function.name] + misses[function.name] + 2)) for function in functions]


def _weighted(functions: Sequence[LabellingFunction]) -> Labeller:
    return lambda ballot: [(span.start, span.end, span.label) for span in count(ballot, functions)]


def hidden_markov(labels: dict[str, str], fit_on: Sequence[Ballot]) -> Labeller:
    """skweak's hidden Markov model over characters, which learns without gold how far each function is to be trusted; vetoes are a fifth label.

    RAISES (ImportError): if skweak is not installed.
    """
    from skweak.generative import HMM

    veto, nlp = "NOTHING", tasks.tokenizer()
    known = {name for ballot in fit_on for name in ballot.found}  # it cannot hear others

    def document(ballot: Ballot):
        doc = nlp.make_doc(ballot.task.text)
        for name in sorted(known & ballot.found.keys()):
            found = ballot.found[name]
            spans = (doc.char_span(start, end, label=labels[name] or veto) for start, end in found)
            doc.spans[name] = filter_spans(span for span in spans if span is not None)  # one function's votes may not overlap here: the longest
        return doc

    model = HMM("hmm", [*LABELS, veto])
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):  # it prints its iterations
        model.fit([document(ballot) for ballot in fit_on])

    def label(ballot: Ballot) -> list[Key]:
        doc = model(document(ballot))
        return [(span.start_char, span.end_char, span.label_) for span in doc.spans["hmm"] if span.label_ != veto]

    return label


def by_length(key: Key, probability: float) -> float:
    """The weight in votes.agree of a span that is right with some probability: the probability itself, so that length counts."""
    return probability


def by_probability(key: Key, probability: float) -> float:
    """The weight that makes a span's worth in votes.agree (weight times length, less its cost) its probability less BAR, whatever its length."""
    return max(0.0, (probability - BAR + votes.COST) / (key[1] - key[0]))


def learned(labels: dict[str, str], fit_on: Sequence[Ballot], neighbours: bool, worth: Worth) -> Labeller:
    """Logistic regression over the spans voted for: is this one right? The best that do not overlap are taken.

    neighbours (bool): whether it sees, besides who votes for a span and which vetoes cover it, all votes that overlap it, and how.
    worth (Worth): what a span and its probability are worth.
    """
    columns: dict[str, int] = {}
    rows, right = [], []
    for ballot in fit_on:
        gold = measure.Gold(ballot)
        for key, seen in _features(ballot, labels, neighbours):
            verdict = gold.verdict(key[:2], key[2])
            if worth is by_probability or verdict != measure.INSIDE:
                rows.append([columns.setdefault(one, len(columns)) for one in seen])
                right.append(verdict == measure.HIT)
    weights = _regression(rows, len(columns), numpy.array(right))

    def label(ballot: Ballot) -> list[Key]:
        proposals = []
        for key, seen in _features(ballot, labels, neighbours):
            probability = float(expit(sum(weights[columns[one]] for one in seen if one in columns)))
            proposals.append(LabellingFunction("learned", key[2], lambda view, key=key: iter([key[:2]]), worth(key, probability)))
        return [(span.start, span.end, span.label) for span in votes.agree(ballot.view, proposals)]

    return label


def _features(ballot: Ballot, labels: dict[str, str], neighbours: bool) -> Iterator[tuple[Key, list[str]]]:
    """What is known of every span voted for: its label, its voters, and the votes for others that overlap it."""
    everything = candidates(ballot, labels)
    for key, voters in everything.items():
        start, end, label = key
        if label == NOTHING:
            continue
        seen = {label, *(f"by {name}" for name in voters)}
        for other, others in everything.items():
            if other == key or other[1] <= start or end <= other[0]:
                continue
            covers, within = other[0] <= start and end <= other[1], start <= other[0] and other[1] <= end
            if neighbours or other[2] == NOTHING and covers:
                how = "on" if covers and within else "over" if covers else "in" if within else "across"
                seen.update(f"{label} {how} {name}" for name in others)
        yield key, sorted(seen)


def _regression(rows: Sequence[Sequence[int]], width: int, right: numpy.ndarray) -> numpy.ndarray:
    """Weights of a logistic regression on binary features, the squared weights penalised; `rows` hold the columns that are 1."""
    lengths = [len(row) for row in rows]
    table = sparse.csr_matrix(
        (numpy.ones(sum(lengths)), numpy.concatenate([[], *rows]).astype("int64"), numpy.cumsum([0, *lengths])), (len(rows), width)
    )
    sign = numpy.where(right, 1.0, -1.0)

    def loss(weights: numpy.ndarray) -> tuple[float, numpy.ndarray]:
        margins = sign * (table @ weights)
        slope = -(table.T @ (sign * expit(-margins))) + PENALTY * weights
        return float(numpy.logaddexp(0, -margins).sum() + PENALTY / 2 * weights @ weights), slope

    return minimize(loss, numpy.zeros(width), jac=True, method="L-BFGS-B").x
