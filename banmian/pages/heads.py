"""Which head belongs to which body: the one that talks about it, one to one over the page."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy
from scipy.optimize import linear_sum_assignment

NEARNESS = 0.25  # what standing right beside its body adds to a head's score
ABOVE = 0.1  # what standing above it adds, against below
LEAST_CONTENT = 0.1  # how much of a headline its body talks about, at the least


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
        """How much a pair tells the bodies apart."""
        return math.log((1 + len(self.bodies)) / self.frequency[pair]) if pair in self.frequency else 1.0

    def score(self, head: str, body: int) -> float:
        """How much of the head the body talks about, and how often, 0 to 1."""
        pairs, counts = bigrams(head), self.bodies[body]
        total = sum(map(self.weight, pairs))
        return sum(self.weight(pair) * counts[pair] / (1 + counts[pair]) for pair in pairs) / total if total else 0.0

    def cohesion(self, one: int, other: int) -> float:
        """How alike two bodies are, 0 to 1: the cosine of their weighted pairs, each counted three times at most."""
        first, second = self.bodies[one], self.bodies[other]
        product = sum(self.weight(pair) ** 2 * min(3, first[pair]) * min(3, second[pair]) for pair in first.keys() & second.keys())
        length = math.sqrt(self._square(first) * self._square(second))
        return product / length if length else 0.0

    def _square(self, counts: Counter[str]) -> float:
        return sum((self.weight(pair) * min(3, count)) ** 2 for pair, count in counts.items())


def assign(
    heads: Sequence[Placed], bodies: Sequence[Placed], content: Callable[[int, int], float], least: float = LEAST_CONTENT, farthest: float = math.inf
) -> dict[int, int]:
    """Give each body at most one head, so that the sum of the scores over the page is greatest.

    heads, bodies (Sequence[Placed]): with their places in blocks.
    content (Callable): how much of a head a body talks about, 0 to 1, by the indices of both.
    least (float): a head of which a body says less is not its head, however near.
    farthest (float): how many blocks may stand between a body and its head.
    RETURNS (dict[int, int]): index of the head by index of the body.
    """
    if not heads or not bodies:
        return {}
    scores = numpy.array([[_score(head, body, content(i, j), least, farthest) for j, body in enumerate(bodies)] for i, head in enumerate(heads)])
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return {int(body): int(head) for head, body in zip(rows, columns) if scores[head, body] > 0}


def _score(head: Placed, body: Placed, content: float, least: float, farthest: float) -> float:
    distance = body.start - head.end if head.end <= body.start else head.start - body.end
    if content < least or distance > farthest:
        return 0.0
    above = ABOVE if head.end <= body.start else 0.0
    return content + (NEARNESS + above) / (1 + distance)
