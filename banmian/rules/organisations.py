"""ORG: named bodies, with the jurisdiction that is part of their name."""

import re
from collections.abc import Iterator

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .view import View

LEVELS = ("自治区", "自治州", "自治县", "街道", "社区", "兵团", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村")
NAMED_LEVELS = ("村", "社区", "街道", "镇", "乡")
LEVEL_WORDS = frozenset("城都门超全我该各本两几此乡县")  # 城+市, 全+市, 乡+镇: the character before makes the level none of its own
COORDINATED = re.compile(r"(?:[省市县区州镇乡]、(?:[省市县区州镇乡]|县（区）|县\(区\)|区（县）)|（区）|\(区\)|各级|各|有关|相关|基层|[省市县区]直)$")
SUBUNIT = re.compile(
    r"(?:第[一二三四五六七八九十0-9]+|[\u4e00-\u9fff]{0,9}?)(?:分局|支队|大队|中队|分院|法庭|科|[一二三四五六七八九]?处|办公室|分公司|支公司|支行|分行|营业部|执行局|审判庭"
    r"|研究所|研究院|分校|医务部|国际部|检察部|监管组|检察组|防控组|政治部|党支部|党委|党组|派出所|[\u4e00-\u9fff]{2}司|调查队|监管分局|工程公司|检测中心)(?![长员分理事级机])"
)
CLASS_AFTER = re.compile(r"们|门|网|组织法|机关|系统|部门|工作(?!委|办|队|站)|领导小组(?!办)|采购(?!中心|监督|处)")
NOT_COMMITTEE = ("员", "托", "任", "会", "派")  # 市委+托, 县委+员
ENDINGS = ("委", "办", "站", "所", "厅", "处", "段", "队", "科", "股")  # endings that need what the body deals with before them: 县卫生健康+委
NOT_ENDING = {"委": "员托任会派", "办": "理公事法好得成学", "站": "长在点上", "所": "长有以得需谓", "处": "长于理置罚在", "段": "落时", "队": "员长伍", "科": "学技员长研", "厅": "长级"}
VERBAL = frozenset("上开进到出建办设告怨是成")  # 告上+法庭, 开+公司
WORDS_GO_ON = {"学会": "了如怎", "支队": "伍", "大学": "生", "中学": "生", "小学": "生", "大队": "伍"}
DEIXIS = re.compile(r"[全我该各本][省市县区州镇乡村]|[省市县区镇乡村]级|乡镇|村办")
CORPS = re.compile(r"(?:兵团)?第[一二三四五六七八九十]{1,3}师(?![生傅资])|(?<![一二三四五六七八九十〇○])[一二三四五六七八九〇○]{2,3}团(?![一-龥]?结)")
CENTRE = re.compile(r"中央(?=和(?:省|自治区|市|地方|州))")
COMPANY = re.compile(r"(?:股份|集团|控股)*(?:有限公司|有限责任公司|股份公司|集团|公司)$")


def jurisdiction(view: View, end: int) -> int | None:
    """Where the jurisdiction starts that ends here (阳泉市|, 县|), or None; a coordinated one (市、县（区）|) does not count."""
    chain = view.chain_ending(end)
    if chain is not None:
        return None if COORDINATED.search(view.text, max(0, chain - 5), chain) else _opened(view, chain)
    for level in LEVELS:
        start = end - len(level)
        if start >= 0 and view.text.startswith(level, start):
            if (chain := view.chain_ending(start)) is not None:
                return _opened(view, chain)
            longer = view.left_edge(start) if level in NAMED_LEVELS else None
            if longer is not None and start - longer <= 8:
                return longer
            if len(level) == 1 and view.text[start - 1 : start] in LEVEL_WORDS:
                return None
            return start
    return _opened(view, view.ending("jurisdictions", end))


def _opened(view: View, start: int | None) -> int | None:
    """The start with the words before it that open a body's name: 中共|莒南县, 国家税务总局|蒙城县."""
    if start is not None and (opener := view.ending("openers", start)) is not None:
        return opener
    return start


def with_subunits(view: View, end: int) -> int:
    """Where the name ends once the units below it are added: 县森林消防队|第六中队, 曲靖市公安局|麒麟分局."""
    weak = view.lexicon.lists["weak_stops"]
    while match := SUBUNIT.match(view.text, end):
        inside = match[0]
        stopped = any((stop := view.ending("left_stops", place)) is not None and stop >= end and view.text[stop:place] not in weak for place in range(end + 1, match.end()))
        if stopped or inside[0] in "副常和与及、" or inside[0] in "省市县区镇乡" and len(inside) > 1 or view.opening("titles", end) is not None:
            break
        end = match.end()
    return end


@labelling_function("organisations.known", "ORG")
def known(view: View) -> Iterator[Hit]:
    """Bodies that need nothing before them: 党中央, 国务院, 新华社, 华为; 中央 beside 省; units of the corps (一三四团)."""
    for start, end in view.longest("organisation_words"):
        if view.starts_word(start) and not CLASS_AFTER.match(view.text, end):
            level = start - 1 if view.text[start - 1 : start] in tuple("省市县") and not view.text[start - 2 : start - 1].isalpha() else start
            yield level, with_subunits(view, end)
    for match in CENTRE.finditer(view.text):
        yield match.span()
    if "兵团" in view.text:
        for match in CORPS.finditer(view.text):
            yield match.span()


@labelling_function("organisations.of_level", "ORG")
def of_level(view: View) -> Iterator[Hit]:
    """Bodies named by their level alone or with its name: 市委, 县政府, 阳泉市委, 盂县人大常委会, 苌池镇党委."""
    for start, end in view.longest("party_organs"):
        place = jurisdiction(view, start)
        if place is None or CLASS_AFTER.match(view.text, end) or view.text[start:end] == "委" and view.text[end : end + 1] in NOT_COMMITTEE:
            continue
        yield place, with_subunits(view, end)


@labelling_function("organisations.domain", "ORG")
def domain(view: View) -> Iterator[Hit]:
    """A body of government: what it deals with and its ending, with its jurisdiction: 县林业局, 阳泉市市场监督管理局, 公安局, 县卫生健康委."""
    for start, middle in view.longest("domains"):
        end = view.opening("organisation_suffixes", middle)
        first = start
        while (before := view.ending("domains", first - 1 if view.text[first - 1 : first] in tuple("和与") else first)) is not None:
            first = before
        place = jurisdiction(view, first)
        if end is None and view.text[middle : middle + 1] in ENDINGS and place is not None:
            ending = view.text[middle]
            end = middle + 1 if view.text[middle + 1 : middle + 2] not in tuple(NOT_ENDING.get(ending, "")) else None
        if end is None or COORDINATED.search(view.text, max(0, first - 5), first):
            continue
        if place is None and view.text[middle:end] in ("部", "中心", "农业", "科技", "公司", "协会", "集团", "代表团"):
            continue
        yield (place if place is not None else first), with_subunits(view, end)


@labelling_function("organisations.suffix", "ORG")
def suffix(view: View) -> Iterator[Hit]:
    """A name closed by a body's ending: 盂县+林业局, 华阳+集团, 杨家庄+学校."""
    for start, end, edge in bodies(view):
        yield edge, with_subunits(view, end)


def bodies(view: View) -> Iterator[tuple[int, int, int]]:
    """Endings of bodies with a name before them: where the ending starts and ends, and where the name starts."""
    generic = view.lexicon.lists["generic_bodies"]
    for start, end in view.longest("organisation_suffixes"):
        ending = view.text[start:end]
        if len(ending) < 2 and ending not in "局厂办" or ending == "办" and view.text[end : end + 1] in tuple(NOT_ENDING["办"]) or view.text[end : end + 1] in tuple(WORDS_GO_ON.get(ending, "")):
            continue
        if ending[-1] == "委" and view.text[end : end + 1] in NOT_COMMITTEE or view.text[start - 1 : start] == "副":
            continue
        edge = view.left_edge(start, body=True)
        if edge is not None and view.text[edge + 1 : edge + 2] == "直" and view.text[edge] in "省市县区":
            edge += 2
        if edge is None or view.text[edge:end] in generic or DEIXIS.match(view.text, edge) or COORDINATED.search(view.text, max(0, edge - 5), edge):
            continue
        opened = view.covered_by_division(edge) is not None or view.text[edge] in LEVELS or view.opening("openers", edge) is not None
        longer = view.ending("generic_bodies", end)
        if longer is not None and longer < start and (not opened or len(ending) < 2) or (view.ending("place_suffixes", end) or end) < start or CLASS_AFTER.match(view.text, end):
            continue
        if ending == "办" and not (opened and end - edge < 10):
            continue
        division = view.covered_by_division(edge)
        if not opened and (len(ending) < 2 or ending in generic and (start - edge < 2 or view.text[start - 1] in VERBAL)):
            continue
        if division is not None and division[1] < start and view.describes(division[1], start) and (start - division[1] > 4 or ending in generic):
            continue
        yield start, end, edge


@labelling_function("organisations.bare", "ORG")
def bare(view: View) -> Iterator[Hit]:
    """Bodies without level that stand free: 宣传部部长, 村委会, 、发改委."""
    for start, end in view.longest("bare_bodies"):
        before = view.text[start - 1 : start]
        free = not before.isalnum() or view.ending("left_stops", start) is not None
        if free and not COORDINATED.search(view.text, max(0, start - 5), start) and not CLASS_AFTER.match(view.text, end):
            if view.text[end : end + 1] not in tuple("员会干人和代多都") and view.opening("organisation_suffixes", end) is None:
                yield start, end


@labelling_function("organisations.brand", "ORG")
def brand(view: View) -> Iterator[Hit]:
    """The short form of a company that the article names in full: 浙江捷力轴承有限公司 → 捷力."""
    brands = set()
    for _, end, edge in bodies(view):
        name = view.text[edge:end]
        if COMPANY.search(name) is None:
            continue
        chain = view.covered_by_division(edge)
        core = COMPANY.sub("", view.text[chain[1] if chain else edge : end])
        for length in range(min(4, len(core) - 1), 1, -1):
            short, rest = core[:length], core[length]
            if short in view.lexicon.lists["common_words"] or short[-1] in "山江河湖海岭岛":
                break
            if sum(not view.text.startswith(rest, stop) for _, stop in view.occurrences([short])):
                brands.add(short)
                break
    yield from view.occurrences(brands)


@labelling_function("organisations.generic", NOTHING)
def generic(view: View) -> Iterator[Hit]:
    """Classes of bodies, no single one: 公安机关, 有关部门, 各级政府."""
    for start, end in view.longest("generic_bodies"):
        if not view.text[start - 1 : start].isalnum() or view.ending("left_stops", start) is not None or view.ending("descriptive_words", start) is not None:
            yield start, end
