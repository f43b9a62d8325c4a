"""Which articles are worth annotating next: where two systems disagree, where one is unsure, and none twice."""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from banmian.scores import Key
from banmian.tasks import Task

POOL = 30  # candidates looked at for each article to choose
NEAR = 0.8  # cosine of two articles' character pairs from which they count as the same story
PRIOR = 5  # spans: so that an article of two spans, one of them doubtful, is not the most doubtful of all


@dataclass(frozen=True)
class Choice:
    """An article worth annotating.

    task (Task): the article.
    worth (float): higher is more.
    reason (str): why it was chosen.
    """

    task: Task
    worth: float
    reason: str


def choose(tasks: Sequence[Task], other: Iterable[Sequence[Key] | None] | None, count: int, seed: int, known: Iterable[str] = ()) -> list[Choice]:
    """The articles that teach most, the most telling first.

    tasks (Sequence[Task]): articles as one system labels them, with its scores where it gives any.
    other (Iterable[Sequence[Key] | None] | None): how another system labels the same articles, in the same order; None for one that it has not seen.
    count (int): how many to choose, at most.
    seed (int): decides between equals.
    known (Iterable[str]): texts that are annotated already; neither they nor articles like them are chosen.
    """
    others = [None] * len(tasks) if other is None else list(other)
    candidates = [_choice(task, spans) for task, spans in zip(tasks, others)]
    candidates.sort(key=lambda choice: (-choice.worth, hashlib.sha256(f"{seed} {choice.task.text}".encode()).digest()))
    pool = [(choice, _pairs(choice.task.text)) for choice in candidates[: POOL * count]]
    near = {text: 0.0 for text in (choice.task.text for choice, _ in pool)}
    for text in known:
        _approach(near, pool, _pairs(text))
    chosen: list[Choice] = []
    while len(chosen) < count:
        left = [(choice, pairs) for choice, pairs in pool if near[choice.task.text] < NEAR]
        if not left:
            break
        choice, pairs = max(left, key=lambda item: item[0].worth * (1 - near[item[0].task.text]))
        likeness = near[choice.task.text]
        chosen.append(Choice(choice.task, choice.worth, f"{choice.reason}; likeness to those before {likeness:.2f}"))
        _approach(near, pool, pairs)
        near[choice.task.text] = 1.0
    return chosen


def _choice(task: Task, other: Sequence[Key] | None) -> Choice:
    """What an article is worth by itself."""
    spans = {(span.start, span.end, span.label) for span in task.spans}
    doubts = [1 - span.score for span in task.spans if span.sources]
    doubt = sum(doubts) / (len(spans) + PRIOR)
    reasons = [f"mean score {1 - sum(doubts) / len(doubts):.2f}"] if doubts else []
    disagreement = 0.0
    if other is not None:
        differing, all_spans = len(spans ^ set(other)), len(spans | set(other))
        disagreement = differing / (all_spans + PRIOR)
        reasons.insert(0, f"{differing} of {all_spans} spans differ")
    return Choice(task, disagreement + doubt, ", ".join(reasons) or "nothing known of its spans")


def _approach(near: dict[str, float], pool: Sequence[tuple[Choice, Counter[str]]], pairs: Counter[str]) -> None:
    """Note how like an article each of the pool is."""
    for choice, other in pool:
        near[choice.task.text] = max(near[choice.task.text], _cosine(pairs, other))


def _pairs(text: str) -> Counter[str]:
    return Counter(text[start : start + 2] for start in range(len(text) - 1))


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    shared = sum(count * b[pair] for pair, count in a.items() if pair in b)
    size = math.sqrt(sum(count * count for count in a.values()) * sum(count * count for count in b.values()))
    return shared / size if size else 0.0
