"""Pairs of neighbouring characters: which go together, and how much each tells about what a text is about."""

from collections.abc import Iterable, Set
from pathlib import Path

import numpy
from numpy.typing import NDArray

from banmian import lists

Codes = NDArray[numpy.uint64]
Places = NDArray[numpy.intp]

GOES_ON, NEW = 1.6, -0.75  # log-likelihood ratios of a pair that is listed, and of one that is not, between two lines of a sentence
AFTER_DIGIT = 1.0  # two figures, or two Latin letters, at a line's end and the next one's start
TWICE = 2  # a pair seen so often on the page itself is as good as listed


class Pairs:
    """What the list of pairs tells.

    folder (Path): `configs/pages`. The ratios were counted on 78 real articles: 55 % of the pairs inside a sentence are listed, and
    4 % of those that a headline's end and a paragraph's start make by chance.
    """

    def __init__(self, folder: Path):
        rows = sorted((code(pair), pair, int(count)) for pair, _, count in (row.partition("\t") for row in lists.read(folder / "pairs.tsv")))
        self.listed = frozenset(pair for _, pair, _ in rows)
        self._codes = numpy.array([number for number, _, _ in rows], numpy.uint64)
        logs = numpy.log1p([count for _, _, count in rows])
        self._rarest = float(logs.max(initial=1.0))
        self._weights = self._rarest - logs

    def goes_on(self, before: str, after: str, page: Set[int]) -> float:
        """How likely a sentence goes on from one line to the next, as a log-likelihood ratio: above 0 it does.

        before, after (str): the last character of a line and the first one of the next.
        page (Set[int]): the pairs that the page has at least twice.
        """
        pair = before + after
        if not before.isalpha() or not after.isalpha() or pair.isascii():
            return AFTER_DIGIT if before.isalnum() and after.isalnum() and pair.isascii() else 0.0
        return GOES_ON if pair in self.listed or code(pair) in page else NEW

    def weights(self, codes: Codes) -> NDArray[numpy.float64]:
        """How much each of some pairs tells: much if few articles have it."""
        if not len(self._codes):
            return numpy.full(len(codes), self._rarest)
        places = numpy.searchsorted(self._codes, codes).clip(max=len(self._codes) - 1)
        return numpy.where(self._codes[places] == codes, self._weights[places], self._rarest)


def code(pair: str) -> int:
    """A pair as a number."""
    return ord(pair[0]) << 32 | ord(pair[1])


def codes(text: str) -> tuple[Codes, Places]:
    """The pairs of neighbouring letters and figures in a text, as numbers, and where each begins."""
    signs = numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32).astype(numpy.uint64)
    folded = signs | 32
    letters = (signs >= 0x3400) & ((signs < 0xFE30) | (signs > 0xFF65)) | (folded >= ord("a")) & (folded <= ord("z")) | (signs >= 48) & (signs <= 57)
    together = numpy.flatnonzero(letters[:-1] & letters[1:])
    return signs[together] << numpy.uint64(32) | signs[together + 1], together


def often(lines: Iterable[str]) -> Set[int]:
    """The pairs that stand at least twice within some lines."""
    found, counts = numpy.unique(codes("\n".join(lines))[0], return_counts=True)
    return frozenset(found[counts >= TWICE].tolist())
