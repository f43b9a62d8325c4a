"""PLACE: named spots on the map."""

import re
from collections.abc import Iterator

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .view import LONGEST_UNKNOWN, View

SHORT = re.compile(r"(?:自治[区州县旗]|[省市县区镇乡村旗盟州]|街道|地区)$")
ROADS = re.compile(
    r"(?:国道|省道|县道|[GSXgsx]|地铁)[0-9０-９]{1,4}(?:号线|线)?|[0-9０-９]{2,4}(?:国道|省道|县道)(?:线)?|地铁[一二三四五六七八九十]+号线"
)
NOT_BEFORE = "长员民人籍军委政府会局厅部办院台报社级"  # 盂县+长, 阳泉市+民: what follows makes another word of the last character
DEIXIS = re.compile(r"[全我该本各此外贵每邻多几](?:省|市|县|区|州|盟|旗|镇|乡|村|街道|社区)|(?:省|市|县|区)(?:内|外|直|级|际|域|情|容|民)|城乡|城市|乡镇|村镇|县市|县区|市县|省市")
CONTEXT_BEFORE = re.compile(r"(?:[在到赴从向往至于、，。：；“”（(\n《]|来自|位于|前往|地处|以及|和|与|^)$")
CONTEXT_AFTER = re.compile(r"^(?:[、，。：；”）)\n]|等地|境内|召开|举行|开展|两地|[人]|籍|的|将|是|有|与|和|至)")


@labelling_function("places.divisions", "PLACE")
def divisions(view: View) -> Iterator[Hit]:
    """Divisions by their full name, levels without a break as one: 山西省阳泉市盂县苌池镇; also provinces and cities by their short name: 阳泉."""
    ambiguous = {hit for name in ("divisions_short", "townships") for hit in view.hits(name)}
    for start, end in view.division_chains:
        if (start, end) in ambiguous and view.text[start:end] not in view.lexicon.lists["divisions"]:
            continue
        if view.text[start:end] in view.lexicon.lists["regions"] or view.text[start:end] in view.lexicon.lists["world"]:
            continue
        yield start, end


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
    full = {SHORT.sub("", view.text[start:end]) for start, end in view.hits("divisions")}
    for start, end in view.longest("divisions_short"):
        word = view.text[start:end]
        if view.covered_by_division(start) != (start, end):
            continue
        if word in full or CONTEXT_BEFORE.search(view.text[max(0, start - 2) : start]) and CONTEXT_AFTER.search(view.text[end : end + 2]):
            yield start, end


@labelling_function("places.known_again", "PLACE")
def known_again(view: View) -> Iterator[Hit]:
    """The short form of a division, township or village that the article has named in full: 苌池镇 → 苌池, 浏阳市 → 浏阳."""
    stops = view.lexicon.lists["place_stops"]
    briefs = set()
    for start, end in [*view.hits("divisions"), *view.hits("townships")]:
        brief = SHORT.sub("", view.text[start:end])
        if len(brief) >= 2 and brief not in stops:
            briefs.add(brief)
    for brief in sorted(briefs):
        for match in re.finditer(re.escape(brief), view.text):
            if view.starts_word(match.start()):
                yield match.span()


@labelling_function("places.world", "PLACE")
def world(view: View) -> Iterator[Hit]:
    """Countries, capitals and large cities, named regions: 中国, 圣保罗, 长三角, 黄河."""
    for start, end in sorted({*view.longest("world"), *view.longest("regions")}):
        if view.starts_word(start):
            yield start, end


@labelling_function("places.roads", "PLACE")
def roads(view: View) -> Iterator[Hit]:
    """Numbered roads and lines: 国道318线, 205国道, 地铁3号线."""
    for match in ROADS.finditer(view.text):
        yield match.span()


@labelling_function("places.suffix", "PLACE")
def suffix(view: View) -> Iterator[Hit]:
    """A name closed by the ending of a spot: 高城山, 青岛路, 北山公园, 河南信阳高新区; divisions before it belong to it."""
    stops = view.lexicon.lists["place_stops"]
    for start, end in view.longest("place_suffixes"):
        edge = None if view.covered_by_division(start) else view.left_edge(start)
        if edge is None or view.text[edge:end] in stops or view.text[end : end + 1] in tuple(NOT_BEFORE):
            continue
        name = view.text[edge:end]
        division = view.covered_by_division(edge)
        if division is not None and (start - division[1] > LONGEST_UNKNOWN or view.describes(division[1], start)):
            if division[1] < start or view.text[start:end] in view.lexicon.lists["generic_place_suffixes"]:
                continue
        if len(name) < 3 and division is None and end - start < 2:
            continue
        if any(name[-length:] in stops for length in range(end - start + 1, min(len(name), 6))):
            continue
        yield edge, end


@labelling_function("places.village", "PLACE")
def village(view: View) -> Iterator[Hit]:
    """A village or community, with the divisions before it: 杨家庄村, 苍南县钱库镇雅后村."""
    for match in re.finditer(r"[\u4e00-\u9fff]{1,4}?(?:自然村|社区|村|屯|嘎查)(?![民委镇庄级里干口容头两镇])", view.text):
        ending = match.end() - (2 if match[0].endswith(("社区", "嘎查")) else 3 if match[0].endswith("自然村") else 1)
        edge = view.left_edge(ending)
        name = view.text[edge : match.end()] if edge is not None else ""
        if edge is not None and len(name) >= 3 and name not in view.lexicon.lists["place_stops"] and not DEIXIS.search(name[-2:]):
            yield edge, match.end()


@labelling_function("places.deixis", NOTHING)
def deixis(view: View) -> Iterator[Hit]:
    """Places without a name: 全市, 我县, 该镇, 城乡."""
    for match in DEIXIS.finditer(view.text):
        yield match.span()
