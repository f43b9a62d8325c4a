"""PLACE: named spots on the map."""

import re
from collections.abc import Iterator

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .view import COUNTERS, View

SHORT = re.compile(r"(?:自治[区州县旗]|[省市县区镇乡村旗盟州]|街道|地区|苏木|社区)$")
BRIEF = re.compile(r"(?<![小古新])(?:[镇乡村]|街道|苏木|社区|嘎查)$")
ROADS = re.compile(
    r"(?:国道|省道|县道|[GSXgsx]|地铁)[0-9０-９]{1,4}(?:号线|线)?(?![0-9a-zA-Z])|[0-9０-９]{2,4}(?:国道|省道|县道)(?:线)?|地铁[一二三四五六七八九十]+号线"
)
NOT_BEFORE = tuple("长员民籍军委政府会局厅部办院台报社级子歌")  # 盂县+长, 阳泉市+民: what follows makes another word of the last character
DEIXIS = re.compile(r"[全我该本各此外贵每邻多几](?:省|市|县|区|州|盟|旗|镇|乡|村|街道|社区)|(?:省|市|县|区)(?:内|外|直|级|际|域|情|容|民)|城乡|城市|乡镇|村镇|县市|县区|市县|省市")
BEFORE = re.compile(r"(?:[在到赴从向往至于离距、，。：；“”（(\n《—-]|来自|位于|前往|地处|以及|走进|和|与|及|^)$")
AFTER = re.compile(
    r"[、，。：:；”）)\n《—-]|等地|境内|县城|城区|市区|召开|举行|开展|举办|两地|[三四五六]地|人(?![民大])|籍|的|将|是|有|与|和|至|地处|位于|首家|山区|各地|一带|市民|农民|全县|工作|路段|方向|农村|乡村|开幕|闭幕|返乡|打工|务工|创业|考察|参观|调研|投资"
)
SURE_BEFORE = re.compile(r"(?:[在到赴从往至离来]|来自|位于|前往|走进|—)$")
SURE_AFTER = re.compile(r"等地|境内|县城|城区|地处|位于|人(?![民大])|市民|山区|一带|[:：]")
ITEM = r"(?:(?!等)[\u4e00-\u9fff]){2,5}"
NUMBER = r"(?:[0-9]+|[两二三四五六七八九十]+)"
LISTS = re.compile(
    rf"((?:{ITEM}、)+{ITEM}(?:和{ITEM})?)(?:等地(?!下)|(?:等?{NUMBER}余?个|等)(?:乡镇|镇街|乡|镇|街道|社区|村|县|区|市|辖区|片区|林场|景区|口岸|灌区|老村|垦区)(?![领级委直里])|等?{NUMBER}(?:地|县|市|省|镇|乡|区|村|州)(?![领级委直里])|等?(?:乡镇|镇街|辖区))"
)
ROUTE = re.compile(
    r"(?<![\u4e00-\u9fff])?([\u4e00-\u9fff]{2,6})至([\u4e00-\u9fff]{2,6}?)((?:国家)?高速公路|高速铁路|高速|城际铁路|公路|铁路|高铁|段|路段|一线|的(?:公路|铁路|高速|路))"
)
ROUTES = re.compile(rf"(?:{ITEM}至{ITEM}、)+{ITEM}至{ITEM}")
ROAD_NAMES = ("公路", "高速", "铁路", "高铁")
ABBREVIATIONS = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇陕秦甘陇青宁新藏蒙杭甬温台金丽衢"
VERBS_LAST = frozenset("逐挨走下归做修选隔指养问搭改行落翻进靠吃看听回排想跑让护担比之个座条几半片块那整一全每远弯爬过多少打挖通占堵带拍种赶围顺绕")
VERBS = re.compile("[走跑逐挨搭修喝]")
NUMERALS = "一两四六七"
WATERS = "河江溪湖"
NO_WATERS = frozenset("大小长深高青荒老新全满下上入出过沿跨运护内外两本沿江河山海隔拦治清引放投沉跳渡临靠近滨环盐咸洪淮")
AT_WATER = frozenset("边畔岸水上里口面两沿底滩源")  # 清漳河|边: the river's name, though 河边 is a word
MAY_BE_WORDS = ("路", "街", "大道", "大街", "公园", "广场", "大桥", "社区", "村", "高速", "机场", "水库", "新区", "花园", "产业园", "工业园", "工业园区", "产业园区", "大厦", "小区")
LONGEST_CORE = {"村": 4, "镇": 4, "乡": 4, "路": 4, "街": 4, "寺": 4, "寨": 4, "屯": 4, "桥": 4, "苏木": 6, "嘎查": 6}


