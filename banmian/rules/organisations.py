"""ORG: named bodies, with the jurisdiction that is part of their name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .edges import LEVELS, body_edge, spot_edge
from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .view import View

LEVEL_NAMES = ("自治区", "自治州", "自治县", "街道", "社区", "兵团", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村", "街")
NAMED_LEVELS = ("村", "社区", "街道", "镇", "乡", "街")
LEVEL_WORDS = frozenset("城都门超全我各本两几此乡县")  # 城+市, 全+市, 乡+镇: the character before makes the level none of its own
COORDINATED = re.compile(r"(?:[省市县区州镇乡]、(?:[省市县区州镇乡]|县（区）|县\(区\)|区（县）)|（区）|\(区\)|各级|各|有关|相关|基层|[省市县区]直)$")
CLASS_BEFORE = re.compile(r"设区市|县[（(]区|区[（(]县|[全我该各本][省市县区州镇乡村]|[省市县区镇乡村]级|乡镇|村办")
CLASS_AFTER = re.compile(
    r"们|门(?![口前外诊店票面])|网|组织法|机关|系统|部门|工作(?!委|办|队|站|报告|人员|会议)|领导小组(?!办)|(?:集中)?采购(?!中心|监督|处|办)"
)
NO_SUBUNIT = "副常和与及、省市县区镇乡"  # 公安局|副局长, 市委|市政府: what follows is no unit of the same body
FIELDS = ("市容", "市政", "市场", "区域", "县域", "乡镇", "村镇")  # 市城管局|市容科
NOT_AFTER_SUBUNIT = tuple("长员分理事级机技")  # 财务处|长, 办公室|员
LONGEST_SUBUNIT = 10
TOGETHER = ("联合", "配合", "支持", "协调", "联系", "推进", "指导", *"就对将应且即")  # 县文旅局|联合消防大队
BELOW = re.compile(  # 科技日报|驻海南记者站, 复旦大学|附属中山医院
    r"驻[\u4e00-\u9fff]{2,4}(?:记者站|办事处|代表处)|[\u4e00-\u9fff]{2,4}(?<!的..)(?<!的...)(?<!的.)所(?=副?所长|民警|干警|执法人员|指导员|教导员)|(?<=院)(?:(?![的和与等在、])[\u4e00-\u9fff]){1,6}科(?=主任|副主任|护士长|医生|医师|专家|团队|病房)|(?:医学院)?(?:第[一二三四五六]|附属)[\u4e00-\u9fff]{0,5}?(?:医院|中学|小学|幼儿园|实验学校)"
)
STREET_OFFICE = re.compile(r"(?<=街道)办(?![事理公法好学成起])")  # 都尉街道|办
SESSIONS = re.compile(r"第?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大|政协)(?:常务委员会|常委会)?")  # 市|六届人大
NOT_ENDING = {  # endings of one character, and what may not follow them: 县卫生健康+委, but 县委+托
    "委": "员托任会派",
    "办": "理公事法好得成学起了些",
    "站": "长在点上",
    "所": "长有以得需谓",
    "厅": "长级",
    "处": "长于理置罚在",
    "段": "落时",
    "队": "员长伍",
    "科": "学技员长研",
    "股": "份东长",
}
RUN = frozenset("举开创主承协督兴包代合里越")  # 举|办 is a verb
ALONE = ("局", "厂", "办")  # the endings of one character that close an unknown name
WORDS_GO_ON = {"学会": "了如怎", "支队": "伍", "大队": "伍", "大学": "生", "中学": "生", "小学": "生", "中心": "城区镇村线点"} | {
    f"{number}小": "时区长型微" for number in "一二三四五实"
}
VAGUE = ("部", "中心", "农业", "科技", "公司", "协会", "集团", "代表团")
ALL = ("我", "全", "各")  # 我市|酒店业
COMMON = ("合作社", "公司", "超市", "酒店", "饭店", "宾馆")  # 敖汉旗+合作社: a division alone does not name these
# These close a name that a division opens: 襄阳|广益量贩超市.
SHOPS = ("超市", "商场", "百货", "药店", "餐厅", "面馆", "茶馆", "网吧", "大卖场", "购物商场")
VERBAL = frozenset("上开进到出建办设告怨是成")  # 告上+法庭, 开+公司
NOT_AFTER_BARE = tuple("员会干人和代多都委")
STREET = re.compile(r"[\u4e00-\u9fff]{2,10}(?:大道|(?<![公铁道线马网])路|街(?!道))(?=[\u4e00-\u9fff]{2})")
# These stand behind the name of their street.
SITED = ("酒店", "宾馆", "饭店", "小学", "中学", "学校", "幼儿园", "医院", "商场", "百货", "药店", "影城")
ONE_OF = re.compile(r"[一某][家处座所个]?(?![中小院附])")
NUMBERED = re.compile(r"第[一二三四五六七八九十]+$")  # 第三+人民医院


@dataclass(frozen=True)
class Body:
    """A name closed by a body's ending.

    start, end (int): the whole.
    ending (int): where the ending starts.
    division (int | None): where the divisions end that open the name.
    opened (bool): whether a division, a level or a word such as 国网 opens it.
    """

    start: int
    ending: int
    end: int
    division: int | None
    opened: bool


def is_coordinated(view: View, start: int) -> bool:
    """Whether what stands before makes a class of what follows: 市、县（区）|, 各级|."""
    return COORDINATED.search(view.text, max(0, start - 5), start) is not None


def jurisdiction(view: View, end: int) -> int | None:
    """Where the jurisdiction starts that ends here (阳泉市|, 县|), or None; a coordinated one (市、县（区）|) does not count."""
    if (chain := view.chain_ending(end)) is not None:
        return None if is_coordinated(view, chain) else with_opener(view, chain)
    for level in LEVEL_NAMES:
        start = end - len(level)
        if start >= 0 and view.text.startswith(level, start):
            if (chain := view.chain_ending(start)) is not None:
                return with_opener(view, chain)
            named = spot_edge(view, start) if level in NAMED_LEVELS else None
            if named is not None and (start - named <= 8 or view.covered_by_division(named) is not None):
                return named
            if level == "街":
                return None
            return None if len(level) == 1 and view.text[start - 1 : start] in LEVEL_WORDS else start
    return with_opener(view, view.ending("jurisdictions", end))


def with_opener(view: View, start: int | None) -> int | None:
    """The start with the words before it that open a body's name: 中共|莒南县, 国家税务总局|蒙城县."""
    opener = None if start is None else view.ending("openers", start)
    return start if opener is None else opener


