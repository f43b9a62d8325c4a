from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.values.numbers import plain, read, written

EXACT = """
592.35万 5923500 · 两千四百五 2450 · 一百零五 105 · 十二 12 · 二十三万五 235000 · 4.78万亿 4780000000000 · 1,234.5 1234.5 · １２ 12 · 半 0.5
三点一四 3.14 · 负3 -3 · 零下5 -5 · 40k 40000 · 30w 300000 · 零 0 · 廿五 25 · 卅 30 · 俩 2 · 仨 3 · 壹佰零叁 103 · 肆佰叁拾萬 4300000 · 兩億 200000000
三分之一 0.333333333333 · 五分之三 0.6 · 1/8 0.125 · 三又四分之一 3.25 · 十二点二三亿 1223000000 · 2 1/2 2.5 · 一百零一万一千 1011000 · 五亿零六 500000006 · 四万万 400000000
五兆六十二亿四万五千二 5006200045200 · 百二万 1200000 · 千三 1300 · 一万五千亿 1500000000000 · 5万4千6百 54600 · 2千零30万 20300000 · 十五点七亿 1570000000
一万零一十八点一五 10018.15 · 一千六点五 1600.5 · 三千八百 3800 · 一〇五 105 · 一九九八 1998 · 2e5 200000 · .5 0.5 · 007 7 · 3.0 3 · 八万零四百 80400
"""
ROUGH = """
500余 500 - 余 · 二十多 20 - 多 · 十来 10 10 来 · 百把 100 100 把 · 数十 10 100 数 · 几百 100 1000 几 · 十几 10 20 几 · 二十几万 200000 300000 几
一百零几万 1000000 1100000 几 · 数百万 1000000 10000000 数 · 五百余万 5000000 - 余 · 十来万 100000 100000 来 · 三四 3 4 - · 三四十 30 40 -
十二三 12 13 - · 两千六七 2600 2700 - · 一两百 100 200 - · 三五百 300 500 - · 四五万 40000 50000 -
"""
NONE = "，·百分·五五·十十·一百千·二十百·几·数·1/0·零分之一·1,2345·12,34·1.2.3·三点·点五·几余万·十余来万·2^5·5G·10M·一二三·万万五万·第三·abc··-·负"
DIGITS = "零一二三四五六七八九"


def entries(table):
    return [
        entry.rsplit(" ", columns)
        for columns, entry in ((table_columns(table), entry.strip()) for line in table.split("\n") for entry in line.split("·"))
        if entry
    ]


def table_columns(table):
    return 3 if table is ROUGH else 1


def bounds(number):
    return tuple(None if end is None else written(end) for end in (number.low, number.high))


@pytest.mark.parametrize("numeral, value", entries(EXACT))
def test_one_value(numeral, value):
    assert bounds(read(numeral)) == (value, value)


@pytest.mark.parametrize("numeral, low, high, rough", entries(ROUGH))
def test_rough_numerals_have_bounds(numeral, low, high, rough):
    number = read(numeral)
    assert (*bounds(number), number.rough) == tuple(None if entry == "-" else entry for entry in (low, high, rough))


@pytest.mark.parametrize("text", NONE.split("·"))
def test_what_is_no_numeral_has_no_value(text):
    assert read(text) is None


def in_han(number):
    """A whole number as it is read out: 10203 → 一万零二百零三."""
    for power, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            head, rest = divmod(number, power)
            return in_han(head) + name + ("零" if 0 < rest < power // 10 else "") + (in_han(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(1, 10**16))
def test_every_whole_number_is_read_back(number):
    assert bounds(read(in_han(number))) == bounds(read(f"{number:,}")) == (str(number), str(number))


@given(st.decimals(-(10**9), 10**9, places=6))
def test_decimals_are_exact(number):
    text = f"{number:f}"
    assert read(text).low == Fraction(number)
    assert Fraction(written(Fraction(number))) == Fraction(number)


@given(st.fractions())
def test_values_are_written_without_exponent(value):
    text = written(value)
    assert "e" not in text.lower() and not ("." in text and text.endswith("0"))
    assert abs(Fraction(text) - value) <= abs(value) / 10**11


@given(st.text(st.sampled_from("一二两三十百千万亿零点几余多0123.,/分之又-负半 "), max_size=12))
def test_any_string_of_numeral_characters_has_ordered_bounds_or_none(text):
    number = read(text)
    assert number is None or None in (number.low, number.high) or number.low <= number.high
    assert read(plain(text)) == number
