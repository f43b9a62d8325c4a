"""Text of a page → its printed lines, with the width that typesetting goes by."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from banmian.pages.located import Located

LINE = re.compile(r"[^\n\r\f\v]+")
ENOUGH = 4  # inner lines tell the width of a column
INDENT = re.compile(r"[ \t]*(?:\u3000|\xa0\xa0| {4}|\t)")


@dataclass(frozen=True)
class Line:
    """One printed line that is not empty.

    text (Located): its characters, without white space at either end.
    indented (bool): whether it is set in as the first line of a paragraph is.
    after_gap (bool): whether an empty line, or the page's edge, is above it.
    before_gap (bool): the same below it.
    """

    text: Located
    indented: bool
    after_gap: bool
    before_gap: bool

    @cached_property
    def width(self) -> float:
        """Its width in full-width characters; half-width ones count half."""
        return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in self.text.text if not char.isspace())


def read_lines(page: Located) -> list[Line]:
    """The lines of a page that are not empty, in their order."""
    found = [match for match in LINE.finditer(page.text) if not match[0].isspace()]
    gaps = [True] * (len(found) + 1)
    for index in range(1, len(found)):
        between = page.text[found[index - 1].end() : found[index].start()]
        gaps[index] = between.replace("\r\n", "\n").count("\n") > 1 or "\f" in between
    return [
        Line(page[slice(*match.span())].strip(), bool(INDENT.match(match[0])), gaps[index], gaps[index + 1])
        for index, match in enumerate(found)
    ]


def column_widths(lines: list[Line]) -> list[float]:
    """For each line the width of its column, in full-width characters: the commonest width of inner lines near by.

    Inner lines are those that neither open nor close a block between two gaps. The nearest blocks are asked until ENOUGH have answered.
    """
    blocks: list[list[Line]] = []
    for line in lines:
        if line.after_gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    inner = [[round(line.width) for line in block[1:-1]] for block in blocks]
    telling = [place for place, widths in enumerate(inner) if widths]
    if not telling:
        return [float(_mode([round(line.width) for line in lines]))] * len(lines)
    columns: list[float] = []
    for place, block in enumerate(blocks):
        at = bisect_left(telling, place)
        asked = sorted(telling[max(0, at - ENOUGH) : at + ENOUGH], key=lambda other: abs(other - place))
        widths: list[int] = []
        for other in asked:
            if len(widths) >= ENOUGH:
                break
            widths += inner[other]
        columns += [float(_mode(widths))] * len(block)
    return columns


def _mode(widths: list[int]) -> int:
    """The commonest width, of equally common ones the smallest: closing punctuation may hang beyond the column."""
    counts = Counter(widths)
    return max(counts, key=lambda width: (counts[width], -width), default=0)
