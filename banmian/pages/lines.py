"""Text of a page → its printed lines, with the width of the column that each stands in."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from banmian.pages.located import Located

LINE = re.compile(r"[^\n\r\f\v]+")
LATIN_SPACE = re.compile(r"(?<=[A-Za-z])\s(?=[A-Za-z])")
NO_SPACE = dict.fromkeys(map(ord, " \t\u3000\xa0\u2002\u2003\u2009"))
INDENT = re.compile(r"[ \t]*(?:\u3000|\xa0\xa0| {4}|\t)")
HANGING = "，。、；：！？”’）》…,;:!?)"  # signs that may hang beyond the column
SIGNS = re.compile(f"[{HANGING}“‘（《]")
SQUEEZED = 0.9  # what a line costs that fits its column only if its signs are set narrow
CANDIDATES = 6  # so many of the commonest line widths are asked whether they are a column's
FIRST_LINE, SHORT_LINE, OVERFULL = 0.51, 1.42, 2.62  # what a line costs that is set in, short, or wider than its column
OTHER_COLUMN, OTHER_COLUMN_AFTER_GAP = 4.42, 2.3  # what it costs if the column changes above a line


@dataclass(frozen=True)
class Line:
    """One printed line that is not empty.

    text (Located): its characters, without white space at either end.
    indented (bool): whether it is set in as the first line of a paragraph is.
    after_gap (bool): whether an empty line, or the page's edge, is above it.
    before_gap (bool): the same below it.
    size (float | None): how large its font is against that of the page's text, if the page tells.
    whole (bool): whether it is known to be a whole paragraph or head.
    """

    text: Located
    indented: bool
    after_gap: bool
    before_gap: bool
    size: float | None = None
    whole: bool = False

    @cached_property
    def width(self) -> float:
        """Its width in full-width characters; half-width ones count half."""
        return width(self.text.text)


def width(text: str) -> float:
    """The width of a text in full-width characters; half-width ones count half, spaces nothing but between Latin words."""
    words = text.split()
    printed = "".join(words) if len(words) < 2 else LATIN_SPACE.sub("_", text).translate(NO_SPACE)
    return len(printed) - 0.5 * len(printed.encode("ascii", "ignore"))


def read_lines(page: Located) -> list[Line]:
    """The lines of a page that are not empty, in their order."""
    found = [match for match in LINE.finditer(page.text) if not match[0].isspace()]
    gaps = [True] * (len(found) + 1)
    for index in range(1, len(found)):
        between = page.text[found[index - 1].end() : found[index].start()]
        gaps[index] = between.replace("\r\n", "\n").count("\n") > 1 or "\f" in between
    return [Line(page[slice(*match.span())].strip(), bool(INDENT.match(match[0])), gaps[index], gaps[index + 1]) for index, match in enumerate(found)]


def column_widths(lines: list[Line]) -> list[float]:
    """For each line the width of its column, in full-width characters.

    The widths are chosen together (Viterbi), so that most lines fill their columns, none is wider, and columns change seldom.
    """
    printed = [_extent(line.text.text) for line in lines]
    candidates = [width for width, _ in Counter(widest for widest, _ in printed).most_common(CANDIDATES)]
    if not candidates:
        return []
    misfits = {extent: [_misfit(*extent, column) for column in candidates] for extent in set(printed)}
    costs = misfits[printed[0]]
    back: list[list[int]] = []
    for line, extent in zip(lines[1:], printed[1:]):
        least = min(costs)
        cheapest, changed = costs.index(least), least + (OTHER_COLUMN_AFTER_GAP if line.after_gap else OTHER_COLUMN)
        back.append([index if cost <= changed else cheapest for index, cost in enumerate(costs)])
        costs = [(cost if cost <= changed else changed) + misfit for cost, misfit in zip(costs, misfits[extent])]
    at = costs.index(min(costs))
    columns = [float(candidates[at])]
    for choices in reversed(back):
        at = choices[at]
        columns.append(float(candidates[at]))
    return columns[::-1]


def _extent(text: str) -> tuple[int, int]:
    """How wide a line is, but for signs that may hang beyond its column, and how narrow it may have been set by squeezing the signs within."""
    inner = text.rstrip(HANGING)
    widest = ceil(width(inner))
    return widest, widest - len(SIGNS.findall(inner))


def _misfit(widest: int, narrowest: int, column: int) -> float:
    """How ill a line sits in a column: not at all if it fills it, but for the half a character that figures leave free."""
    room = column - widest
    if room < 0:
        return SQUEEZED if narrowest <= column else OVERFULL
    return 0.15 * room if room <= 1 else FIRST_LINE if room <= 3 else SHORT_LINE