@labelling_function("places.divisions", "PLACE")
def divisions(view: View) -> Iterator[Hit]:
    """Divisions by their full name, levels without a break as one: 山西省阳泉市盂县苌池镇; also provinces and cities by their short name: 阳泉."""
    ambiguous = {hit for name in ("divisions_short", "townships") for hit in view.hits(name)}
    for start, end in view.division_chains:
        if (start, end) in ambiguous and view.text[start:end] not in view.lexicon.lists["divisions"]:
            continue
        if view.text[start:end] in view.lexicon.lists["regions"] or view.text[start:end] in view.lexicon.lists["world"]:
            continue
        in_county_seat = end - start > 2 and view.text.startswith("县城", end - 1) and view.text[end + 1 : end + 2] not in tuple("镇关乡")
        yield start, end - in_county_seat


@labelling_function("places.townships", "PLACE")
def townships(view: View) -> Iterator[Hit]:
    """Townships, towns and streets by their full name: 苌池镇, 青龙街道."""
    towns = view.lexicon.lists["townships"]
    for start, end in view.division_chains:
        if view.text[start:end] in towns:
            yield start, end


@labelling_function("places.short_names", "PLACE")
def short_names(view: View) -> Iterator[Hit]:
    """Counties by their short name, where the context is that of a place (在苍南, 苍南、平阳两地), or the full name stands elsewhere."""
    told = {SHORT.sub("", view.text[start:end]) for start, end in view.hits("divisions")}
    found = [hit for hit in view.longest("divisions_short") if view.covered_by_division(hit[0]) == hit]
    for start, end in found:
        before = max(0, start - 2)
        sure = SURE_BEFORE.search(view.text, before, start) or SURE_AFTER.match(view.text, end) or view.text[start - 1 : start] in ("", "\n")
        if sure or BEFORE.search(view.text, before, start) and AFTER.match(view.text, end):
            told.add(view.text[start:end])
    yield from (hit for hit in found if view.text[hit[0] : hit[1]] in told)


@labelling_function("places.ambiguous", "PLACE")
def ambiguous(view: View) -> Iterator[Hit]:
    """Short names that are ordinary words too (永康, 镇安), once the article has told by its context that the place is meant."""
    sure = set()
    for start, end in view.longest("divisions_ambiguous"):
        if SURE_BEFORE.search(view.text, max(0, start - 2), start) and AFTER.match(view.text, end) or SURE_AFTER.match(view.text, end):
            sure.add(view.text[start:end])
    for start, end in view.longest("divisions_ambiguous"):
        if view.text[start:end] in sure and view.covered_by_division(start) is None:
            yield start, end


@labelling_function("places.known_again", "PLACE")
def known_again(view: View) -> Iterator[Hit]:
    """The short form of a division, township or village that the article has named in full: 苌池镇 → 苌池, 浏阳市 → 浏阳."""
    stops, words = view.lexicon.lists["place_stops"], view.lexicon.lists["common_words"]
    briefs = {SHORT.sub("", view.text[start:end]) for name in ("divisions", "townships") for start, end in view.hits(name)}
    for start, end in named(view):
        chain = view.covered_by_division(start)
        name = view.text[chain[1] if chain and chain[1] < end - 2 else start : end]
        if BRIEF.search(name):
            briefs.add(BRIEF.sub("", name))
    for start, end in view.occurrences(brief for brief in briefs if len(brief) >= 2 and brief not in stops and brief not in words):
        if view.opening("place_suffixes", end) is None or view.opening("place_suffixes", end) == view.opening("common_words", end):
            yield start, end


@labelling_function("places.world", "PLACE")
def world(view: View) -> Iterator[Hit]:
    """Countries, capitals and large cities, named regions: 中国, 圣保罗, 长三角, 黄河."""
    chains = set(view.division_chains)
    for start, end in sorted({*view.longest("world"), *view.longest("regions")}):
        if view.starts_word(start) and ((start, end) in chains or view.covered_by_division(start) is not None and view.covered_by_division(start)[0] == start):
            yield start, end


@labelling_function("places.roads", "PLACE")
def roads(view: View) -> Iterator[Hit]:
    """Numbered roads and lines: 国道318线, 205国道, 地铁3号线."""
    for match in ROADS.finditer(view.text):
        yield match.span()


@labelling_function("places.route", "PLACE")
def route(view: View) -> Iterator[Hit]:
    """A road by its ends: 抚州至吉安高速公路 is its name; of 夏坪至睦村段 the ends are places."""
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
        yield from _items(view, match.start(), re.split("([、至])", match[0]))


@labelling_function("places.list", "PLACE")
def in_list(view: View) -> Iterator[Hit]:
    """Places without ending that a list tells to be some: 新安、玉龙、括东等社区; 戴南、张郭两镇."""
    for match in LISTS.finditer(view.text):
        yield from _items(view, match.start(1), re.split("([、和])", match[1]))


def _items(view: View, place: int, parts: list[str]) -> Iterator[Hit]:
    """The items of a list, given with the marks between them, that may be names."""
    for item in parts:
        end = place + len(item)
        start = item_start(view, place, end) if len(item) > 1 else None
        if start is not None and end - start >= 2 and view.text[start:end] not in view.lexicon.lists["common_words"]:
            yield start, end
        place = end