def with_subunits(view: View, end: int) -> int:
    """Where the name ends once the units below it are added: 县森林消防队|第六中队, 曲靖市公安局|麒麟分局."""
    while (unit := _subunit(view, end)) is not None:
        end = unit
    below = BELOW.match(view.text, end)
    return below.end() if below else end


def _subunit(view: View, end: int) -> int | None:
    """Where the next unit below ends; None if what follows is none."""
    if view.text[end : end + 1] in tuple(NO_SUBUNIT) and not view.text.startswith(FIELDS, end) or view.opening("titles", end) is not None:
        return None
    for place in range(end, min(end + LONGEST_SUBUNIT, len(view.text))):
        closing = view.opening("subunits", place)
        if closing is not None and closing - end > 1 and view.text[closing : closing + 1] not in NOT_AFTER_SUBUNIT:
            is_word = view.text[end:closing] in view.lexicon.lists["common_words"] and view.text[closing - 1] == "股"  # 公司|控股
            return None if is_word else closing
        stop = view.ending("left_stops", place + 1)
        if stop is not None and view.text[stop : place + 1] in TOGETHER:
            return None
        if not view.text[place].isalnum() or stop is not None and stop >= end and view.text[stop : place + 1] not in view.lexicon.lists["weak_stops"]:
            return None
    return None


@labelling_function("organisations.of_level", "ORG")
def of_level(view: View) -> Iterator[Hit]:
    """Bodies named by their level alone or with its name: 市委, 县政府, 阳泉市委, 盂县人大常委会, 苌池镇党委."""
    for start, end in view.longest("party_organs"):
        place = jurisdiction(view, start)
        if view.text[start:end].endswith("常委会") and view.text[end : end + 1] == "议":
            end -= len("常委会")  # 市委|常委会议
        counted = place is not None and view.text[place] in LEVELS and view.text[place - 1 : place] in ("个", "各")  # 8个|县政府
        if place is None or counted or CLASS_AFTER.match(view.text, end) or view.text[start:end] == "委" and not may_end(view, "委", end):
            continue
        yield place, with_subunits(view, end)
    for match in (*SESSIONS.finditer(view.text), *STREET_OFFICE.finditer(view.text)):
        if (place := jurisdiction(view, match.start())) is not None:
            yield place, match.end()


def may_end(view: View, ending: str, end: int) -> bool:
    """Whether an ending of one character is one by what follows: 市委|书记, not 市委|托."""
    return view.text[end : end + 1] not in tuple(NOT_ENDING.get(ending, ""))


@labelling_function("organisations.domain", "ORG")
def domain(view: View) -> Iterator[Hit]:
    """A body of government: what it deals with and its ending, with its jurisdiction: 县林业局, 阳泉市市场监督管理局, 公安局, 县卫生健康委."""
    for start, middle in view.longest("domains"):
        first = start
        while (before := view.ending("domains", first - 1 if view.text[first - 1 : first] in ("和", "与") else first)) is not None:
            first = before
        place = jurisdiction(view, first)
        end = view.opening("organisation_suffixes", middle)
        letter = view.text[middle : middle + 1]
        if place is not None and (end is None or end == middle + 1) and letter in NOT_ENDING:
            end = middle + 1 if may_end(view, letter, middle + 1) else None
        if end is not None and (view.ending("place_suffixes", end) or end) < middle:
            continue  # 临泉县|体育中心
        if end is None or is_coordinated(view, first) or place is None and view.text[middle:end] in VAGUE:
            continue
        yield (first if place is None else place), with_subunits(view, end)


