"""Characters with boxes → rows → columns → lines in reading order, as a page of columns and frames is read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from statistics import median

from banmian.pages.lines import Line
from banmian.pages.located import Located

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the page's lower left corner."""

SAME_SIZE = 0.12  # fonts that differ by less, as a share of it, are one size
SAME_ROW = 0.4  # how far apart the middles of characters of one row may lie, in their heights
SPACE = 0.5  # so much white between two characters is a space, in their heights
GUTTER = 1.6  # a wider gap between two characters parts two rows, in their heights
LEADING = 1.2  # more white between two rows parts two columns, in their heights
INDENT = 1.2  # a row that starts so far to the right of its column is set in, in their heights
LARGE, STRESSED = 1.4, 1.12  # a headline is so many times as large as the page's text, a subhead or a kicker
ALIGNED = 1.5  # the columns of one article start at one height, give or take so much, in sizes of the text
ARTICLE_GAP = 3.0  # how far below a headline, or a column, its article goes on, in their sizes
TILT = 0.012  # of two columns that start at one height the left one is looked at first, however little the right one is higher
MANY = 60  # columns below one headline: a table, which has no reading order
HEAVY = ("bold", "hei", "black", "heavy", "黑")


@dataclass(frozen=True)
class Glyph:
    """A printed character: its index on the page, its box, and the name of its font."""

    index: int
    char: str
    box: Box
    font: str

    @property
    def size(self) -> float:
        """Its height in points."""
        return self.box[3] - self.box[1]


