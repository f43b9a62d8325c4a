"""PLACE: named spots, known by their ending or by the list or route they stand in."""

import re
from collections.abc import Iterator
from itertools import islice

from .edges import COUNTERS, LEVELS, STOPS, spot_edge
from .functions import labelling_function
from .lexicon import Hit
from .persons import speaks
from .view import View

ITEM = r"(?:(?!等)[\u4e00-\u9fff]){2,5}"
NUMBER = r"(?:[0-9]+|[两二三四五六七八九十]+)"
KINDS = "乡镇|镇街|乡|镇|街道|社区|村|县|区|市|辖区|片区|林场|景区|口岸|灌区|老村|垦区"
LISTS = re.compile(
    rf"((?:{ITEM}、){{1,30}}{ITEM}(?:和{ITEM})?)"
    rf"(?:等地(?!下)|一带|等几个(?:村|镇|乡|社区|寨子)|(?:等?{NUMBER}余?个|等)(?:{KINDS})(?![领级委直里])|等?{NUMBER}[地县市省镇乡区村州](?![领级委直里])|等?(?:乡镇|镇街|辖区))"
)
ROUTE = re.compile(
    r"(?:(?<=\d)线)?([\u4e00-\u9fff]{2,6})至([\u4e00-\u9fff0-9]{2,6}?)((?:国家)?高速公路|高速铁路|高速|城际铁路|公路|铁路|高铁|段|路段|一线|的(?:公路|铁路|高速|路))"
)
ROUTES = re.compile(rf"(?:{ITEM}至{ITEM}、){{1,30}}{ITEM}至{ITEM}")
NO_DAO = "大国省县乡隧铁管轨索步绿赛跑车河航频渠通街报知人味古便匝弯地巷坑水楼甬栈林马驿官茶黑正要干辅环盲说写问笑唱喊答念叹难一几两这那孝公霸王同世修得悼厚力门肠食呼医师柔空剑花香传布赤"
DAO_CITIES = re.compile("天津|津南|津滨|唐山|廊坊|秦皇岛|香港|澳门")
DAO_BESIDE = re.compile(rf"([\u4e00-\u9fff]{{2}})(?<![{NO_DAO}])道(?=[（）—－])")
DAO = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?<![{NO_DAO}])(道)(?![路德理具教士歉观家口贺])")
COUNTED = re.compile(r"[一两二三四五六七八九十几数0-9]{1,3}(?:[个座条处家县市省]|大(?!队))")
SEATS = ("市区", "县城", "城区", "镇区", "辖区")
DIRECTED = re.compile(r"[\u4e00-\u9fff]{2}[东西南北中](?:路|街|大道|大街)$")  # 人民南路: words before it are a name all the same
ROAD_NAMES = ("公路", "高速", "铁路", "高铁")
ABBREVIATIONS = tuple("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇陕秦甘陇青宁新藏蒙杭甬温台金丽衢")

