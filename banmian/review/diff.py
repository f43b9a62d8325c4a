"""What two annotations of the same articles label differently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banmian import scores
from banmian.scores import Counts
from banmian.spans import Span
from banmian.tasks import Task

CONTEXT = 8  # characters to either side of a span


@dataclass(frozen=True)
class Difference:
    """Where two annotations part.

    kind (str): "only A", "only B", "label", "edges" or "label, edges".
    where (str): where the article stands in A.
    a, b (str): the span with its label in its context: …同[华阳集团|ORG]签订…; empty where there is none.
    """

    kind: str
    where: str
    a: str
    b: str


def pairs(a: Sequence[Task], b: Sequence[Task]) -> tuple[list[tuple[Task, Task]], list[Task], list[Task]]:
    """Articles by their text.

    RETURNS (tuple): those of both, those of A alone, those of B alone, in the order of the files.
    """
    texts_a, texts_b = ({task.text: task for task in tasks} for tasks in (a, b))
    both = [(task, texts_b[task.text]) for task in a if task.text in texts_b]
    return both, [task for task in a if task.text not in texts_b], [task for task in b if task.text not in texts_a]


def counts(a: Task, b: Task) -> Counts:
    """Spans of A and B, and those that agree, by label: F from these is the agreement, whichever is taken for gold."""
    return scores.compare(*([(span.start, span.end, span.label) for span in task.spans] for task in (a, b)))


def differences(a: Task, b: Task) -> Iterator[Difference]:
    """The spans of an article on which A and B part, in the order of the text: each with the span of the other that it overlaps most."""
    left, right = ([span for span in task.spans if not _twin(span, other.spans)] for task, other in ((a, b), (b, a)))
    found: list[tuple[Span | None, Span | None]] = []
    for span in left:
        best = max(right, key=lambda other: _overlap(span, other), default=None)
        if best is not None and _overlap(span, best) > 0:
            right.remove(best)
            found.append((span, best))
        else:
            found.append((span, None))
    found += [(None, span) for span in right]
    for one, other in sorted(found, key=lambda pair: (pair[0] or pair[1]).start):  # type: ignore[union-attr]
        yield Difference(_kind(one, other), a.where, context(a.text, one), context(a.text, other))


def context(text: str, span: Span | None) -> str:
    """A span as markup with what stands around it, on one line."""
    if span is None:
        return ""
    left, right = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return oneline(f"{left}[{text[span.start : span.end]}|{span.label}]{right}")


def oneline(text: str) -> str:
    """A text with its line breaks made visible."""
    return text.replace("\n", "⏎")


def _kind(a: Span | None, b: Span | None) -> str:
    if a is None:
        return "only B"
    if b is None:
        return "only A"
    return ", ".join(["label"] * (a.label != b.label) + ["edges"] * ((a.start, a.end) != (b.start, b.end)))


def _twin(span: Span, spans: Sequence[Span]) -> bool:
    return any((span.start, span.end, span.label) == (other.start, other.end, other.label) for other in spans)


def _overlap(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
