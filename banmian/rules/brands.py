"""ORG: bodies known by their own word (国务院, 华为, 交行), and by the brand that their full name tells."""

import re
from collections.abc import Iterator

from .functions import labelling_function
from .lexicon import Hit
from .organisations import CLASS_AFTER, bodies, with_subunits
from .view import View

CORPS = re.compile(
    r"(?:兵团)?第?[一二三四五六七八九十]{1,3}师(?:[一二三四五六七八九十]{1,3}团)?(?![生傅资])"
    r"|(?<![一二三四五六七八九十〇○])[一二三四五六七八九十〇○]{1,3}团(?:[一二三四五六七八九十]{1,2}连)?(?!结|.结)"
)
IN_CORPS = re.compile(r"兵团|第[一二三四五六七八九十]{1,3}师|师市")
PARTIES = re.compile(  # 民建银川市委会; not 农|民进|城, 牧|民建|设
    r"(?<![农村市牧渔居人选国军难移公烟股网])(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?![设山城入出材房])"
    r"(?:[\u4e00-\u9fff]{0,8}?(?:[省市区县州旗]委会|[省市区县州旗]?委员会|总支|支部|[省市区县州旗]委))?"
)
CENTRE = re.compile(r"中央(?=和(?:省|自治区|市|地方|州))")
NATIONAL = ("党中央", "中共中央", "中央军委", "国务院", "新华社", "联合国", "中国共产党", "人民日报", "央视", "中央电视台")
BANKS = re.compile(r"(?<![\u4e00-\u9fff])[工农中建交招]行(?![业动驶走程情为])")  # 交行浑源支行
POLICE = re.compile(r"(?:长航)?公安[\u4e00-\u9fff]{2,3}分局")  # 公安锦江分局
BRANCH = re.compile(r"(?:(?![等的和在与及或开了把这])[\u4e00-\u9fff]){2,4}(?<!门|商|本|酒|网|饭|该|家)店")  # 华润万家|西安路店
COMPANY = re.compile(r"(?:股份|集团|控股)*(?:有限公司|有限责任公司|股份公司|集团|公司|(?:健身)?会所|健身馆|大?酒店)$")
ALIAS = re.compile(r"简称[：:]?[“\"]?([\u4e00-\u9fff]{2,8})[”\"]?[)）]")
LONGEST_BRAND = 4
PLACE_LIKE = tuple("山江河湖海岭岛")


@labelling_function("organisations.known", "ORG")
def known(view: View) -> Iterator[Hit]:
    """Bodies that need nothing before them: 党中央, 国务院, 新华社, 华为; 中央 beside 省; units of the corps (一三四团); banks by
    their initial (交行浑源支行)."""
    for start, end in view.longest("organisation_words"):
        product = view.text[start - 1 : start] in tuple("色辆台") or view.text[end : end + 1] in tuple("车轿牌")  # 黑色|宝马
        if end - start == 2 and view.covered_by_division(start) is not None:
            continue  # 新|郑大|枣
        if view.starts_word(start) and not product and not CLASS_AFTER.match(view.text, end):
            has_level = view.text[start - 1 : start] in ("省", "市", "县") and not view.text[start - 2 : start - 1].isalpha()
            branch = BRANCH.match(view.text, end)
            opened = view.chain_ending(start) if view.text[start:end] not in NATIONAL else None  # 襄阳|沃尔玛超市
            yield start - has_level if opened is None else opened, branch.end() if branch else with_subunits(view, end)
    for match in BANKS.finditer(view.text):
        yield match.start(), with_subunits(view, match.end())
    for match in POLICE.finditer(view.text):
        yield match.span()
    for pattern in (CENTRE, PARTIES):
        for match in pattern.finditer(view.text):
            yield match.span()
    if IN_CORPS.search(view.text):
        for match in CORPS.finditer(view.text):
            yield match.span()


@labelling_function("organisations.brand", "ORG")
def brand(view: View) -> Iterator[Hit]:
    """The short form of a body that the article names in full: 浙江捷力轴承有限公司 → 捷力; 政府采购办公室（以下简称“采购办”）."""
    companies = {view.text[body.division or body.start : body.end] for body in bodies(view) if COMPANY.search(view.text[body.start : body.end])}
    brands = {found for company in companies if (found := brand_of(view, COMPANY.sub("", company))) is not None}
    ends = {body.end for body in bodies(view)}
    for match in ALIAS.finditer(view.text):
        if ends.intersection(range(match.start() - 8, match.start())):
            brands.add(match[1])
    yield from view.occurrences(brands)


def brand_of(view: View, name: str) -> str | None:
    """What a company is called for short elsewhere in the article: the longest beginning of its own name that stands alone."""
    for length in range(min(LONGEST_BRAND, len(name) - 1), 1, -1):
        short, rest = name[:length], name[length]
        if short in view.lexicon.lists["common_words"] or short[-1] in PLACE_LIKE:
            return None
        if any(not view.text.startswith(rest, stop) for _, stop in view.occurrences([short])):
            return short
    return None
