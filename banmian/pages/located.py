"""Text that knows where each of its characters stands on the page."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

Run = tuple[int, int, int]
"""`(text_start, page_start, length)`: so many characters of the text stand there on the page, one after another."""

SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Located:
    """A text and the stretches of the page that it is made of.

    text (str): the characters.
    stretches (tuple[tuple[int, int], ...]): where each stretch starts in the decoded page, and its length, in characters.
    """

    text: str = ""
    stretches: tuple[tuple[int, int], ...] = ()

    @classmethod
    def slice(cls, page: str, start: int, end: int) -> "Located":
        """The characters of the page from start to end (exclusive)."""
        return cls(page[start:end], ((start, end - start),)) if start < end else cls()

    @classmethod
    def join(cls, parts: Iterable["Located"]) -> "Located":
        """The parts, one after another."""
        parts = list(parts)
        stretches: list[tuple[int, int]] = []
        for part in parts:
            for start, length in part.stretches:
                if stretches and start == sum(stretches[-1]):
                    stretches[-1] = stretches[-1][0], stretches[-1][1] + length
                else:
                    stretches.append((start, length))
        return cls("".join(part.text for part in parts), tuple(stretches))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each stretch starts in the text."""
        return [0, *accumulate(length for _, length in self.stretches)]

    def __getitem__(self, key: slice) -> "Located":
        start, end, _ = key.indices(len(self.text))
        if start >= end:
            return Located()
        if len(self.stretches) == 1:
            return Located(self.text[start:end], ((self.stretches[0][0] + start, end - start),))
        starts, cut = self._starts, []
        for index in range(bisect_right(starts, start) - 1, len(self.stretches)):
            begin = starts[index]
            if begin >= end:
                break
            place, length = self.stretches[index]
            skipped = max(0, start - begin)
            cut.append((place + skipped, min(begin + length, end) - begin - skipped))
        return Located(self.text[start:end], tuple(cut))

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def first(self) -> int:
        """Where its first character stands on the page."""
        return self.stretches[0][0]

    @property
    def last(self) -> int:
        """Where its last character stands on the page."""
        return sum(self.stretches[-1]) - 1

    def places(self) -> Iterator[int]:
        """Where each character stands on the page."""
        return (place for start, length in self.stretches for place in range(start, start + length))

    def strip(self) -> "Located":
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        end = len(self.text.rstrip())
        return self if start == 0 and end == len(self.text) else self[start:end]

    def without(self, left_out: Iterable[tuple[int, int]]) -> "Located":
        """Without some pieces, given by their starts and ends (exclusive) in the text, in order."""
        parts, at = [], 0
        for start, end in left_out:
            parts.append(self[at:start])
            at = end
        return Located.join([*parts, self[at:]]) if parts else self

    def then(self, sign: str) -> "Located":
        """The white space that stands for a line break, placed right behind the last character."""
        return Located(sign, ((self.last + 1, len(sign)),))

    def runs(self) -> list[Run]:
        """The stretches with their places in the text; together they cover every character once, in the order of the text."""
        return [(at, start, length) for at, (start, length) in zip(self._starts, self.stretches)]


def without_padding(text: Located) -> Located:
    """Remove the spaces that only pad Chinese characters or numerals ("更换 716 处"); those between Latin words stay, one each."""
    return text.without(_padding(text.text))


def _padding(text: str) -> Iterator[tuple[int, int]]:
    for space in SPACES.finditer(text):
        start, end = space.span()
        pair = text[max(0, start - 1) : start] + text[end : end + 1]
        kept = len(pair) == 2 and pair.isascii() and any(map(str.isalpha, pair))
        if start + kept < end:
            yield start + kept, end