TOWNS = re.compile(r"[乡镇]|街道")
TOWN_END = re.compile(r"(?:[乡镇]|街道|苏木)$")
VILLAGES = ("村", "社区", "嘎查")
HAMLET = re.compile(r"(?:(?![的在和与及等各把被了有将是为第两几多由到从向])[\u4e00-\u9fff]){1,4}(?:屯|自然村|村民小组|小组|组(?![织成合长员团装建]))")
LONGEST_CORE = {
    "村": 4,
    "镇": 4,
    "乡": 4,
    "路": 4,
    "街": 4,
    "道": 4,
    "寺": 4,
    "寨": 4,
    "屯": 4,
    "桥": 4,
    "苏木": 6,
    "嘎查": 6,
}  # others 3, endings of two characters 8
NOT_AFTER = tuple("长员民籍军委政府会局厅部办院台报社级子歌")  # 盂县+长, 阳泉市+民: what follows makes another word of the last character
VILLAGE_GOES_ON = re.compile(r"村(?![民委里干党支口长])|[寨屯]")  # 却藏寺|村
VERBS_LAST = frozenset("逐挨走下归做修选隔指养问搭改行落翻进靠吃看听回排想跑让护担比之个座条几半片块那整一全每远弯爬过多少打挖通占堵带拍种赶围顺绕驻")
VERBS = re.compile("[走跑逐挨搭修喝]")
AFTER_DIVISION = ("路", "街", "大道", "港", "站", "老街", "古街", "古城", "步行街")  # 青岛+路, 天津+港 are names, unlike 海南+市场
FACILITIES = ("礼堂", "大礼堂", "停车场", "体育场", "体育馆", "天桥", "会堂", "大厅", "广场")  # 辽宁省实验中学|礼堂 is the school's
NUMERALS = frozenset("一两四六七")
WATERS = frozenset("河江溪湖")
NO_WATERS = frozenset("大小长深高青荒老新全满下上入出过沿跨运护内外两本江河山海隔拦治清引放投沉跳渡临靠近滨环盐咸洪淮")
AT_WATER = frozenset("边畔岸水上里口面两沿底滩源")  # 清漳河|边: the river's name, though 河边 is a word
MAY_BE_WORDS = (
    *("路", "街", "大道", "大街", "公园", "广场", "大桥", "社区", "村", "高速", "机场", "水库", "新区"),
    *("科技园", "创业园", "物流园", "花园", "产业园", "工业园", "工业园区", "产业园区", "大厦", "小区"),
)
FREE_AFTER = frozenset("在到沿和与从往位于")


@labelling_function("places.suffix", "PLACE")
def suffix(view: View) -> Iterator[Hit]:
    """A name closed by the ending of a spot: 高城山, 青岛路, 北山公园."""
    yield from ((start, with_hamlet(view, end)) for start, end in named(view) if view.covered_by_division(start) is None)


@labelling_function("places.below", "PLACE")
def below(view: View) -> Iterator[Hit]:
    """The same with the divisions before it, which belong to it: 苍南县钱库镇雅后村, 河南信阳高新区."""
    yield from ((start, with_hamlet(view, end)) for start, end in named(view) if view.covered_by_division(start) is not None)


def with_hamlet(view: View, end: int) -> int:
    """Where a village's name ends with the hamlet or group below it: 上洲村|上屋组, 龙保村|上龙河屯."""
    below = HAMLET.match(view.text, end) if view.text.endswith(VILLAGES, 0, end) else None
    return below.end() if below else end


def named(view: View) -> list[Hit]:
    """The names closed by the ending of a spot, found once for an article."""
    if "spots" not in view.memory:
        endings = [*view.longest("place_suffixes"), *roads_called_dao(view)]
        found = ((spot_start(view, start, end), start, end) for start, end in endings)
        view.memory["spots"] = [(edge, end) for edge, start, end in found if edge is not None and is_spot(view, edge, start, end)]
    return view.memory["spots"]


def roads_called_dao(view: View) -> Iterator[Hit]:
    """The ending 道 of roads, in an article about a city that has them (津, 唐山 …), or with several of them beside brackets and dashes (翔云道（华岩路—机场路）)."""
    if DAO_CITIES.search(view.text) or len({match[1] for match in DAO_BESIDE.finditer(view.text)}) > 1:
        yield from (match.span(1) for match in DAO.finditer(view.text))


def spot_start(view: View, start: int, end: int) -> int | None:
    """Where the name starts that an ending closes; a road's also before its abbreviations: 京|港澳|高速."""
    edge = None if view.covered_by_division(start) else _below_town(view, start, end)
    if edge is None and not view.covered_by_division(start):
        edge = spot_edge(view, start)
    while edge is not None and view.text.startswith(SEATS, edge) and start - edge > 3:
        edge += 2  # 市区|双山路
    while edge and view.text[start:end] in ROAD_NAMES and view.text[edge - 1] in ABBREVIATIONS:
        edge -= 1
    return edge


