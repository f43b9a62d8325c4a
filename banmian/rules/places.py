"""PLACE: divisions and other places that lists know, by their full and short names. Those known by their ending are in `spots`."""

import re
from collections.abc import Iterator

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .spots import named
from .view import View

SHORT = re.compile(r"(?:自治[区州县旗]|[省市县区镇乡村旗盟州]|街道|地区|苏木|社区)$")
BRIEF = re.compile(r"(?<![小古新])(?:[镇乡村]|街道|苏木|社区|嘎查)$")
ROADS = re.compile(
    r"(?:国道|省道|县道|[GSXgsx])[0-9０-９]{1,4}(?:号线|线|国道|省道|县道)?(?![0-9a-zA-Z次])|[0-9０-９]{2,4}(?:国道|省道|县道)(?:线)?"
    r"|(?:轨道交通|地铁|轻轨)?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})号线(?!路)|地铁[0-9０-９]{1,2}"
)
ROAD_ENDS = ("高速", "公路")
LINES = re.compile(
    r"(?![全沿两每本该各主支干复专])[\u4e00-\u9fff]{2}(?<![0-9号期一二三四五六七])线(?=(?:[\u4e00-\u9fff]{1,4}段|公路|拓宽|改造|改建|全线|沿线|绕行|至|[KX][0-9]))"
)
DEIXIS = re.compile(r"[全我该本各此外贵每邻多几](?:[省市县区州盟旗镇乡村]|街道|社区)|[省市县区][内外直级际域情容民]")
WITHIN = ("县城", "市区", "市面", "市情", "县情", "区情", "市容", "市况", "市域", "县域")  # 彝良|县城, 大同|市区
SEAT_GOES_ON = ("镇", "关", "乡")  # 龙游县|城镇居民, 盂县|城关镇: no 县城
BEFORE = re.compile(r"(?:[在到赴从向往至于离距除经去抵回、，。：；“”（(\n《—-]|来自|位于|前往|地处|以及|走进|和|与|及|^)$")
AFTER = re.compile(
    r"[、，。：:；”）)\n《—-]|[的将是有与和至到籍外]|人(?![民大])|等地|境内|县城|城区|市区|山区|农村|乡村|各地|一带|两地|[三四五六]地|全县|地处|位于|首家|方向|路段"
    r"|市民|农民|工作|召开|举行|开展|举办|开幕|闭幕|返乡|打工|务工|创业|考察|参观|调研|投资"
)
ZONES = ("高新区", "开发区", "经开区", "科技城", "保税区", "工业园", "产业园")  # ordinary words, but names once the article has named one in full
SIDES = ("东北", "西北", "西南", "东南", "中东")
ZONE = re.compile(r"(?<![\u4e00-\u9fff])(?:高新区|经开区)(?![（(]|[\u4e00-\u9fff]*[（(])|(?<=[到在赴从和与及区县])(?:高新区|经开区)(?![管党工])")
CLASSES = ("各", "每", "级", "多")  # 各|高新区: no one zone
SURE_BEFORE = re.compile(r"(?:[在到赴从往至离来]|来自|位于|前往|走进|—)$")
SURE_AFTER = re.compile(r"交警|警方|检方|城管|等地|境内|县城|城区|地处|位于|人(?![民大])|市民|山区|一带|[:：]")


def is_told(view: View, start: int, end: int) -> bool:
    """Whether the words on both sides tell a place: 在|苍南|召开."""
    return BEFORE.search(view.text, max(0, start - 2), start) is not None and AFTER.match(view.text, end) is not None


def is_told_before(view: View, start: int) -> bool:
    """Whether a word that only places follow stands before: 来自|, 走进|."""
    return SURE_BEFORE.search(view.text, max(0, start - 2), start) is not None


