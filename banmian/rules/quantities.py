"""QUANTITY: a numeral with its unit or measure word, and the approximators that touch it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .functions import NOTHING, labelling_function
from .lexicon import Hit, Lexicon
from .view import View

DIGITS = r"[0-9０-９]+(?:[,，][0-9]{3}(?![0-9]))*(?:[.．·][0-9０-９]+)?"
HAN_DIGIT = "一二三四五六七八九两"
POWERS = "十百千万亿"
HAN = rf"(?:[数几](?=[{POWERS}])|[{HAN_DIGIT}零〇{POWERS}])(?:[{HAN_DIGIT}零〇{POWERS}]|几(?![个次])|点(?=[{HAN_DIGIT}零〇]))*"
COUNTED_BY_POWERS = "人亩吨米元年里斤吨户"  # 百人, 千亩 are amounts; 万家, 百场 are figures of speech
ROUGHLY = "余多来几"
NUMERAL = rf"(?:(?:{DIGITS})[{ROUGHLY}]?[百千万亿]*|{HAN})[{ROUGHLY}]?[万亿]*"
TO = r"(?:至|到|—|－|-|～|~|–|──|\+|×|x)"
NO_LATIN_AFTER = r"(?![A-Za-z])"
YEARS = re.compile(
    r"(?:(?:1[5-9]|20|１９|２０)[0-9０-９]{2}|[一二][一二三四五六七八九〇○零]{3})\s*(?:年(?:代|度|版|底|初|末|春|夏|秋|冬|间)?|[-—~至到/][0-9]{2,4}年?)"
    r"|(?:[0-9０-９]{2,4}|[一二三四五六七八九十〇○零]{1,4})年代"
    r"|[0-9０-９]{1,2}月(?:份|底|初|末|中旬|上旬|下旬)?(?:[0-9０-９]{1,2}(?:日|号)?(?:[至到、—~-][0-9]{1,2}日)*)?"
    r"|(?<![个])[一二三四五六七八九十]{1,3}月(?:份|底|初|末)?(?:[一二三四五六七八九十]{1,3}日)?"
    r"|[0-9０-９]{1,2}日(?!内|均|游)|[0-9]{1,2}号|[0-9]{1,2}[:：][0-9]{2}(?![0-9])"
    r"|(?:上午|下午|晚上|凌晨|中午|清晨|傍晚|早上|晚|早|当晚|夜里)?[0-9]{1,2}(?:时|点)(?!间)(?:许|半|[0-9]{1,2}分)?"
    r"|(?:上午|下午|晚上|凌晨|中午|清晨|傍晚|早上|晚|早)[一二三四五六七八九十]{1,3}[时点]"
    r"|今年[0-9一二三]+季度|[一二三四]季度|[“‘’][0-9]{2}(?=[^0-9])"
)
ORDINALS = re.compile(
    rf"第(?:{DIGITS}|[{HAN_DIGIT}零〇十百千]+)[个名次届批期号条项章节季代轮位家年天回场阶段部分类种方者、至—]*"
    r"|[0-9一二三四五六七八九十百]+届|[0-9A-Za-z#＃]+号(?:楼|线|院|文件)?|[一二三四五六七八九十0-9]+(?:中)?全会|[0-9]+后(?=[的、，。])"
    r"|[一二三四五六七八九十]、|（[一二三四五六七八九十0-9]+）|\([一二三四五六七八九十0-9]+\)|[一二三四五六1-6]级|[1-9一二三四五]A级|[0-9]+[Gg](?![A-Za-z])"
    r"|[0-9]{6,}(?![0-9.,万亿元个人户亩吨%])|[一二三四五六七八九十]年级|[一二三四五六七八九十]是(?=[^否])"
)


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """One expression for an amount: approximators, numeral or range of numerals, unit, approximators."""
    lists = lexicon.lists
    either = lambda words: "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))  # noqa: E731
    unit = rf"(?:{either(lists['units'])}){NO_LATIN_AFTER}"
    person = rf"(?:{either(lists['counted_without_measure'])})(?![民们才口大长口岸])"
    before = rf"(?:{either(lists['approximators_before'] - {'上'})}|上(?=[百千万亿]))?"
    after = rf"(?:{either(lists['approximators_after'] - {'来', '余', '多'})}|[余多](?![少元人]))?"
    percent = rf"(?:{DIGITS}(?:{TO}{DIGITS})?[%％‰]|百分之{NUMERAL})"
    fraction = rf"(?:{NUMERAL}分之{NUMERAL})"
    ratio = rf"(?:{DIGITS}[:：比]{DIGITS}(?:[:：]{DIGITS})*)"
    bound = rf"(?:{NUMERAL}(?:{unit})?以上{NUMERAL}(?:{unit})以下)"
    ranged = rf"(?:{NUMERAL}(?:{unit}|[%％])?{TO}{NUMERAL}(?:{unit}|{person}))"
    single = rf"(?:{NUMERAL}(?:半)?(?:{unit}|{person})半?(?:人民币)?)"
    half = r"(?:半(?:年|天|个月|个小时|小时|个多小时|个世纪|公里|亩|斤|吨|月|成|个学期|个钟头))"
    large = rf"(?:{DIGITS}[{ROUGHLY}]?[万亿]+[{ROUGHLY}]?)"
    big = rf"(?:[{HAN_DIGIT}十0-9]+大)(?=[\u4e00-\u9fff])"
    amount = "|".join((percent, fraction, bound, ranged, half, single, ratio, large, big))
    return re.compile(rf"{before}(?:{amount}){after}")


@labelling_function("quantities.amount", "QUANTITY")
def amount(view: View) -> Iterator[Hit]:
    """A numeral with a unit or measure word: 592.35万元, 90余个, 约53%, 10至15天, 三分之一.

    一 with an individual measure word is left out (一家商户); so are numerals inside a date or an ordinal, which `quantities.dates` and
    `quantities.ordinals` veto.
    """
    single = view.lexicon.lists["single_measures"]
    for match in _pattern(view.lexicon).finditer(view.text):
        start, end = match.span()
        text = match[0]
        if text[0] == "一" and text[1:] not in single and not re.match(rf"一(?:[{POWERS}{HAN_DIGIT}点分]|[{ROUGHLY}])", text):
            continue
        if text[0] in POWERS and text[0] != "十" and text[-1] not in COUNTED_BY_POWERS:
            continue
        if view.text[start - 1 : start] in ("第", "初", "每") and text[0] in HAN_DIGIT + POWERS:
            continue
        if text.startswith("近") and view.text[end : end + 1] == "来":
            start += 1
        yield start, end


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
    """Idioms and names with a numeral in them: 一对一, 三防, 双方."""
    yield from view.longest("not_amounts")