def item_start(view: View, start: int, end: int) -> int | None:
    """Where an item of a list starts, without the words before the first one: 改造|昌荣、…; None if nothing is left."""
    for place in range(end - 1, start, -1):
        if view.chain_ending(end) is not None and view.chain_ending(end) <= place:
            return max(start, view.chain_ending(end))
        word = min((found for name in ("left_stops", "common_words") if (found := view.ending(name, place)) is not None), default=None)
        if word is not None and end - place >= 2:
            return place
    return start if end - start <= 4 and (start == 0 or not view.text[start - 1].isalnum()) else None


@labelling_function("places.suffix", "PLACE")
def suffix(view: View) -> Iterator[Hit]:
    """A name closed by the ending of a spot: 高城山, 青岛路, 北山公园."""
    yield from (hit for hit in named(view) if view.covered_by_division(hit[0]) is None)


@labelling_function("places.below", "PLACE")
def below(view: View) -> Iterator[Hit]:
    """The same with the divisions before it, which belong to it: 苍南县钱库镇雅后村, 河南信阳高新区."""
    yield from (hit for hit in named(view) if view.covered_by_division(hit[0]) is not None)


def named(view: View) -> list[Hit]:
    """The names closed by the ending of a spot, found once for an article."""
    if "places.named" not in view.memory:
        view.memory["places.named"] = list(_named(view))
    return view.memory["places.named"]


def _named(view: View) -> Iterator[Hit]:
    lists = view.lexicon.lists
    stops, words = lists["place_stops"], lists["common_words"]
    for start, end in view.longest("place_suffixes"):
        ending = view.text[start:end]
        edge = None if view.covered_by_division(start) else view.left_edge(start)
        if edge is None or view.text[edge:end] in stops or view.text[edge:end] in words or view.text[end : end + 1] in NOT_BEFORE:
            continue
        while ending in ROAD_NAMES and view.text[edge - 1 : edge] in tuple(ABBREVIATIONS):
            edge -= 1
        division = view.covered_by_division(edge)
        core = start - (division[1] if division is not None else edge)
        if DEIXIS.match(view.text, edge) or core > LONGEST_CORE.get(ending, 3 if len(ending) == 1 else 8) or goes_on(view, start, end, core):
            continue
        if len(ending) == 1 and (division is None or core > 0) and (view.text[start - 1] in VERBS_LAST or VERBS.search(view.text, start - core, start) or holds_word(view, start - core, start)):
            continue
        if division is not None and (COUNTERS.match(view.text, division[1]) or core > 0 and view.text[division[1]] in NUMERALS) or view.text.startswith(("村", "寨", "屯"), end) or "乡镇" in view.text[start - 1 : end + 1]:
            continue
        if division is not None and ending in lists["generic_place_suffixes"] and (core == 0 or view.describes(division[1], start)):
            continue
        if division is None and (core < 2 and not (len(ending) == 1 and water(view, edge, end)) or view.is_plain(edge, start) and not road(view, edge, ending)):
            continue
        if any(view.text[end - length : end] in stops for length in range(len(ending) + 1, min(end - edge, 6))):
            continue
        yield edge, end


def goes_on(view: View, start: int, end: int, core: int) -> bool:
    """Whether an ending of one character rather opens the next word: 望见几道|山影, 修|路基."""
    if end - start > 1 or all(view.opening(name, start) in (None, end) for name in ("common_words", "place_stops")):
        return False
    return core < 2 or view.text[end : end + 1] not in AT_WATER


def holds_word(view: View, start: int, end: int) -> bool:
    """Whether an ordinary word, and something else, stands in a stretch of text: 多走+几步."""
    if end - start < 3:
        return False
    return any((view.opening(name, place) or end + 1) <= end for place in range(start, end) for name in ("common_words", "person_verbs"))


def water(view: View, start: int, end: int) -> bool:
    """Whether two characters are the name of a river or lake (伊河, 涪江): it stands free, or more than once."""
    if view.text[end - 1] not in WATERS or view.text[start] in NO_WATERS:
        return False
    return view.text[start:end] not in view.lexicon.lists["place_stops"] and (
        not view.text[start - 1 : start].isalnum() or view.ending("left_stops", start) is not None or len(list(view.occurrences([view.text[start:end]]))) > 1
    )


def road(view: View, start: int, ending: str) -> bool:
    """Whether ordinary words may be a name before this ending (文明|路, 人民|公园): they stand free."""
    return ending in MAY_BE_WORDS and (not view.text[start - 1 : start].isalnum() or view.text[start - 1] in "在到沿和与从往位于")


@labelling_function("places.deixis", NOTHING)
def deixis(view: View) -> Iterator[Hit]:
    """Places without a name: 全市, 我县, 该镇, 城乡."""
    for match in DEIXIS.finditer(view.text):
        yield match.span()