def _below_town(view: View, start: int, end: int) -> int | None:
    """Where the divisions start that stand right before a village's name, whatever words its characters are: 布拖县俄里坪乡|俄里坪|村."""
    if view.text[start:end] not in (*VILLAGES, "苏木"):
        return None
    for core in (5, 4, 3, 2) if view.text[start:end] in ("苏木", "嘎查") else (4, 3, 2):
        if core == 4 and any((view.opening(name, place) or end) < start for name in STOPS for place in range(start - core, start)):
            continue
        chain = view.chain_ending(start - core)
        if chain is None or not TOWN_END.search(view.text, chain, start - core) and view.text[start:end] != "苏木":
            continue
        if view.text[start - core : start].isalpha() and view.text[start - core] not in "的等各" and not view.is_plain(start - core, start):
            while (above := view.chain_ending(chain)) is not None:
                chain = above
            return chain
    return None


def is_spot(view: View, edge: int, start: int, end: int) -> bool:
    """Whether the words before an ending are a name: not 办|市场, 产业|路, 一段|路, 海南+市场."""
    ending, lists = view.text[start:end], view.lexicon.lists
    division = view.covered_by_division(edge)
    first = edge if division is None else division[1]
    if division is None and end - edge >= 4 and DIRECTED.fullmatch(view.text, edge, end):
        return True
    core = start - max([first, *(match.end() for match in TOWNS.finditer(view.text, first, start - 1))])
    if view.text[start - 1 : end] == "乡村" and (division is None or first >= start - 1):
        return False  # 青秀区|乡村
    if COUNTED.search(view.text, first, start):
        return False  # 永丰四县无+高速公路
    if ending in FACILITIES and (body := view.ending("organisation_suffixes", start)) is not None and start - body > 1:
        return False
    if core > LONGEST_CORE.get(ending, 3 if len(ending) == 1 else 8) or goes_on(view, start, end, core) or is_listed_word(view, edge, start, end):
        return False
    if division is None and len(ending) == 1 and end - edge == 3 and view.opening("surnames", edge) is not None and speaks(view, end):
        return False  # 黄望海|说
    below_town = (
        division is not None and ending in VILLAGES and division[1] == start - core and TOWN_END.search(view.text, edge, division[1]) is not None
    )
    if len(ending) == 1 and not below_town and (division is None or core > 0) and is_phrase(view, start - core, start):
        return False
    if division is None:
        long_enough = core >= 2 or len(ending) == 1 and is_water(view, edge, end)
        return long_enough and (not view.is_plain(edge, start) or stands_free(view, edge, ending))
    if ending in VILLAGES and core == 0 and view.ending("divisions_short", first) not in (None, edge):
        return True  # 大武口区|龙泉|村
    if COUNTERS.match(view.text, first) or core > 0 and view.text[first] in NUMERALS and not below_town:
        return False
    if ending in lists["generic_place_suffixes"]:
        return (
            core > 0
            and not view.describes(first, start)
            or core == 0
            and ending in AFTER_DIVISION
            and (view.text[first - 1] not in LEVELS or view.ending("divisions_short", first) is not None)
        )
    return True


def goes_on(view: View, start: int, end: int, core: int) -> bool:
    """Whether the ending rather belongs to what follows: 盂县|长, 却藏寺|村, 望见几道|山影, 修|路基."""
    if (
        view.text[end : end + 1] in NOT_AFTER
        and not view.text.startswith(("民宿", "民居", "民俗"), end)
        or VILLAGE_GOES_ON.match(view.text, end)
        or "乡镇" in view.text[start - 1 : end + 1]
    ):
        return True
    if end - start > 1 or view.opening("common_words", start) in (None, end):
        return False
    return core < 2 or view.text[end : end + 1] not in AT_WATER


