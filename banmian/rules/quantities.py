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
POWER = r"(?:[十百万亿]|千(?![瓦克米伏卡帕赫兆]))"  # 千 that is not the beginning of 千瓦
HAN = rf"(?:[数几](?=[{POWERS}])|[{HAN_DIGIT}零〇俩仨]|{POWER})(?:[{HAN_DIGIT}零〇]|{POWER}|几(?![个次])|点(?=[{HAN_DIGIT}零〇]))*"
COUNTED_BY_POWERS = "人亩吨米元年里斤吨户岁名只株"  # 百人, 千亩 are amounts; 万家, 百场 are figures of speech
ROUGHLY = "余多来几"
NUMERAL = rf"(?:(?:{DIGITS})[{ROUGHLY}]?{POWER}*|{HAN})[{ROUGHLY}]?(?:(?<=[百千万])把)?[万亿]*"
TO = r"(?:至|到|—|－|-|～|~|–|──|\+|×|x)"
NO_LATIN_AFTER = r"(?![A-Za-z])"
HAN_DAY = "[一二三四五六七八九十]{1,3}"
YEARS = re.compile(
    r"(?:(?:1[5-9]|20|１９|２０)[0-9０-９]{2}|[一二][一二三四五六七八九〇○零]{3})\s*(?:年(?:代|度|版|底|初|末|春|夏|秋|冬|间|内)?|[-—~至到/][0-9]{2,4}年?)"
    r"|(?:[0-9０-９]{2,4}|[一二三四五六七八九十〇○零]{1,4})年代|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})世纪"
    r"|[0-9]{1,2}月?(?:至|到|—|-|－|~|～)(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月(?:份|底|初)?"
    r"|[0-9０-９]{1,2}月(?:份|底|初|末|中旬|上旬|下旬)?(?:[0-9０-９]{1,2}(?:日|号)?(?:[至到、—~-][0-9]{1,2}日)*)?"
    rf"|(?<![个]){HAN_DAY}月(?:份|底|初|末)?(?:{HAN_DAY}日(?:夜)?)?|(?<![0-9]){HAN_DAY}点(?:钟|半|整|[零一二三四五六七八九十]{{1,3}}分)"
    r"|(?<!拘留)(?<!为期)[0-9０-９]{1,2}日(?!内|均|游)|[0-9]{1,2}号|[0-9]{1,2}[:：][0-9]{2}(?![0-9])"
    r"|(?:上午|下午|晚上|凌晨|中午|清晨|傍晚|早上|晚|早|当晚|夜里)?[0-9]{1,2}(?:时|点)(?!间)(?:许|半|[0-9]{1,2}分)?"
    rf"|(?:上午|下午|晚上|凌晨|中午|清晨|傍晚|早上|晚|早|不到){HAN_DAY}[时点]|(?:周|星期|礼拜)[一二三四五六日天](?![个项天])"
    r"|今年[0-9一二三]+季度|[一二三四]季度|[“‘’][0-9]{2}(?=[^0-9])"
)
ORDINALS = re.compile(
    rf"第(?:{DIGITS}|[{HAN_DIGIT}零〇十百千]+)[个名次届批期号条项章节季代轮位家年天回场阶段部分类种方者、至—]*"
    rf"|(?<!举办)(?<!连续)(?<!办了)(?<!举办过)[0-9{HAN_DIGIT}十百]+届|[0-9A-Za-z#＃]+号(?:楼|线|院|文件)?|[{HAN_DIGIT}十0-9]+(?:中)?全会|[0-9]+后(?=[的、，。])"
    r"|[一二三四五六七八九十]、|（[一二三四五六七八九十0-9]+）|\([一二三四五六七八九十0-9]+\)|[0-9一二三四五六七八九十]+(?:\.[0-9])?级|[1-9一二三四五]A级|[0-9]+[Gg](?![A-Za-z])"
    rf"|[0-9]{{6,}}(?![0-9.,万亿元个人户亩吨%])|[一二三四五六七八九十]年级|[一二三四五六七八九十]是(?=[^否])|[0-9]+路(?:公交)?|[{HAN_DIGIT}〇○十]+[团师局厂]"
)
SLOGANS = re.compile(rf"[“\"‘](?:[{HAN_DIGIT}十]+(?:个|大|项|类|张|条|点|方面))(?:[^”\"’，。、；\n]{{0,4}})[”\"’]")
NOT_AFTER = ("第", "初")
ONE_OF_MANY = re.compile(r"(?:[每头哪另这那某同后早第初上下]|(?<!提)前)$")  # 头一年, 哪一天: 一 tells which one, not how many
ONE_AND_ON = re.compile(r"比一|到头|到晚|不如一|一[天年户个]")


