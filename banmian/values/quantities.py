"""The text of a QUANTITY to its value: bounds, unit, modifier, and the same in a canonical unit (UCUM, ISO 4217).

592.35万元 → 5923500 元, 5923500 CNY; 10至15天 → 10 to 15 天, d; 六亩七分 → 6.7 亩, 0.00446666666667 km2. Units of length, area, volume, mass, speed and
energy come to one canonical unit each (m, km2, m3, kg, km/h, kW.h); units of time keep their own (a, mo, wk, d, h, min, s), since a month has no fixed
number of days. A text that is no amount, or could be two, has no value: None, never a guess.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

from .amounts import FRACTION, Amount, Amounts
from .nouns import Nouns
from .numbers import POWERS, Number, exact, over, plain, written
from .units import Unit, Units, collect, either, ratio, read, rows

LONGEST = 64  # characters of an amount
COUNTED = frozenset({"count", "persons", "mass", "area", "volume"})
NAMED = frozenset({"人", "户"})  # these name what they count
BARE = frozenset(POWERS) - {"十"}  # no amounts without a unit
DATED = frozenset("年月日")
TO = re.compile(r"[至到~-]")
RATIO = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[:比](\d{1,9}(?:\.\d{1,9})?)")
INCLUDED = re.compile(r"\(含[^()]{0,4}\)")
TRAILING_POWERS = re.compile(r"(?:[万亿kKw]+|[百千])$")
OPEN = frozenset("余多大")  # at least so much
ONLY_BEFORE_POWERS = {"上": "上(?=[百千万亿])"}  # 上百家
UNNAMED = Unit("count", "")


class Quantities:
    """Reads amounts by a table of units.

    units (Units): see `Amounts`.
    modifiers (Mapping[str, Mapping[str, str]]): for `before` and `after`, words with the bound they give: low, high, about.
    stops (Mapping[str, str]): see `Nouns`.
    """

    def __init__(self, units: Units, modifiers: Mapping[str, Mapping[str, str]], stops: Mapping[str, str]):
        self.units = units
        self.modifiers = {place: dict(words) for place, words in modifiers.items()}
        self._amounts = Amounts(units)
        self._nouns = Nouns(stops)
        self._patterns = {where: re.compile(either(words, ONLY_BEFORE_POWERS)) for where, words in self.modifiers.items()}

    @classmethod
    def load(cls, folder: Path) -> "Quantities":
        """Read the tables.

        folder (Path): `configs/values`; the measure words of `configs/rules` beside it count in themselves.
        RAISES (InputError): if a table cannot be read or a line of one is not as its first lines say.
        """
        modifiers: dict[str, dict[str, str]] = {"before": {}, "after": {}}
        for word, place, bound in rows(folder / "modifiers.tsv", 3, 3):
            modifiers[place][word] = bound
        return cls(read(folder), modifiers, dict(rows(folder / "noun_stops.tsv", 2, 2)))

    def rows(self) -> dict[str, Any]:
        """The tables as plain dicts and lists, to be saved with a model; `from_rows` is the inverse."""
        units = [unit.row(name) for name, meanings in self.units.items() for unit in meanings]
        return {"units": units, "modifiers": self.modifiers, "stops": self._nouns.stops}

    @classmethod
    def from_rows(cls, rows: Mapping[str, Any]) -> "Quantities":
        """Read what `rows` gave."""
        return cls(collect(rows["units"], "units"), rows["modifiers"], rows["stops"])

    def value(self, text: str, following: str = "") -> dict[str, Any] | None:
        """What an amount says.

        text (str): a QUANTITY span.
        following (str): the text after it, for the counted noun.
        RETURNS (dict[str, Any] | None): `low` and `high` (decimal strings, None where open), `unit` (as written, simplified), `modifier`, `dimension`,
            `canonical` (`low`, `high`, `unit`) and `counted`; None if the text is no amount that can be read in one way.
        """
        if len(text) > LONGEST:
            return None
        text = plain(text)
        if "(" in text:
            text = INCLUDED.sub("", text)
        if match := RATIO.fullmatch(text):
            share = over(Fraction(match[1]), Fraction(match[2]))
            return None if share is None else _record(Amount(exact(share), None, FRACTION, len(text)), [], [], None)
        words: list[str] = []
        bounds: list[str] = []
        amount = self._whole(text, following, words, bounds)
        if amount is None or amount.number.low is None and amount.number.high is None:
            return None
        countable = amount.name and amount.unit.dimension in COUNTED and amount.name not in NAMED and not amount.name.endswith("次")
        return _record(amount, words, bounds, self._nouns.after(following) if countable else None)

    def _whole(self, text: str, following: str, words: list[str], bounds: list[str]) -> Amount | None:
        """The amount or range that the whole text is, if it is one; its modifiers and the bounds they give go into two lists."""
        start = self._modifiers("before", text, 0, words, bounds)
        left = self._amounts.at(text, start, following)
        if left is None:
            return None
        end = self._modifiers("after", text, left.end, words, bounds)
        if end == len(text):
            return None if left.numeral in BARE and left.unit is None and not words else left
        to = TO.match(text, end)
        if not to and bounds != ["low"]:
            return None
        right = self._amounts.at(text, to.end() if to else end, following)
        if right is None or self._modifiers("after", text, right.end, words, bounds) != len(text):
            return None
        if not to:  # 50万元以上100万元以下
            if bounds != ["low", "high"]:
                return None
            bounds.clear()
        return _range(left, right)

    def _modifiers(self, where: str, text: str, place: int, words: list[str], bounds: list[str]) -> int:
        """Read the modifiers at a place into two lists; return where they end."""
        while match := self._patterns[where].match(text, place):
            words.append(match[0])
            bounds.append(self.modifiers[where][match[0]])
            place = match.end()
        return place


def _range(left: Amount, right: Amount) -> Amount | None:
    """Two amounts as one, in the unit of the second where they differ (30分钟到2小时), with its powers of ten where the first has none (两到三万)."""
    low, high, unit = left.number, right.number, right.unit or left.unit
    if None in (low.low, low.high, high.low):
        return None
    if left.unit is None:
        if low.low < 0 < high.low:  # 零下10至15度: the second may be below zero too
            return None
        if match := TRAILING_POWERS.search(right.numeral):
            scale = prod(POWERS[power] for power in match[0])
            low = low.scaled(scale) if low.high * scale < high.low else low
    elif right.unit and left.unit != right.unit:
        share = ratio(left.unit, right.unit)
        if share is None or {left.name, right.name} <= DATED:  # 7月至1996年
            return None
        low = low.scaled(share)
    lowest, *_, highest = sorted(value for value in (low.low, low.high, high.low, high.high) if value is not None)
    return Amount(Number(lowest, None if high.high is None else highest, high.rough), right.name or left.name, unit, right.end, right.numeral)


def _record(amount: Amount, words: list[str], bounds: list[str], counted: str | None) -> dict[str, Any]:
    """The value as plain data; modifiers that contradict each other (近500余) say no more than about."""
    low, high, rough = amount.number
    if "high" in bounds and ("low" in bounds or rough in OPEN):
        low = high = low if low is not None else high
    elif "low" in bounds:
        low, high = high if low is None else low, None
    elif "high" in bounds:
        low, high = None, low if high is None else high
    unit = amount.unit or UNNAMED
    canonical = [None if bound is None else written(unit.canonical(bound)) for bound in (low, high)]
    return {
        "low": None if low is None else written(low),
        "high": None if high is None else written(high),
        "unit": amount.name,
        "modifier": " ".join([*words, rough] if rough else words) or None,
        "dimension": unit.dimension,
        "canonical": {"low": canonical[0], "high": canonical[1], "unit": unit.code or None},
        "counted": counted,
    }