def is_listed_word(view: View, edge: int, start: int, end: int) -> bool:
    """Whether the name, or its end, is an ordinary word or a place without name: 开发区, 全市, 石板路."""
    stops, name = view.lexicon.lists["place_stops"], view.text[edge:end]
    if name in stops or name in view.lexicon.lists["common_words"] or name[0] in "全我该本各此外贵每邻多几" and name[1] in "省市县区州盟旗镇乡村":
        return True
    below_town = view.covered_by_division(edge) is not None and TOWNS.search(view.text, edge, start) and view.text[start:end] in VILLAGES
    return not below_town and any(view.text[end - length : end] in stops for length in range(end - start + 1, min(end - edge, 6)))


def is_phrase(view: View, start: int, end: int) -> bool:
    """Whether what stands before an ending of one character is a phrase with a verb or an ordinary word in it: 替企业选|路, 多走几步|路."""
    if view.text[end - 1] in VERBS_LAST or VERBS.search(view.text, start, end):
        return True
    inside = range(start, end) if end - start >= 3 else ()
    return any((view.opening(name, place) or end + 1) <= end for place in inside for name in ("common_words", "person_verbs"))


def is_water(view: View, start: int, end: int) -> bool:
    """Whether two characters are the name of a river or lake (伊河, 涪江): they stand free, or more than once."""
    if view.text[end - 1] not in WATERS or view.text[start] in NO_WATERS or view.text[start:end] in view.lexicon.lists["place_stops"]:
        return False
    free = view.starts_free(start)
    return free or len(list(islice(view.occurrences([view.text[start:end]]), 2))) > 1


def stands_free(view: View, start: int, ending: str) -> bool:
    """Whether ordinary words may be a name before this ending (文明|路, 人民|公园)."""
    return ending in MAY_BE_WORDS and (not view.text[start - 1 : start].isalnum() or view.text[start - 1] in FREE_AFTER)


@labelling_function("places.route", "PLACE")
def route(view: View) -> Iterator[Hit]:
    """A road by its ends: 抚州至吉安高速公路 is its name; of 夏坪至睦村段 the ends are places, and of 茨坪至黄洋界、厦坪至菖蒲."""
    for match in ROUTE.finditer(view.text):
        start = item_start(view, match.start(1), match.end(1))
        if start is None:
            continue
        if any(kind in match[3] for kind in ROAD_NAMES) and not match[3].startswith("的"):
            yield start, match.end(3)
        else:
            yield start, match.end(1)
            yield match.span(2)
    for match in ROUTES.finditer(view.text):
        yield from items(view, match.start(), re.split("([、至])", match[0]))


@labelling_function("places.list", "PLACE")
def in_list(view: View) -> Iterator[Hit]:
    """Places without ending that a list tells to be some: 新安、玉龙、括东等社区; 戴南、张郭两镇."""
    for match in LISTS.finditer(view.text):
        yield from items(view, match.start(1), re.split("([、和])", match[1]))


def items(view: View, place: int, parts: list[str]) -> Iterator[Hit]:
    """The items of a list that may be names; it is given with the marks between them."""
    for item in parts:
        end = place + len(item)
        start = item_start(view, place, end) if len(item) > 1 else None
        if start is not None and end - start >= 2 and view.text[start:end] not in view.lexicon.lists["common_words"]:
            yield start, end
        place = end


def ends_word(view: View, place: int) -> bool:
    """Whether a word that no name holds ends here, and is not one character that begins another word: 该镇|前进村."""
    stop = view.ending("left_stops", place)
    begins = stop is not None and place - stop == 1 and (view.opening("common_words", stop) or 0) > place
    return stop is not None and not begins or view.ending("common_words", place) is not None


def item_start(view: View, start: int, end: int) -> int | None:
    """Where an item of a list starts, without the words before the first one: 改造|昌荣、…; None if nothing is left."""
    chain = view.chain_ending(end)
    for place in range(end - 1, start, -1):
        if chain is not None and chain <= place:
            return max(start, chain)
        if end - place >= 2 and ends_word(view, place) and not (view.text[start - 1 : start] == "、" and end - start <= 4):
            return place
    free = start == 0 or not view.text[start - 1].isalnum()
    return start if free and end - start <= 4 else None