@lru_cache(maxsize=4)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """One expression for an amount: approximators, numeral or range of numerals, unit, approximators."""
    lists = lexicon.lists
    either = lambda words: "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))  # noqa: E731
    unit = rf"(?:(?:{either(lists['units'])})(?:/[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff]))?{NO_LATIN_AFTER})"
    person = rf"(?:{either(lists['counted_without_measure'])})(?![民们才口大长口岸])"
    before = rf"(?:{either(lists['approximators_before'] - {'上'})}|上(?=[百千万亿]))?"
    after = rf"(?:{either(lists['approximators_after'] - {'来', '余', '多'})}|[余多](?![少元人]))?"
    percent = rf"(?:{DIGITS}(?:{TO}{DIGITS})?[%％‰]|百分之{NUMERAL})"
    fraction = rf"(?:{NUMERAL}分之{NUMERAL})"
    ratio = rf"(?:{DIGITS}[:：比]{DIGITS}(?:[:：]{DIGITS})*)"
    ranged = rf"(?:(?<![从由]){NUMERAL}(?:{unit}|[%％])?{TO}{NUMERAL}(?:{unit}|{person}))"
    lasting = rf"(?:{NUMERAL}(?:个[多半](?:小时|钟头|月|星期|礼拜|世纪|学期)|年零{NUMERAL}个月|亩{NUMERAL}分|[成块毛元](?:{HAN_DIGIT_ONE}|[0-9])(?:角)?(?![成块元万千百.0-9]))多?)"
    single = rf"(?P<number>{NUMERAL})半?(?P<unit>{unit}|{person})半?(?:人民币)?"
    half = r"(?:大半天|半个多月|大?半(?:年(?!级)|个月|个小时|小时|个多小时|个世纪|公里|亩|斤|吨|月|成(?!品)|个学期|个钟头|袋|碗|桶|车|瓶|箱)|一(?:大|多|小)?半|大半(?=[，。的]))"
    large = rf"(?:{DIGITS}[{ROUGHLY}]?[万亿]+[{ROUGHLY}]?|{DIGITS}余|{HAN_LARGE})"
    big = rf"(?:[{HAN_DIGIT}十0-9]+大)(?=[\u4e00-\u9fff])"
    amount = "|".join((percent, fraction, ranged, lasting, half, single, large, ratio, big))
    return re.compile(rf"{before}(?:{amount}){after}")


HAN_DIGIT_ONE = f"[{HAN_DIGIT}]"
HAN_LARGE = (  # 四五万, 十几万, 五百多万, 两千六七, 一千八: large enough to be an amount without a unit
    rf"[{HAN_DIGIT}十百千几]+[{ROUGHLY}]?[万亿](?![{HAN_DIGIT}事物众人户无能分里古家家岁一全象])|[{HAN_DIGIT}][百千万][{HAN_DIGIT}]{{1,2}}|[{HAN_DIGIT}]{{1,2}}[百千](?![{HAN_DIGIT}十百千强年道里家货姓])"
)


@labelling_function("quantities.amount", "QUANTITY")
def amount(view: View) -> Iterator[Hit]:
    """A numeral with a unit or measure word: 592.35万元, 90余个, 约53%, 10至15天, 三分之一.

    一 with an individual measure word is left out (一家商户); so are numerals inside a date or an ordinal, which `quantities.dates` and
    `quantities.ordinals` veto.
    """
    single = view.lexicon.lists["single_measures"]
    for match in _pattern(view.lexicon).finditer(view.text):
        start, end = match.span()
        text, number, unit = match[0], match["number"] or "", match["unit"] or ""
        if number == "一" and (unit not in single or ONE_OF_MANY.search(view.text, max(0, match.start("number") - 2), match.start("number"))):
            continue
        if number == "一" and ONE_AND_ON.match(view.text, end):
            continue
        if number in tuple(POWERS) and number != "十" and unit[-1] not in COUNTED_BY_POWERS and text[0] == number:
            continue
        if view.text[start - 1 : start] in NOT_AFTER and text[0] in HAN_DIGIT + POWERS:
            continue
        if text.startswith("近") and (view.text[end : end + 1] == "来" or number and number in RECENT and unit in ("年", "天", "个月")):
            start += 1
        yield start, end


RECENT = tuple("一二两三四五六七八九十几")  # 近两年 is a time, of two years; 近30年 is a length


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