@dataclass
class Row:
    """Characters of one size that stand side by side. `frame` is the number of the frame that it stands in."""

    glyphs: list[Glyph]
    frame: int | None = None
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = around(glyph.box for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The height of most of its characters."""
        return median(glyph.size for glyph in self.glyphs)

    @property
    def heavy(self) -> bool:
        """Whether its font is a bold one."""
        return any(word in self.glyphs[0].font.lower() for word in HEAVY)

    def text(self) -> Located:
        """Its characters, with a space where one is printed or left free; their places are their indices."""
        parts: list[Located] = []
        for number, glyph in enumerate(self.glyphs):
            before = self.glyphs[number - 1] if number else glyph
            if glyph.index > before.index + len(before.char) or glyph.box[0] - before.box[2] > SPACE * self.size:
                parts.append(Located(" ", ((before.index + 1, 1),)))
            parts.append(Located(glyph.char, ((glyph.index, 1),)))
        return Located.join(parts)


@dataclass
class Column:
    """Rows of one size that stand below one another."""

    rows: list[Row]
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = around(row.box for row in self.rows)

    @property
    def size(self) -> float:
        return self.rows[0].size


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all."""
    left, bottom, right, top = zip(*boxes)
    return min(left), min(bottom), max(right), max(top)


def lines(glyphs: Sequence[Glyph], frames: Sequence[Box]) -> list[Line]:
    """The lines of a page in reading order.

    glyphs (Sequence[Glyph]): its characters in the order of the file, without white space.
    frames (Sequence[Box]): the frames drawn on it.
    RETURNS (list[Line]): each with the size of its font, against that of most characters.
    """
    rows = _rows(glyphs)
    for row in rows:
        row.frame = next((number for number, frame in enumerate(frames) if _holds(frame, row.box)), None)
    if not rows:
        return []
    sizes = Counter[float]()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.glyphs)
    body = sizes.most_common(1)[0][0]
    all_heavy = sum(len(row.glyphs) for row in rows if row.heavy) > len(glyphs) / 2
    columns = _columns(rows)
    found: list[Line] = []
    previous: Column | None = None
    for column in _in_reading_order(columns, body):
        goes_on = previous is not None and previous.rows[0].frame == column.rows[0].frame and max(previous.size, column.size) < STRESSED * body
        left = _left_edge(column)
        for number, row in enumerate(column.rows):
            size = max(row.size / body, STRESSED if row.heavy and not all_heavy else 0.0)
            indented = len(column.rows) > 1 and row.box[0] - left > INDENT * row.size and size < STRESSED
            found.append(Line(row.text(), indented, number == 0 and not goes_on, False, size))
        previous = column
    return [replace(line, before_gap=below is None or below.after_gap) for line, below in zip(found, [*found[1:], None])]


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """Characters that follow one another side by side."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _beside(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [Row(run) for run in runs]


def _beside(one: Glyph, other: Glyph) -> bool:
    size = max(one.size, other.size)
    middle = abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) / 2
    return middle <= SAME_ROW * size and _one_size(one.size, other.size) and -0.5 * size <= other.box[0] - one.box[2] <= GUTTER * size


def _one_size(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SIZE * max(one, other)


def _holds(frame: Box, box: Box) -> bool:
    return frame[0] - 1 <= box[0] and frame[1] - 1 <= box[1] and box[2] <= frame[2] + 1 and box[3] <= frame[3] + 1


def _columns(rows: list[Row]) -> list[Column]:
    """Rows joined with the one right below them, if both are of one size and stand in one column."""
    below: dict[int, int] = {}
    ordered = sorted(range(len(rows)), key=lambda index: -rows[index].box[3])
    taken: set[int] = set()
    for place, index in enumerate(ordered):
        row = rows[index]
        for other in ordered[place + 1 :]:
            white = row.box[1] - rows[other].box[3]
            if white > LEADING * row.size:
                break
            if white > -0.5 * row.size and other not in taken and _in_one_column(row, rows[other]):
                below[index] = other
                taken.add(other)
                break
    columns = []
    for index in ordered:
        if index not in taken:
            chain = [index]
            while chain[-1] in below:
                chain.append(below[chain[-1]])
            columns.append(Column([rows[member] for member in chain]))
    return columns


def _in_one_column(upper: Row, lower: Row) -> bool:
    size = upper.size
    overlap = min(upper.box[2], lower.box[2]) - max(upper.box[0], lower.box[0])
    narrower = min(upper.box[2] - upper.box[0], lower.box[2] - lower.box[0])
    left = abs(upper.box[0] - lower.box[0]) <= 2.6 * size
    centred = abs(sum(upper.box[::2]) - sum(lower.box[::2])) <= size
    return (
        upper.frame == lower.frame and upper.heavy == lower.heavy and _one_size(size, lower.size) and overlap > 0.5 * narrower and (left or centred)
    )


def _left_edge(column: Column) -> float:
    """Where most rows of a column start; those set in are fewer."""
    starts = Counter(round(row.box[0]) for row in column.rows)
    return min(starts, key=lambda start: (-starts[start], start)) if len(column.rows) > 3 else min(starts)


def _in_reading_order(columns: list[Column], body: float) -> list[Column]:
    """Article by article as far as headlines tell: each with the columns that stand below it, from left to right."""
    columns = sorted(columns, key=lambda column: TILT * column.box[0] - column.box[3])
    zones: list[int] = []
    heads: dict[int, bool] = {}  # whether a zone has nothing but headlines yet
    for index, column in enumerate(columns):
        large = column.size >= LARGE * body
        zone = _zone_of(index, columns, zones, body, heads if large else {})
        zone = len(columns) + index if zone is None else zone
        heads[zone] = large
        zones.append(zone)
    members: dict[int, list[Column]] = {}
    for zone, column in zip(zones, columns):
        members.setdefault(zone, []).append(column)
    return [column for zone in members.values() for column in _by_columns(zone)]


def _zone_of(index: int, columns: list[Column], zones: list[int], body: float, open_heads: dict[int, bool]) -> int | None:
    """The zone that a column belongs to: that of the headline right above it, else of the column to its left that starts at the same height, else of what is above.

    open_heads (dict[int, bool]): for a headline, the zones that it may belong to: those with only headlines so far.
    """
    column, large = columns[index], columns[index].size >= LARGE * body
    above: list[tuple[float, int, bool]] = []
    left: list[tuple[float, int]] = []
    for other, zone in zip(columns, zones):
        if other.rows[0].frame != column.rows[0].frame or large and not open_heads.get(zone):
            continue
        is_head = other.size >= LARGE * body
        gap, white = other.box[1] - column.box[3], column.box[0] - other.box[2]
        if _share_width(other.box, column.box) and -0.5 * body < gap <= ARTICLE_GAP * max(other.size, body):
            above.append((gap, zone, is_head))
        elif not large and not is_head and abs(other.box[3] - column.box[3]) <= ALIGNED * body and white >= -body:
            left.append((white, zone))
    nearest = min(above, default=None)
    if nearest is not None and (nearest[2] or not left):
        return nearest[1]
    return min(left)[1] if left else None


def _share_width(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.3 * min(one[2] - one[0], other[2] - other[0])


def _by_columns(zone: list[Column]) -> list[Column]:
    """A column comes before those below it, and before those to the right of it, unless something wide stands between (Breuel 2003)."""

    def before(one: Column, other: Column) -> bool:
        if _share_width(one.box, other.box):
            return one.box[3] > other.box[3]
        if one.box[0] >= other.box[0]:
            return False
        return not any(
            _share_width(one.box, wide.box)
            and _share_width(other.box, wide.box)
            and min(one.box[1], other.box[1]) < wide.box[1] < max(one.box[3], other.box[3])
            for wide in zone
            if wide is not one and wide is not other
        )

    left = sorted(zone, key=lambda column: (column.box[0], -column.box[3]))
    if len(left) > MANY:
        return left
    ordered: list[Column] = []
    while left:
        first = next((column for column in left if not any(before(other, column) for other in left if other is not column)), left[0])
        ordered.append(first)
        left.remove(first)
    return ordered
