"""Text of a page → its printed lines, with the width that typesetting goes by."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from banmian.pages.located import Located

LINE = re.compile(r"[^\n\r\f\v]+")
INDENT = re.compile(r"[ \t]*(?:\u3000|\xa0\xa0| {4}|\t)")
NEIGHBOURS = 12  # lines above and below that tell the width of a column


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
    """For each line the width of the column it stands in: the commonest width of the lines around it, in whole characters."""
    widths = [round(line.width) for line in lines]
    columns = []
    counts = Counter(widths[:NEIGHBOURS])
    for index in range(len(lines)):
        if index + NEIGHBOURS < len(lines):
            counts[widths[index + NEIGHBOURS]] += 1
        if index > NEIGHBOURS:
            counts[widths[index - NEIGHBOURS - 1]] -= 1
        columns.append(float(max(counts, key=lambda width: (counts[width] if width > 9 else 0, width))))
    return columns
