"""One amount at a place of a text: numeral, unit, and what they are composed of (一个半小时, 三块五, 两年零三个月, 200元/亩)."""

import re
from fractions import Fraction
from typing import NamedTuple

from .numbers import DIGITS, POWERS, Number, exact, read_at
from .units import Unit, Units, either, ratio

DECIMAL_PARTS = frozenset(
    {"money", "length", "mass", "percentage", "temperature", "degree"}
)  # 三块五, 一米八, 两成五: the digit after the unit is tenths of it
HAS_PARTS = frozenset({10, 100, 1000})  # 三元五角 is 3.5元; 3小时20分 is 200分
SHARE = re.compile(r"(-|负)?(百|千)分之")
HALF = re.compile(r"(?:一([大多小])?|([大多小]))?半数?")
DISCOUNT = re.compile(r"([对一二三四五六七八九1-9])([一二三四五六七八九1-9])?折")
AND = re.compile(r"[零又]")
PARTS = re.compile(r"[零一二三四五六七八九\d]{1,2}(?![零一二三四五六七八九\d十百千万])")
COUNTABLE = re.compile(r"[\u4e00-\u9fff(（]")
FRACTION = Unit("ratio", "1")


class Amount(NamedTuple):
    """A numeral with its unit.

    name (str | None): the unit as written, simplified. unit (Unit | None): what it measures; a fraction has one without a name.
    end (int): where the amount ends in the text. numeral (str): as written, without unit.
    """

    number: Number
    name: str | None
    unit: Unit | None
    end: int
    numeral: str = ""