@labelling_function("places.divisions", "PLACE")
def divisions(view: View) -> Iterator[Hit]:
    """Divisions by their full name, levels without a break as one: 山西省阳泉市盂县苌池镇; also provinces and cities by their short name: 阳泉."""
    lists = view.lexicon.lists
    doubtful = {hit for name in ("divisions_short", "townships") for hit in view.hits(name)}
    for start, end in view.division_chains:
        name = view.text[start:end]
        if (start, end) in doubtful and name not in lists["divisions"] or name in lists["regions"] or name in lists["world"]:
            continue
        in_seat = end - start > 2 and view.text.startswith(WITHIN, end - 1) and view.text[end + 1 : end + 2] not in SEAT_GOES_ON
        yield start, end - in_seat


@labelling_function("places.townships", "PLACE")
def townships(view: View) -> Iterator[Hit]:
    """Townships, towns and streets by their full name: 苌池镇, 青龙街道."""
    towns = view.lexicon.lists["townships"]
    yield from (hit for hit in view.division_chains if view.text[hit[0] : hit[1]] in towns)


@labelling_function("places.short_names", "PLACE")
def short_names(view: View) -> Iterator[Hit]:
    """Counties by their short name: those that mean nothing else, and the others once the context tells a place (在苍南召开, 来自苍南), or the full name
    stands elsewhere."""
    told = {SHORT.sub("", view.text[start:end]) for start, end in view.hits("divisions")}
    found = [hit for hit in view.longest("divisions_short") if view.covered_by_division(hit[0]) == hit]
    for start, end in found:
        opens_line = view.text[start - 1 : start] in ("", "\n")
        if opens_line or is_told_before(view, start) or SURE_AFTER.match(view.text, end) or is_told(view, start, end):
            told.add(view.text[start:end])
        elif _beside_division(view, start, end):
            told.add(view.text[start:end])  # 招远、|莱阳
    told |= view.lexicon.lists["sure_short_names"]
    yield from (hit for hit in found if view.text[hit[0] : hit[1]] in told)


def _beside_division(view: View, start: int, end: int) -> bool:
    """Whether a list goes on with a division: 招远、|莱阳."""
    if view.text[start - 1 : start] == "、" and view.covered_by_division(start - 2) is not None:
        return not view.text[end : end + 1].isalnum()
    free = view.starts_free(start)
    return free and view.text[end : end + 1] == "、" and view.covered_by_division(end + 1) is not None


@labelling_function("places.ambiguous", "PLACE")
def ambiguous(view: View) -> Iterator[Hit]:
    """Short names that are ordinary words too (永康, 镇安), once the article has told by its context that the place is meant."""
    found = [hit for hit in view.longest("divisions_ambiguous") if view.covered_by_division(hit[0]) is None]
    told = set()
    for start, end in found:
        beside = AFTER.match(view.text, end) and _beside_division(view, start, end)  # 东莞、|中山|打工
        if beside or SURE_AFTER.match(view.text, end) or is_told_before(view, start) and AFTER.match(view.text, end):
            told.add(view.text[start:end])
    yield from (hit for hit in found if view.text[hit[0] : hit[1]] in told)


@labelling_function("places.known_again", "PLACE")
def known_again(view: View) -> Iterator[Hit]:
    """The short form of a division, township or village that the article has named in full: 苌池镇 → 苌池, 浏阳市 → 浏阳; the spot without its division."""
    stops, words = view.lexicon.lists["place_stops"], view.lexicon.lists["common_words"]
    briefs = {SHORT.sub("", view.text[start:end]) for name in ("divisions", "townships") for start, end in view.hits(name)}
    full: set[str] = set()
    for start, end in named(view):
        chain = view.covered_by_division(start)
        name = view.text[chain[1] if chain and chain[1] < end - 2 else start : end]
        if BRIEF.search(name):
            briefs.add(BRIEF.sub("", name))
        below = chain is not None and chain[1] < end - 2
        if below and len(name) >= 3 and (name in ZONES or not view.is_plain(chain[1], end)):
            full.add(name)
    ends = {end for _, end in named(view)}
    for start, end in view.occurrences(full):
        if end not in ends and view.text[start - 1 : start] not in CLASSES:
            yield start, end
    for start, end in view.occurrences(brief for brief in briefs if len(brief) >= 2 and brief not in stops and brief not in words):
        if view.opening("place_suffixes", end) in (None, view.opening("common_words", end)):
            yield start, end


