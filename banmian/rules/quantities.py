"""QUANTITY: a numeral with its unit or measure word, and the approximators that touch it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .functions import NOTHING, labelling_function
from .lexicon import Hit, Lexicon
from .numerals import DIGITS, HAN_DIGIT, HAN_LARGE, NUMERAL, ORDINALS, POWERS, ROUGHLY, SLOGANS, TO, YEARS
from .view import View

RATES = "平方米|平方公里|立方米|千瓦时|千瓦|公里|公斤|小时|亩|吨|斤|月|年|人|天|日|度|米|分钟|分|秒|次|张|株|棵|头|只|羽|户|套|件|台|辆|㎡"
LONG_TIMES = "小时|钟头|月|星期|礼拜|世纪|学期"
HALVES = "年(?!级)|个月|个小时|小时|个多小时|个世纪|公里|亩|斤|吨|米|间|月|成(?!品)|个学期|个钟头|篮子|袋|碗|桶|车|瓶|箱"
COUNTED_BY_POWERS = frozenset("人亩吨米元年里斤户岁名只株")  # 百人, 千亩 are amounts; 万家, 百场 are figures of speech
ORDINAL_BEFORE = re.compile(r"第$|(?<![月年纪])初$")  # 初二, but 11月初|两人
ONE_OF_MANY = re.compile(r"(?:[每头哪另这那某同后早第初上下]|(?<!提)前)$")  # 头一年, 哪一天: 一 tells which one, not how many
ONE_AND_ON = re.compile(r"比一|到头|到晚|不如一|一[天年户个]")  # 一年比一年, 一天到晚
FEW = r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
TALLY = re.compile(rf"{FEW}[死涨升胜平降跌]{FEW}(?:[伤降跌平负胜升涨]|失踪|失联|重伤|轻伤)(?:{FEW}[伤负降平])?")
RECENT = tuple("一二两三四五六七八九十几")  # 近两年 is a time, of two years; 近30年 is a length


def either(words: Iterable[str]) -> str:
    """An expression for one of some words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """One expression for an amount: approximators, numeral or range of numerals, unit, approximators."""
    lists = lexicon.lists
    unit = rf"(?:(?:{either(lists['units'])})(?:/(?:{DIGITS})?(?:{RATES}))?(?:(?<![A-Za-z])|(?![A-Za-z])))"
    person = rf"(?:{either(lists['counted_without_measure'])})(?![民们才口大长岸镇])"
    before = rf"(?:{either(lists['approximators_before'] - set('上约'))}|(?<![签节预公条制违履契合特])约|上(?=[百千万亿]))?"
    after = rf"(?:{either(lists['approximators_after'] - set('来余多'))}|[余多](?![少元人]))?"
    kinds = (
        rf"{DIGITS}(?:[%％]?{TO}{DIGITS})?[%％‰]|百分之{NUMERAL}",  # 53%, 40%至60%
        rf"(?:(?<![0-9])[-－−])?{DIGITS}{TO}[-－−]?{DIGITS}(?:℃|°C|摄氏度)|(?<![0-9A-Za-z年月日])[-－−]{DIGITS}(?:℃|°C|摄氏度)",  # -3~-1℃
        rf"{NUMERAL}分之{NUMERAL}",  # 三分之一
        rf"(?<![从由]){NUMERAL}(?:{unit}|[%％])?{TO}{NUMERAL}(?:{unit}|{person})",  # 10至15天; but 由50元提高到80元
        rf"{NUMERAL}(?:个[多半](?:{LONG_TIMES})|年零{NUMERAL}个月)多?",  # 两个多小时, 两年零三个月
        rf"{NUMERAL}(?:亩{NUMERAL}分|斤{NUMERAL}两|元[{HAN_DIGIT}0-9]角|[成块毛][{HAN_DIGIT[1:]}0-9]角?(?![成块元万千百.0-9]))",  # 六亩七分, 两成五
        rf"{NUMERAL}小时{NUMERAL}分钟?(?:{NUMERAL}秒)?|{DIGITS}分钟?{DIGITS}秒(?:[0-9]{{1,3}})?|{DIGITS}秒[0-9]{{1,3}}|[0-9]{{1,2}}米[0-9]{{1,2}}(?![0-9])",  # 2小时10分42秒, 1米55
        rf"大半天|半个多月|大?半(?:{HALVES})|一[大多小]?半|大半(?=[，。的])",
        rf"(?P<number>{NUMERAL})半?(?P<unit>{unit}|{person})半?(?:人民币)?",
        rf"{DIGITS}[{ROUGHLY}]?[万亿]{{1,2}}[{ROUGHLY}]?|{DIGITS}余|{HAN_LARGE}",  # 1万, 1000余, 一千八
        rf"{DIGITS}[:：比]{DIGITS}(?:[:：]{DIGITS}){{0,4}}",  # 3:1
        rf"[{HAN_DIGIT}十0-9]{{1,3}}大(?=[\u4e00-\u9fff])",  # 两大
    )
    return re.compile(rf"{before}(?:{'|'.join(kinds)}){after}")


