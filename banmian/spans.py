"""What every room shares: the four labels, and the labelled span."""

from dataclasses import dataclass

LABELS = ("PLACE", "ORG", "OFFICIAL", "QUANTITY")


@dataclass(frozen=True)
class Span:
    """A labelled stretch of an article's text.

    start, end (int): characters, end exclusive.
    label (str): one of LABELS.
    score (float): how sure its makers are, 0 to 1.
    sources (tuple[str, ...]): who they are, for instance the labelling functions that voted for it.
    """

    start: int
    end: int
    label: str
    score: float = 1.0
    sources: tuple[str, ...] = ()
