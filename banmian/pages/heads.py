"""Which head belongs to which body: the one that talks about it, one to one over the page."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy
from scipy.optimize import linear_sum_assignment

NEARNESS = 0.25  # what standing right beside its body adds to a head's score
LEAST_CONTENT = 0.1  # a head of which a body says less is not its head, however near


@dataclass(frozen=True)
class Placed:
    """A text and the blocks it takes up on the page, end exclusive."""

    text: str
    start: int
    end: int


def bigrams(text: str) -> Counter[str]:
    """The pairs of neighbouring letters with their counts; signs and spaces are left out."""
    letters = "".join(filter(str.isalnum, text))
    return Counter(map("".join, pairwise(letters)))


class Topics:
    """What the bodies of one page talk about: pairs of characters, weighted down where several bodies share them.

    bodies (Sequence[str]): their texts.
    """

    def __init__(self, bodies: Sequence[str]):
        self.bodies = [bigrams(body) for body in bodies]
        self.frequency = Counter(pair for body in self.bodies for pair in body)

    def weight(self, pair: str) -> float:
        return math.log((1 + len(self.bodies)) / (0.5 + self.frequency[pair])) if pair in self.frequency else 1.0

    def score(self, head: str, body: int) -> float:
        """How much of the head the body talks about, and how often, 0 to 1."""
        pairs, counts = bigrams(head), self.bodies[body]
        total = sum(map(self.weight, pairs))
        return sum(self.weight(pair) * counts[pair] / (1 + counts[pair]) for pair in pairs) / total if total else 0.0


def assign(heads: Sequence[Placed], bodies: Sequence[Placed], topics: Topics) -> dict[int, int]:
    """Give each body at most one head, so that the sum of the scores over the page is greatest.

    heads, bodies (Sequence[Placed]): with their places in blocks.
    topics (Topics): of the same bodies.
    RETURNS (dict[int, int]): index of the head by index of the body.
    """
    if not heads or not bodies:
        return {}
    scores = numpy.array([[_score(head, body, topics.score(head.text, index)) for index, body in enumerate(bodies)] for head in heads])
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return {int(body): int(head) for head, body in zip(rows, columns) if scores[head, body] > 0}


def _score(head: Placed, body: Placed, content: float) -> float:
    if content < LEAST_CONTENT:
        return 0.0
    distance = body.start - head.end if head.end <= body.start else head.start - body.end
    above = 0.1 if head.end <= body.start else 0.0
    return content + (NEARNESS + above) / (1 + distance)
