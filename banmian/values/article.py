"""What an article says of divisions: the value of each PLACE, and the evidence that settles ambiguous names."""

from collections import defaultdict
from typing import Any, NamedTuple

from .divisions import Division


class Judged(NamedTuple):
    """A value, how sure it is (0 to 1), and why."""

    value: Any
    score: float
    reason: str


class Place(NamedTuple):
    """What a PLACE means: the division it is, or lies in.

    code (str | None): of the county for a township; None for spots, regions and what is not settled. path (tuple[str, ...]): from the province down.
    division (Division | None): the division that code and path speak of.
    """

    code: str | None
    path: tuple[str, ...]
    score: float
    reason: str
    division: Division | None = None

    @property
    def judged(self) -> Judged:
        """As a value."""
        return Judged({"code": self.code, "path": list(self.path)}, self.score, self.reason)


NOTHING = Place(None, (), 0.8, "no division is told")


class Article:
    """What an article says of divisions.

    places (dict[int, Place]): by the number of the PLACE entity.
    bodies (dict[int, Place]): the division that the ORG begins with, by its number.
    evidence (dict[str, float]): by code, of all names that lie in it. named (dict[str, float]): by code, of those that are it.
    full (set[str]): full names that stand in it. own (dict[str, dict[str, float]]): the evidence that each name gives.
    homes (dict): what `Places.home` has answered.
    """

    def __init__(self) -> None:
        self.places: dict[int, Place] = {}
        self.bodies: dict[int, Place] = {}
        self.evidence: dict[str, float] = defaultdict(float)
        self.named: dict[str, float] = defaultdict(float)
        self.full: set[str] = set()
        self.own: dict[str, dict[str, float]] = {}
        self.homes: dict[tuple[int, tuple[str, ...]], Division | None] = {}
