"""Units and measure words: what each measures, and how much of another it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from .. import lists
from ..problems import InputError
from .numbers import Value

SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800, "mo": 2629800, "a": 31557600}  # UCUM's mean month and year, for 两年零三个月

Row = Sequence[str]
Units = Mapping[str, tuple["Unit", ...]]
"""Units by their word, simplified; the first is what it means alone."""


class Unit(NamedTuple):
    """What a unit or measure word measures.

    dimension (str): money, area, length, …, persons, count.
    code (str): the canonical unit.
    factor, offset (Value): canonical = factor * value + offset.
    generic (tuple[str, ...]): the words that this one makes definite, before or after the numeral: 港币 … 元.
    """

    dimension: str
    code: str
    factor: Value = 1
    offset: Value = 0
    generic: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: Row, where: Path | str) -> "Unit":
        """A unit of a line: word, dimension, code, factor and offset ("5/9,-160/9"), generic words.

        RAISES (InputError): if the factor is no number.
        """
        try:
            factor, _, offset = row[3].partition(",")
            values = _number(factor), _number(offset or "0")
        except (ValueError, ZeroDivisionError) as error:
            raise InputError(str(where), f"{row[0]}: {row[3]!r} is no factor", "Write a number or a fraction: 1/1500.") from error
        return cls(row[1], row[2], *values, tuple(filter(None, row[4].split(","))) if len(row) > 4 else ())

    def row(self, name: str) -> list[str]:
        """The line that `from_row` reads."""
        return [name, self.dimension, self.code, f"{self.factor},{self.offset}" if self.offset else str(self.factor), ",".join(self.generic)]

    def canonical(self, value: Value) -> Value:
        """A value in this unit, in the canonical one."""
        return value * self.factor + self.offset


def read(folder: Path) -> Units:
    """The units of a folder.

    folder (Path): `configs/values`; words of `configs/rules` beside it that `units.tsv` does not tell of count in themselves.
    RAISES (InputError): if a list cannot be read or a line is not as `units.tsv` says.
    """
    units = collect(rows(folder / "units.tsv", 4, 5), folder / "units.tsv")
    rules = folder.parent / "rules"
    for name in (*lists.read(rules / "units.txt"), *lists.read(rules / "counted_without_measure.txt")):
        if name not in units and "/" not in name and name[-1] not in "多半":  # rates, 个多 and 岁半 are read in parts
            units[name] = (Unit("count", name),)
    return units


def collect(lines: Iterator[Row], where: Path | str) -> dict[str, tuple[Unit, ...]]:
    """Units by their word, from lines that `Unit.from_row` reads."""
    units: dict[str, tuple[Unit, ...]] = {}
    for row in lines:
        units[row[0]] = (*units.get(row[0], ()), Unit.from_row(row, where))
    return units


def rows(path: Path, fewest: int, most: int) -> Iterator[Row]:
    """The lines of a table as columns.

    RAISES (InputError): if a line has fewer or more columns than it may have.
    """
    for line in lists.read(path):
        row = line.split("\t")
        if not fewest <= len(row) <= most:
            raise InputError(str(path), f"{line!r} has {len(row)} columns", f"A line has {fewest} to {most}, separated by tabs.")
        yield row


def ratio(part: Unit, whole: Unit) -> Value | None:
    """How much of one unit another is, or None if they do not measure the same."""
    if part.dimension != whole.dimension or part.offset or whole.offset:
        return None
    if part.code == whole.code:
        return Fraction(part.factor) / whole.factor
    if part.code in SECONDS and whole.code in SECONDS:
        return Fraction(part.factor) * SECONDS[part.code] / (whole.factor * SECONDS[whole.code])
    return None


def _number(factor: str) -> Value:
    top, _, bottom = factor.partition("/")
    value = Fraction(top) / Fraction(bottom or 1)
    return value.numerator if value.denominator == 1 else value


def either(words: Iterable[str], special: Mapping[str, str] = MappingProxyType({})) -> str:
    """An expression for one of some words, the longest first.

    special (Mapping[str, str]): expressions that stand for a word instead of itself.
    """
    return "|".join(special.get(word, re.escape(word)) for word in sorted(words, key=len, reverse=True)) or r"(?!)"
