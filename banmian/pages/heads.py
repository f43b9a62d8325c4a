"""Which head belongs to which body: the one that talks about it, one to one over the page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from banmian.pages.blocks import Head
from banmian.pages.bodies import Body
from banmian.pages.located import SPACES

NEARNESS = 0.25  # what standing right beside its body adds to a head's score
ABOVE = 0.1  # what standing above it adds, against below
LEAST_CONTENT = 0.06  # how much of a headline its body talks about, at the least
LAST_RESORT = 0.05  # the score of a head of which its body says less, but that stands right below it; twice as much above it
KICKER_LIKE = 0.5  # how much less a head that looks like a kicker is a headline
SUBTITLE = "—"  # opens a line that belongs to a headline, stands below it, and is none itself


@dataclass(frozen=True)
class PlacedHead:
    """A head and the block of the page that it is."""

    head: Head
    place: int

    @property
    def is_subtitle(self) -> bool:
        """Whether it opens with a dash, and belongs to the headline above it."""
        return self.head.lines[0].text.startswith(SUBTITLE)


def headlines(heads: Sequence[PlacedHead], bodies: Sequence[Body], about: NDArray[numpy.float64]) -> dict[int, int]:
    """Give each body at most one headline, so that the sum of the scores over the page is greatest.

    about (NDArray): `(heads, bodies)`, how much of a head a body talks about, 0 to 1.
    RETURNS (dict[int, int]): index of the head by index of the body.
    """
    if not heads or not bodies:
        return {}
    starts, ends = numpy.array([body.start for body in bodies]), numpy.array([body.end for body in bodies])
    places = numpy.array([head.place for head in heads])[:, None]
    above = places < starts
    distance = numpy.where(above, starts - places - 1, places - ends)
    scores = about * numpy.array([_likeness(heads, index) for index in range(len(heads))])[:, None]
    scores = scores + (NEARNESS + ABOVE * above) / (1 + distance)
    jumped = numpy.array([body.jumped for body in bodies])  # its headline may be on another page
    unheard = about < LEAST_CONTENT
    scores[unheard] = (LAST_RESORT * ((distance == 0) & ~jumped) * (1 + above))[unheard]
    scores[[index for index, head in enumerate(heads) if head.is_subtitle]] = 0.0
    return {int(body): int(head) for head, body in zip(*linear_sum_assignment(scores, maximize=True)) if scores[head, body] > 0}


def kickers(heads: Sequence[PlacedHead], owners: dict[int, int], about: NDArray[numpy.float64]) -> dict[int, int]:
    """The heads that stand right above or below a headline and are nobody's headline themselves.

    owners (dict[int, int]): index of the headline by index of the body.
    RETURNS (dict[int, int]): index of the head by index of the body.
    """
    free = [index for index in range(len(heads)) if index not in owners.values()]
    if not free or not owners:
        return {}
    bodies = list(owners)
    distance = numpy.array([heads[owners[body]].place for body in bodies]) - numpy.array([heads[index].place for index in free])[:, None]
    above, below = distance == 1, distance == -1
    scores = (about[numpy.ix_(free, bodies)] + NEARNESS + ABOVE * above) * (above | below)
    scores[[heads[index].is_subtitle for index in free]] *= below[[heads[index].is_subtitle for index in free]]
    return {bodies[body]: free[head] for head, body in zip(*linear_sum_assignment(scores, maximize=True)) if scores[head, body] > 0}


def _likeness(heads: Sequence[PlacedHead], index: int) -> float:
    """How far a head may be a headline: less if it is smaller than a head beside it, or two clauses on one line beside another, as kickers are."""
    head = heads[index].head
    beside = [other.head for other in heads if abs(other.place - heads[index].place) == 1]
    smaller = any(head.size and other.size and head.size < 0.9 * other.size for other in beside)
    return KICKER_LIKE if smaller or beside and len(head.lines) == 1 and SPACES.search(head.lines[0].text) else 1.0