@labelling_function("places.local", "PLACE")
def local(view: View) -> Iterator[Hit]:
    """Townships by their short name in an article about their county (晋江 … 安海、东石): where one side tells a place, or a list; about their city, where both do."""
    counties, cities = set(), set()
    for start, end in (hit for name in ("divisions", "large_divisions_short", "divisions_short") for hit in view.hits(name)):
        for code in view.lexicon.codes.get(view.text[start:end], ()):
            (cities if code.endswith("00") else counties).add(code)
    near = {town for code in counties for town in view.lexicon.towns.get(code, ())}
    far = {town for code in cities for town in view.lexicon.towns.get(code[:4], ())} - near
    for start, end in view.occurrences(near | far):
        if view.covered_by_division(start) or view.covered_by_division(end - 1) or view.opening("place_suffixes", end) is not None:
            continue
        listed = "、" in (view.text[start - 1 : start], view.text[end : end + 1])
        if (county := view.chain_ending(start)) is not None and view.text[start:end] in near and start - county < 12:
            yield county, end  # 永嘉县|瓯北
            continue
        before, after = BEFORE.search(view.text, max(0, start - 2), start) is not None, AFTER.match(view.text, end) is not None
        if before and after or view.text[start:end] in near and (before or after or listed):
            yield start, end


@labelling_function("places.world", "PLACE")
def world(view: View) -> Iterator[Hit]:
    """Countries, capitals and large cities, named regions: 中国, 圣保罗, 长三角, 黄河."""
    opening = {start for start, _ in view.division_chains}
    for start, end in sorted({*view.longest("world"), *view.longest("regions")}):
        side = view.text[start:end] in SIDES and view.text[end : end + 1] in tuple("部角侧方面风向")  # 腾冲县|东北部
        if start in opening and view.starts_word(start) and not side:
            yield start, end


@labelling_function("places.zones", "PLACE")
def zones(view: View) -> Iterator[Hit]:
    """A city's zone that needs no name, where it stands free: 到|高新区|调研."""
    yield from (match.span() for match in ZONE.finditer(view.text))


@labelling_function("places.landmarks", "PLACE")
def landmarks(view: View) -> Iterator[Hit]:
    """Well-known spots that are no divisions, with the divisions that touch them: 桂来高速公路, 沈阳桃仙机场."""
    for start, end in view.longest("landmarks"):
        chain = view.chain_ending(start)
        if view.starts_word(start):
            yield start if chain is None else chain, end


@labelling_function("places.roads", "PLACE")
def roads(view: View) -> Iterator[Hit]:
    """Numbered roads and lines, a city's with its name: 国道318线, 205国道, 地铁3号线, 兰州轨道交通1号线; those called by their ends: 浒溪线|拓宽."""
    for match in ROADS.finditer(view.text):
        city = view.chain_ending(match.start()) if match[0].endswith("号线") else None
        yield match.start() if city is None else city, _with_name(view, match.end()) if match[0][0] in "GSX" else match.end()
    for match in LINES.finditer(view.text):
        if view.starts_free(match.start()) and not any(view.ending(name, match.end()) is not None for name in ("common_words", "place_stops")):
            yield match.span()


def _with_name(view: View, end: int) -> int:
    """Where a numbered road ends with the name that follows: G20|青银高速."""
    names = [name for name in (*named(view), *view.hits("landmarks")) if name[0] == end and view.text.endswith(ROAD_ENDS, *name)]
    return names[-1][1] if names else end


@labelling_function("places.deixis", NOTHING)
def deixis(view: View) -> Iterator[Hit]:
    """Places without a name (全市, 我县, 该镇), and idioms and goods with one in them (翻山越岭, 普洱茶)."""
    for match in DEIXIS.finditer(view.text):
        if match[0][-1] not in "内外" or view.covered_by_division(match.start()) is None:  # 合肥市|内 names its city
            yield match.span()
    yield from view.longest("not_places")