class Amounts:
    """Reads amounts by a table of units.

    units (Units): %, ‰, 折 and 摄氏度 must be among them.
    """

    def __init__(self, units: Units):
        self.units = units
        self._longest = max(map(len, units))
        self._definite = {name: meanings[0] for name, meanings in units.items() if meanings[0].generic}
        self._prefix = re.compile(either(self._definite))

    def at(self, text: str, place: int, following: str) -> Amount | None:
        """The amount that begins at a place, or None.

        text (str): plain. following (str): what follows the whole text, which tells 三块 (money) from 三块展板 (pieces).
        """
        if match := SHARE.match(text, place):
            found = read_at(text, match.end())
            name = "%" if match[2] == "百" else "‰"
            return Amount(found[0].scaled(-1 if match[1] else 1), name, self.units[name][0], found[1]) if found else None
        if match := DISCOUNT.match(text, place):
            tenths = "5" if match[1] == "对" else "".join(str(DIGITS.get(digit, digit)) for digit in match.groups("") if digit)
            value = Fraction(int(tenths), 10 ** (len(tenths) - 1))
            return Amount(exact(value), "折", self.units["折"][0], match.end())
        if match := HALF.match(text, place):
            half, size = Fraction(1, 2), match[1] or match[2]
            number, start, end = Number(None if size == "小" else half, half if size in (None, "小") else None, size), place, match.end()
            if (match[0][0] == "一" or match[0][-1] == "数") and self._name_at(text, end) is None:
                return Amount(number, None, FRACTION, end)
            return self._with_unit(text, number, start, end, None, following)
        definite = self._prefix.match(text, place)
        start = definite.end() if definite else place
        found = read_at(text, start)
        return self._with_unit(text, found[0], start, found[1], definite and definite[0], following) if found else None

    def _with_unit(self, text: str, number: Number, start: int, end: int, definite: str | None, following: str) -> Amount | None:
        """The numeral with its unit, the halves and parts after it (一个半小时, 三块五, 两年零三个月), and a rate (200元/亩)."""
        numeral = text[start:end]
        end += text.startswith("整", end)  # 一整天
        name = self._name_at(text, end)
        if name is None:
            if definite:
                return Amount(number, definite, self._definite[definite], end, numeral)
            unit = FRACTION if "分之" in numeral or "/" in numeral else None
            return Amount(number, None, unit, end, numeral)
        after = end + len(name)
        extra = text[after : after + 1]
        if extra in ("半", "多"):
            after += 1
            if name == "分" and text.startswith("钟", after):  # 五分半钟
                after, name = after + 1, "分钟"
            elif name in ("个", "分") and (longer := self._name_at(text, after)):  # 两个多小时, 五个半分钟
                after, name = after + len(longer), name + longer if name + longer in self.units else longer
            if extra == "多":
                number = Number(number.low, None, "多")
            elif number.low is None or number.low != number.high:
                return None
            else:
                number = Number(number.low + Fraction(1, 2), number.high + Fraction(1, 2))
        unit = self.units[name][0]
        if len(self.units[name]) > 1 and COUNTABLE.match(following):  # 三块 is money, 三块展板 are pieces
            unit = next((meaning for meaning in self.units[name] if meaning.dimension == "count"), unit)
        if definite:
            if name not in self._definite[definite].generic and self._definite[definite] != unit:
                return None
            name, unit = self._definitely(definite, name)
        elif numeral.startswith("零下") and unit.dimension == "degree":
            unit = self.units["摄氏度"][0]
        elif (match := self._prefix.match(text, after)) and name in self._definite[match[0]].generic:  # 元人民币, 元港币
            after = match.end()
            name, unit = self._definitely(match[0], name)
        if unit.dimension == "money" and text.startswith("整", after):
            after += 1
        if text[after : after + 1] in ("/", "每"):
            return self._rate(text, number, name, unit, after + 1, numeral)
        if after < len(text) and extra != "多":
            return self._parts(text, Amount(number, name, unit, after, numeral))
        return Amount(number, name, unit, after, numeral)

    def _definitely(self, definite: str, name: str) -> tuple[str, Unit]:
        """A general unit with the word that makes it definite: 港币 … 元 → 港币, 人民币 … 元 → 元, 摄氏 … 度 → 摄氏度."""
        unit = self._definite[definite]
        if definite + name in self.units:
            return definite + name, unit
        return name if name in self.units and self.units[name][0].code == unit.code else definite, unit

    def _rate(self, text: str, number: Number, name: str, unit: Unit, place: int, numeral: str) -> Amount | None:
        scale, below = 1, self._name_at(text, place)
        if below is None and (scale := POWERS.get(text[place : place + 1], 1)) > 1:  # 公里/百平方公里
            below = self._name_at(text, place + 1)
        if below is None:
            return None
        if f"{name}/{below}" in self.units:  # 米每秒
            return Amount(number, f"{name}/{below}", self.units[f"{name}/{below}"][0], place + len(below), numeral)
        per = next((meaning for meaning in self.units[below] if meaning.dimension == "time"), self.units[below][0])  # 升/分
        end = place + (scale > 1) + len(below)
        rate = Unit("rate", f"{unit.code}/{per.code}", Fraction(unit.factor) / (per.factor * scale))
        return Amount(number, f"{name}/{text[place:end]}", rate, end, numeral)

    def _name_at(self, text: str, place: int) -> str | None:
        """The longest unit that begins at a place."""
        units = self.units
        for end in range(min(place + self._longest, len(text)), place, -1):
            if text[place:end] in units:
                return text[place:end]
        return None

    def _parts(self, text: str, amount: Amount) -> Amount:
        """An amount in several units, added up: 三元五角 in the first one, 3小时20分 in the last, by whether the parts are decimal."""
        number, name, unit, end, numeral = amount
        if number.low is None or number.low != number.high or unit.offset:
            return amount
        total, size, decimal = number.low, unit, True
        while end < len(text):
            zero = AND.match(text, end)
            start = zero.end() if zero else end
            if unit.dimension in DECIMAL_PARTS and (match := PARTS.match(text, start)) and self._name_at(text, match.end()) is None:
                digits = "".join(str(DIGITS.get(digit, digit)) for digit in match[0])
                places = len(digits) + bool(zero)
                return Amount(exact(total + Fraction(int(digits), 10**places) * ratio(size, unit)), name, unit, match.end(), numeral)
            found = read_at(text, start)
            part_name = found and self._name_at(text, found[1])
            if not part_name or found[0].low is None or found[0].low != found[0].high:
                break
            wholes = (size,) if size is not unit else self.units[name]  # 3分20秒: the meaning of 分 that has 秒 as a part
            pairs = ((whole, meaning) for whole in wholes for meaning in self.units[part_name] if 0 < (ratio(meaning, whole) or 0) < 1)
            whole, part = next(pairs, (unit, None))
            if part is None:
                break
            unit = whole if size is unit else unit
            share = ratio(part, unit)
            size, end, total = part, found[1] + len(part_name), total + found[0].low * share
            decimal = decimal and 1 / share in HAS_PARTS
            last = part_name
        if size is unit:
            return amount
        if text.startswith("半", end):
            total, end = total + ratio(size, unit) / 2, end + 1
        if decimal:
            return Amount(exact(total), name, unit, end, numeral)
        return Amount(exact(total / ratio(size, unit)), last, size, end, numeral)