@labelling_function("quantities.amount", "QUANTITY")
def amount(view: View) -> Iterator[Hit]:
    """A numeral with a unit or measure word: 592.35万元, 90余个, 约53%, 10至15天, 三分之一.

    一 with an individual measure word is left out (一家商户); so are numerals inside a date or an ordinal, which `quantities.dates` and
    `quantities.ordinals` veto.
    """
    for match in _pattern(view.lexicon).finditer(view.text):
        start, end = match.span()
        number, unit = match["number"] or "", match["unit"] or ""
        if number == "一" and is_article(view, match):
            continue
        if number in tuple(POWERS) and number != "十" and unit[-1] not in COUNTED_BY_POWERS and match[0][0] == number:
            continue
        if ORDINAL_BEFORE.search(view.text, max(0, start - 2), start) and match[0][0] in HAN_DIGIT + POWERS:
            continue
        if match[0].startswith("近") and (view.text[end : end + 1] == "来" or number in RECENT and unit in ("年", "天", "个月")):
            start += 1
        yield start, end


@labelling_function("quantities.counts", "QUANTITY")
def counts(view: View) -> Iterator[Hit]:
    """Bare numerals of a tally: 一死两伤, 3涨2跌, 两胜一平."""
    for match in TALLY.finditer(view.text):
        yield from (match.span(group) for group in (1, 2, 3) if match[group])


def is_article(view: View, match: re.Match[str]) -> bool:
    """Whether 一 is no amount: with an individual measure word (一家商户), or telling which one (头一年), or in a phrase (一天到晚)."""
    start, end = match.start("number"), match.end()
    if match["unit"] not in view.lexicon.lists["single_measures"]:
        return True
    return ONE_OF_MANY.search(view.text, max(0, start - 2), start) is not None or ONE_AND_ON.match(view.text, end) is not None


@labelling_function("quantities.dates", NOTHING)
def dates(view: View) -> Iterator[Hit]:
    """Dates and clock times: 12月3日, 2024年, 上午9时."""
    for match in YEARS.finditer(view.text):
        yield match.span()


@labelling_function("quantities.ordinals", NOTHING)
def ordinals(view: View) -> Iterator[Hit]:
    """Ordinals, grades and numbers that name: 第一方阵, 二十届, 7号, 5A级, （一）."""
    for match in ORDINALS.finditer(view.text):
        yield match.span()


@labelling_function("quantities.idioms", NOTHING)
def idioms(view: View) -> Iterator[Hit]:
    """Idioms and names with a numeral in them (一对一, 三防, 双方), and slogans in quotes that one opens (“五个聚焦”)."""
    yield from view.longest("not_amounts")
    for match in SLOGANS.finditer(view.text):
        yield match.span()