@labelling_function("organisations.suffix", "ORG")
def suffix(view: View) -> Iterator[Hit]:
    """A name closed by a body's ending: 盂县+林业局, 华阳+集团, 杨家庄+学校."""
    for body in bodies(view):
        yield body.start, with_subunits(view, body.end)


def bodies(view: View) -> list[Body]:
    """The names closed by a body's ending, found once for an article."""
    if "bodies" not in view.memory:
        found = (body_of(view, ending, end) for ending, end in view.longest("organisation_suffixes") if closes_name(view, ending, end))
        view.memory["bodies"] = [body for body in found if body is not None and not is_class(view, body)]
    return view.memory["bodies"]


def closes_name(view: View, start: int, end: int) -> bool:
    """Whether an ending closes a name by what stands around it: not 学会|了, 支队|伍, 市委|员, 副|局."""
    ending, after = view.text[start:end], view.text[end : end + 1]
    if len(ending) < 2 and (ending not in ALONE or not may_end(view, ending, end)):
        return False
    if ending[-1] == "委" and after in tuple(NOT_ENDING["委"]) or after in tuple(WORDS_GO_ON.get(ending, "")):
        return False
    if ending == "办" and view.text[start - 1 : start] in RUN:
        return False
    if after == "长" and view.text[end - 2 : end] == ending[-1] * 2:
        return False  # 教育局|局长
    if ending[-1] == "会" and after == "议":
        return False  # 市委常委会|议
    if ending == "路桥" and view.text[start - 1 : start] in ("铁", "公"):
        return False  # 铁路桥
    if ending == "学校" and after == "长" and view.text[start - 1 : start] in ("大", "中", "小"):
        return False  # 实验中学|校长
    return view.text[start - 1 : start] != "副" and not CLASS_AFTER.match(view.text, end)


def body_of(view: View, ending: int, end: int) -> Body | None:
    """The body that an ending closes; None if no name stands before it."""
    start = body_edge(view, ending, end)
    if start is None and (numbered := NUMBERED.search(view.text, max(0, ending - 4), ending)) is not None:
        start = numbered.start()
    if start is None:
        return None
    street = STREET.match(view.text, start, ending) if view.text.endswith(SITED, ending, end) else None
    if street is not None:
        start = street.end()  # 凤凰路|凯悦大酒店
    if view.text[start] in LEVELS and view.text[start + 1] == "直":  # 市直|森林防火指挥部
        start += 2
    division = view.covered_by_division(start)
    opened = division is not None or view.text[start] in LEVELS or view.opening("openers", start) is not None
    return Body(start, ending, end, division[1] if division else None, opened)


def is_class(view: View, body: Body) -> bool:
    """Whether the words mean a class of bodies, or no body at all: 大型超市, 各级法院, 告上法庭, 产业布局."""
    generic, ending = view.lexicon.lists["generic_bodies"], view.text[body.ending : body.end]
    if view.text[body.start : body.end] in generic or CLASS_BEFORE.match(view.text, body.start) or is_coordinated(view, body.start):
        return True
    if (view.ending("place_suffixes", body.end) or body.end) < body.ending:  # 文博城+会展中心
        return True
    if (view.ending("generic_bodies", body.end) or body.end) < body.ending and (not body.opened or len(ending) < 2):
        return True
    if ending in SHOPS and (body.division in (None, body.ending) or view.is_plain(body.division, body.ending)):
        return True
    if not body.opened:
        return len(ending) < 2 or ending in generic and (body.ending - body.start < 2 or view.text[body.ending - 1] in VERBAL)
    if view.text[body.start] in LEVELS and view.text[body.start - 1 : body.start] in ALL or body.division == body.ending and ending in COMMON:
        return True
    if ending == "办" and body.end - body.start >= 10:
        return True
    gap = 0 if body.division is None else body.ending - body.division
    if gap and ONE_OF.match(view.text, body.division):
        return True  # 纳雍|一采石场
    return gap > 0 and view.describes(body.division, body.ending) and (gap > 4 or ending in generic)


@labelling_function("organisations.bare", "ORG")
def bare(view: View) -> Iterator[Hit]:
    """Bodies without level that stand free: 宣传部部长, 村委会, 、发改委."""
    for start, end in view.longest("bare_bodies"):
        free = view.starts_free(start)
        if not free or is_coordinated(view, start) or CLASS_AFTER.match(view.text, end) or view.text[end : end + 1] in NOT_AFTER_BARE:
            continue
        if view.opening("organisation_suffixes", end) is None:
            yield start, end


@labelling_function("organisations.generic", NOTHING)
def generic(view: View) -> Iterator[Hit]:
    """Classes of bodies, no single one: 公安机关, 有关部门, 各级政府."""
    for start, end in view.longest("generic_bodies"):
        described = any(view.ending(name, start) is not None for name in ("left_stops", "descriptive_words"))
        if described or not view.text[start - 1 : start].isalnum():
            yield start, end
