"""Numerals of every writing to exact numbers: Arabic, full-width, Chinese, financial, mixed, rough, fractions.

Values are `int` or `Fraction`, never floats: 三分之一 has no finite decimal. What a rough numeral says is kept as bounds: 500余 is at least 500, with no
upper bound; 三四十 is 30 to 40; 几十 and 数十 lie between 10 and 100, 十几 between 10 and 20.
"""

import re
from decimal import Context, Decimal
from fractions import Fraction
from math import prod
from typing import NamedTuple

Value = int | Fraction
PLACES = 12  # significant digits of a value that no finite decimal can write
_VARIANTS = (
    "壹一 弌一 貳二 贰二 弍二 參三 参三 叁三 叄三 肆四 伍五 陸六 陆六 柒七 捌八 玖九 拾十 佰百 仟千 萬万 億亿 兩两 俩两 倆两 仨三 廿二十 卅三十 卌四十 〇零 ○零 幾几 點点 餘余 負负 數数 "
    "個个 雙双 對对 裏里 裡里 時时 鐘钟 鍾钟 圓元 圆元 畝亩 頃顷 噸吨 擔担 條条 輛辆 層层 樓楼 間间 歲岁 週周 攝摄 華华 溫温 幣币 歐欧 鎊镑 侖仑 來来 約约 過过 達达 碼码 將将 內内 ￥¥ ·. –- —- ―- ─- ～~ 〜~"
)
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(pair[0]): pair[1:] for pair in _VARIANTS.split()}
_MIXED = re.compile(r"(\d)\s+(\d+/\d)")

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12, "k": 10**3, "K": 10**3, "w": 10**4}
POWERS = SMALL | LARGE
_ARABIC = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,2}(?!\d))?"
_POWER = (
    r"(?:[十万亿]|百(?!帕|分点)|千(?!瓦|克(?!拉)|米|伏|卡(?!路|车)|帕|赫|周波|兆)|兆(?=[零一二三四五六七八九十百千万亿元])|(?<=\d)[kKw](?![A-Za-z]))"
)
_TWO = r"(?:(?<![\d零一二两三四五六七八九十百千万亿几])两|两(?=[百千万亿])|(?<=一)两(?![多余来以左上半]|$))"
_TOKEN = re.compile(rf"{_ARABIC}|.")
_RUN = re.compile(
    rf"(?:数(?={_POWER}))?(?:{_ARABIC}|[零一二三四五六七八九几]|{_TWO}|{_POWER}"
    rf"|(?<=[\d零一二三四五六七八九十百千万亿])点(?=[零一二三四五六七八九\d])|[余多来](?=[万亿])){{1,40}}"
)
_SIMPLE = re.compile(rf"({_ARABIC})([万亿]?)(?![\d.,e零一二三四五六七八九十百千万亿兆几点kKw分又余多来把/])")
_SIGN = re.compile(r"负|零下|-")
_SLASHED = re.compile(r"(\d{1,9})/(\d{1,9})(?![\d.,])")
_PAIR = re.compile(r"(?<![零一二三四五六七八九两])(?:一二|一两|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?![零一二三四五六七八九])")
_POSITIONAL = re.compile(r"(?=.*零)[零一二三四五六七八九]{2,}|[一二三四五六七八九]{4,}")  # 一〇五, 一九九八
_INSIDE = re.compile(r"[余多来](?=[万亿])")
_FEW = re.compile(r"[几数]")
_BARE = frozenset("百千万")
_ROUNDED = Context(prec=PLACES)


class Number(NamedTuple):
    """What a numeral says.

    low, high (Value | None): the bounds, both included; None where it is open; equal where the numeral is exact.
    rough (str | None): the character that makes it rough: 余 多 来 几 数 把.
    """

    low: Value | None
    high: Value | None
    rough: str | None = None

    def scaled(self, factor: Value) -> "Number":
        """So many times the number; a negative factor turns the bounds around."""
        ends = [None if end is None else end * factor for end in (self.low, self.high)]
        return Number(*(ends if factor > 0 else ends[::-1]), self.rough)


