"""What a corpus of annotated articles holds: how much, how dense, how varied, and whether more of it would bring more new names."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from banmian.spans import LABELS
from banmian.tasks import Task

EMPTY = "paragraphs with no span"


@dataclass(frozen=True)
class Stats:
    """Figures of some articles.

    articles, characters, paragraphs, spans (int): counts.
    by_label (dict[str, int]): spans of each label.
    per_thousand (dict[str, float]): spans of each label, and of all, in 1,000 characters.
    empty (float): share of paragraphs without a span.
    names (dict[str, int]): different surfaces of each label.
    """

    articles: int
    characters: int
    paragraphs: int
    spans: int
    by_label: dict[str, int]
    per_thousand: dict[str, float]
    empty: float
    names: dict[str, int]

    def record(self) -> dict[str, Any]:
        """The figures as JSON has them."""
        return vars(self)


def stats(tasks: Sequence[Task]) -> Stats:
    """Count what some articles hold."""
    characters = sum(len(task.text) for task in tasks)
    by_label = Counter(span.label for task in tasks for span in task.spans)
    names = {label: len({surface for task in tasks for surface in _surfaces(task, label)}) for label in LABELS}
    paragraphs, empty = 0, 0
    for task in tasks:
        start = 0
        starts = sorted(span.start for span in task.spans)
        for paragraph in task.text.split("\n"):
            end = start + len(paragraph)
            paragraphs += 1
            empty += not any(start <= at < end for at in starts)
            start = end + 1
    per_thousand = {label: 1000 * by_label[label] / max(1, characters) for label in LABELS}
    per_thousand["all"] = sum(per_thousand.values())
    return Stats(
        len(tasks),
        characters,
        paragraphs,
        by_label.total(),
        {label: by_label[label] for label in LABELS},
        per_thousand,
        empty / max(1, paragraphs),
        names,
    )


def counted(tasks: Sequence[Task], key: str) -> dict[str, dict[str, int]]:
    """Articles and spans of each label by a key of the metadata, such as `kind`; a region counts by its province.

    RETURNS (dict): by value, the commonest first: {"articles": …, "PLACE": …, …}.
    """
    table: dict[str, Counter[str]] = {}
    for task in tasks:
        row = table.setdefault(_value(task, key), Counter())
        row["articles"] += 1
        row.update(span.label for span in task.spans)
    return {value: dict(row) for value, row in sorted(table.items(), key=lambda item: (-item[1]["articles"], item[0]))}


def growth(tasks: Sequence[Task], steps: int = 20, seed: int = 0) -> list[dict[str, int]]:
    """How many different names of each label the first so many articles have, in an order drawn by lot."""
    drawn = random.Random(seed).sample(list(tasks), len(tasks))
    known: dict[str, set[str]] = {label: set() for label in LABELS}
    curve, characters = [], 0
    stops = {round(len(drawn) * step / steps) for step in range(1, steps + 1)}
    for number, task in enumerate(drawn, 1):
        characters += len(task.text)
        for label in LABELS:
            known[label].update(_surfaces(task, label))
        if number in stops:
            curve.append({"articles": number, "characters": characters, **{label: len(known[label]) for label in LABELS}})
    return curve


def _surfaces(task: Task, label: str) -> list[str]:
    return [task.text[span.start : span.end] for span in task.spans if span.label == label]


def _value(task: Task, key: str) -> str:
    value = str(task.meta.get(key, "not told"))
    if key != "region":
        return value
    return next((value[: value.index(end) + len(end)] for end in ("自治区", "省", "兵团", "市") if end in value), value)
