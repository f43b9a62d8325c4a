"""What one article labels and another leaves, or labels otherwise: the same words, different decisions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from banmian.review.diff import context
from banmian.spans import Span
from banmian.tasks import Task

SHORTEST = 3  # characters; shorter words mean too many things
LEFT = "—"  # the decision not to label
EXCEPTION = re.compile(r"(?P<before>[^\[\]]*)\[(?P<surface>[^\[\]]+)\](?P<after>[^\[\]]*)")
PART_OF_NUMBER = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两几数多余.．%％]")


@dataclass(frozen=True)
class Finding:
    """A surface on which the articles decide differently.

    surface (str): the words.
    decisions (dict[str, list[tuple[str, str]]]): by label or LEFT, where the article stands, with its id, and the words in their context; most frequent first.
    """

    surface: str
    decisions: dict[str, list[tuple[str, str]]]

    @property
    def rest(self) -> int:
        """How many decisions are not the most frequent one."""
        return sum(map(len, list(self.decisions.values())[1:]))


def findings(tasks: Sequence[Task], exceptions: Iterable[str] = ()) -> list[Finding]:
    """Surfaces with more than one decision, the most one-sided first: a single slip among many is most likely one.

    exceptions (Iterable[str]): what was reviewed: a surface wherever it stands (开发区), or where it stands so (上世纪[七十年]代).
    """
    reviewed = _contexts(exceptions)
    surfaces = {_surface(task, span) for task in tasks for span in task.spans if span.end - span.start >= SHORTEST}
    lengths = sorted({len(surface) for surface in surfaces}, reverse=True)
    decided: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for task in tasks:
        for span in (*task.spans, *_left(task, surfaces, lengths)):
            surface = _surface(task, span)
            if surface in surfaces and not any(_stands(task.text, span, before, after) for before, after in reviewed.get(surface, ())):
                decided[surface][span.label].append((f"{task.where} {task.meta.get('id', '')}".strip(), context(task.text, span)))
    found = [
        Finding(surface, dict(sorted(decisions.items(), key=lambda item: (-len(item[1]), item[0]))))
        for surface, decisions in decided.items()
        if len(decisions) > 1
    ]
    return sorted(found, key=lambda finding: (-sum(map(len, finding.decisions.values())) / finding.rest, finding.surface))


def _contexts(exceptions: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """By surface, what stands before and after it in the places that were reviewed; nothing for all of them."""
    reviewed = defaultdict(list)
    for entry in exceptions:
        found = EXCEPTION.fullmatch(entry)
        reviewed[found["surface"] if found else entry].append((found["before"], found["after"]) if found else ("", ""))
    return reviewed


def _stands(text: str, span: Span, before: str, after: str) -> bool:
    """Whether a span stands between these words."""
    return text[: span.start].endswith(before) and text.startswith(after, span.end)


def _left(task: Task, surfaces: set[str], lengths: Sequence[int]) -> Iterable[Span]:
    """Where words that are labelled elsewhere stand in no span: the longest at each place."""
    taken = bytearray(len(task.text))
    for span in task.spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for start in range(len(task.text)):
        for length in lengths:
            end = start + length
            if task.text[start:end] in surfaces and end <= len(task.text) and not any(taken[start:end]) and not _inside_number(task.text, start, end):
                taken[start:end] = b"\1" * length
                yield Span(start, end, LEFT)
                break


def _inside_number(text: str, start: int, end: int) -> bool:
    """Whether a numeral goes on beyond the words: 15公里 in 115公里."""
    before = start > 0 and PART_OF_NUMBER.match(text[start]) and PART_OF_NUMBER.match(text[start - 1])
    after = end < len(text) and PART_OF_NUMBER.match(text[end - 1]) and PART_OF_NUMBER.match(text[end])
    return bool(before or after)


def _surface(task: Task, span: Span) -> str:
    return task.text[span.start : span.end]
