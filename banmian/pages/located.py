"""Text that knows where each of its characters stands on the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

Run = tuple[int, int, int]
"""`(text_start, page_start, length)`: so many characters of the text stand there on the page, one after another."""


SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Located:
    """A text and, for each character, its offset in the decoded page.

    text (str): the characters.
    places (tuple[int, ...]): as many page offsets, in characters.
    """

    text: str = ""
    places: tuple[int, ...] = ()

    @classmethod
    def slice(cls, page: str, start: int, end: int) -> "Located":
        """The characters of the page from start to end (exclusive)."""
        return cls(page[start:end], tuple(range(start, end)))

    @classmethod
    def join(cls, parts: Iterable["Located"]) -> "Located":
        """The parts, one after another."""
        parts = list(parts)
        return cls("".join(part.text for part in parts), tuple(place for part in parts for place in part.places))

    def __getitem__(self, key: slice) -> "Located":
        return Located(self.text[key], self.places[key])

    def __bool__(self) -> bool:
        return bool(self.text)

    def strip(self) -> "Located":
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(self.text.strip())]

    def keep(self, wanted: Iterable[bool]) -> "Located":
        """Only the characters marked as wanted."""
        kept = [index for index, keep in enumerate(wanted) if keep]
        return Located("".join(self.text[index] for index in kept), tuple(self.places[index] for index in kept))

    def runs(self) -> list[Run]:
        """The places as runs; together they cover every character once, in the order of the text."""
        runs: list[list[int]] = []
        for index, place in enumerate(self.places):
            if runs and place == runs[-1][1] + runs[-1][2]:
                runs[-1][2] += 1
            else:
                runs.append([index, place, 1])
        return [tuple(run) for run in runs]  # type: ignore[misc]


def without_padding(text: Located) -> Located:
    """Remove the spaces that only pad Chinese characters or numerals ("更换 716 处"); those between Latin words stay, one each."""
    wanted = [True] * len(text.text)
    for space in SPACES.finditer(text.text):
        start, end = space.span()
        wanted[start:end] = [False] * (end - start)
        pair = text.text[max(0, start - 1) : start] + text.text[end : end + 1]
        wanted[start] = len(pair) == 2 and pair.isascii() and any(map(str.isalpha, pair))
    return text.keep(wanted)