def exact(value: Value) -> Number:
    """A number with one value."""
    return Number(value, value)


def plain(text: str) -> str:
    """The text in half-width characters, simplified, numerals in their everyday forms, without spaces: １２，０００ 萬 → 12,000万."""
    text = text.translate(_PLAIN)
    if "/" in text:
        text = _MIXED.sub(r"\1又\2", text)
    return "".join(text.split())


def read(text: str) -> Number | None:
    """The value of a numeral, or None if the text is anything else: "两千四百五" → 2450 to 2450."""
    text = plain(text)
    found = read_at(text, 0)
    return found[0] if found and found[1] == len(text) else None


def read_at(text: str, start: int) -> tuple[Number, int] | None:
    """The numeral that begins at a place of a plain text.

    text (str): as `plain` gives it.
    RETURNS (tuple[Number, int] | None): the number and the end of the numeral, rough character included; None if no numeral begins here.
    """
    if match := _SIMPLE.match(text, start):
        value = _arabic(match[1]) * (LARGE[match[2]] if match[2] else 1)
        return exact(value), match.end()
    sign = _SIGN.match(text, start)
    found = _unsigned(text, sign.end() if sign else start)
    if found and sign:
        return found[0].scaled(-1), found[1]
    return found


def written(value: Value) -> str:
    """A value as a decimal without exponent or trailing zeros; rounded to 12 significant digits where no finite decimal is exact."""
    top, bottom = value.numerator, value.denominator
    if bottom == 1:
        return str(top)
    twos = (bottom & -bottom).bit_length() - 1
    rest, fives = bottom >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest > 1:
        return format(_ROUNDED.divide(Decimal(top), Decimal(bottom)).normalize(_ROUNDED), "f")
    places = max(twos, fives)
    digits = str(abs(top) * 10**places // bottom).rjust(places + 1, "0")
    return f"{'-' * (top < 0)}{digits[:-places]}.{digits[-places:]}"


def _unsigned(text: str, start: int) -> tuple[Number, int] | None:
    if text.startswith("半", start):
        return exact(Fraction(1, 2)), start + 1
    if match := _SLASHED.match(text, start):
        value = over(int(match[1]), int(match[2]))
        return (exact(value), match.end()) if value is not None else None
    match = _RUN.match(text, start)
    if not match:
        return None
    run, end = match[0], match.end()
    if text.startswith("分之", end):
        return _fraction(run, text, end + 2)
    number = _rough(run)
    if number is None:
        return None
    if text.startswith("又", end) and number.low == number.high and (part := _unsigned(text, end + 1)):
        (low, high, _), stop = part
        if low is not None and low == high and {"/", "之"} & {*text[end:stop]}:
            return exact(number.low + low), stop
    following = text[end : end + 1]
    if following in ("余", "多") and number.rough is None:
        return Number(number.low, None, following), end + 1
    if following == "来" and number.rough is None or following == "把" and run in _BARE:
        return Number(number.low, number.high, following), end + 1
    return number, end


def _fraction(bottom: str, text: str, start: int) -> tuple[Number, int] | None:
    """三分之一, and what a careful hand writes: 负3分之负157."""
    sign = -1 if text.startswith("负", start) else 1
    top = _RUN.match(text, start + (sign < 0))
    if not top or _FEW.search(bottom + top[0]):  # 几十分之一
        return None
    below, above = _evaluate(bottom), _evaluate(top[0])
    value = None if below is None or above is None else over(sign * above, below)
    return None if value is None else (exact(value), top.end())


def over(top: Value, bottom: Value) -> Value | None:
    """A quotient, exact; None over zero."""
    return Fraction(top) / bottom if bottom else None


def _rough(run: str) -> Number | None:
    """The bounds of a numeral: one reading, or the lowest and the highest of a rough one (三四十, 几百, 五百余万)."""
    if "几" in run or run[0] == "数":
        low, high = _evaluate(run, 0), _evaluate(run, 10)
        return Number(low, high, "几" if "几" in run else "数") if len(run) > 1 and low is not None and high is not None else None
    if match := _INSIDE.search(run):
        value = _evaluate(run[: match.start()] + run[match.end() :])
        return None if value is None else Number(value, value if match[0] == "来" else None, match[0])
    if match := _PAIR.search(run.partition("点")[0]):
        ends = [_evaluate(run[: match.start()] + digit + run[match.end() :]) for digit in match[0]]
        return Number(ends[0], ends[1]) if None not in ends else None
    value = _evaluate(run)
    return None if value is None else exact(value)


def _arabic(digits: str) -> Value:
    digits, _, exponent = digits.replace(",", "").partition("e")
    whole, _, decimals = digits.partition(".")
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else int(whole)
    return value * Fraction(10) ** int(exponent) if exponent else value


def _evaluate(run: str, few: int = 0) -> Value | None:
    """The value of a run of digits and powers of ten, or None if they make no numeral (一百千, 五五).

    few (int): what 几 and 数 stand for; before a power never less than one.
    """
    whole, point, decimals = run.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    if _POSITIONAL.fullmatch(run):
        return int("".join(str(DIGITS[digit]) for digit in run))
    groups: list[tuple[Value, int]] = []  # closed by 万, 亿, 兆, with that power: 五亿三千万 → (5e8, 1e8), (3e7, 1e4)
    section, digit, power, trailing = 0, None, 0, False  # of the group that is open; trailing: the digit may stand for the next power (两千四)
    tokens = _TOKEN.findall(run)
    for place, token in enumerate(tokens):
        if token in SMALL:
            if power in SMALL.values() and SMALL[token] >= power or digit is not None and digit >= 10 and digit != few:
                return None
            power = SMALL[token]
            section += (digit or 1) * power
            digit, trailing = None, True
        elif token in LARGE:
            scale, value = LARGE[token], section + (_next_power(digit, power, trailing and bool(section)) or 0)
            if groups and place and tokens[place - 1] in LARGE:
                value, _ = groups.pop()
            elif place == 0 or run[0] in "几数" and place == 1:
                value = max(few, 1)
            while groups and groups[-1][1] < scale:
                value += groups.pop()[0]
            if groups and groups[-1][1] == scale:
                return None
            groups.append((value * scale, scale))
            section, digit, power, trailing = 0, None, scale, True
        elif token == "零":
            if digit is not None:
                return None
            trailing = False
        elif digit is not None or token in "余多来点":
            return None
        elif token in "几数":
            digit, trailing = few, False
        else:
            digit = DIGITS[token] if token in DIGITS else _arabic(token)
            if power and digit >= power:
                return None
            trailing = trailing and digit.denominator == 1 and digit < 10
    return sum(value for value, _ in groups) + section + (_next_power(digit, power, trailing) or 0)


def _with_decimals(run: str, decimals: str) -> Value | None:
    """三点一四, and with a power that multiplies all of it: 十五点七亿."""
    powers = decimals.lstrip("零一二三四五六七八九0123456789")
    digits = "".join(str(DIGITS.get(digit, digit)) for digit in decimals[: len(decimals) - len(powers)])
    value = _evaluate(run)
    if value is None or not digits or not set(powers) <= set(LARGE) or powers and set(run) & set(LARGE):
        return None
    return (value + Fraction(int(digits), 10 ** len(digits))) * prod(LARGE[power] for power in powers)


def _next_power(digit: Value | None, power: int, trailing: bool) -> Value | None:
    """What the last digit stands for: 四 in 两千四 is four hundreds, in 两千零四 and in 十四 four."""
    return digit * (power // 10) if digit is not None and trailing and power >= 100 else digit
