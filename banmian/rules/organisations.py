"""ORG: named bodies, with the jurisdiction that is part of their name."""

import re
from collections.abc import Iterator

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .view import View

LEVELS = ("自治区", "自治州", "自治县", "街道", "社区", "兵团", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村")
LEVEL_WORDS = re.compile(r"[城都门超全我该各本两几此]$")  # 城+市, 全+市: the character before makes the level none of its own
COORDINATED = re.compile(r"(?:[省市县区州镇乡]、(?:[省市县区州镇乡]|县（区）|县\(区\)|区（县）)|（区）|\(区\)|各级|各|有关|相关|基层|[省市县区]直)$")
SUBUNIT = re.compile(r"(?:第[一二三四五六七八九十0-9]+|[\u4e00-\u9fff]{1,6}?)(?:分局|支队|大队|中队|分院|法庭|科|处|办公室|分公司|支行|分行|营业部|执行局|检察部|监管组|检察组|政治部|党支部|党委|党组|派出所)")
CLASS_AFTER = re.compile(r"^(?:们|机关|系统|部门|工作|领导小组)")


def jurisdiction(view: View, end: int) -> int | None:
    """Where the jurisdiction starts that ends here (阳泉市|, 县|), or None; a coordinated one (市、县（区）|) does not count."""
    chain = view.chain_ending(end)
    if chain is not None and not COORDINATED.search(view.text[max(0, chain - 5) : chain]):
        return chain
    for level in LEVELS:
        start = end - len(level)
        if start >= 0 and view.text.startswith(level, start):
            longer = view.left_edge(start) if level in ("村", "社区", "街道", "镇", "乡") else None
            if longer is not None and start - longer <= 8:
                return longer
            before = view.text[max(0, start - 1) : start]
            if LEVEL_WORDS.search(before) and level in ("市", "县", "区", "省", "镇", "乡", "村", "州", "盟", "旗"):
                return None
            return start
    if view.ending("jurisdictions", end) is not None:
        return view.ending("jurisdictions", end)
    return None


def with_subunits(view: View, end: int) -> int:
    """Where the name ends once the units below it are added: 县森林消防队|第六中队, 曲靖市公安局|麒麟分局."""
    while match := SUBUNIT.match(view.text, end):
        inside = match[0]
        if view.ending("left_stops", end + 1) is not None or any(stop in inside for stop in ("、", "和", "与", "的", "在")):
            break
        end = match.end()
    return end


@labelling_function("organisations.known", "ORG")
def known(view: View) -> Iterator[Hit]:
    """Bodies that need nothing before them: 党中央, 国务院, 新华社, 华为."""
    for start, end in view.longest("organisation_words"):
        if view.starts_word(start):
            yield start, end


@labelling_function("organisations.of_level", "ORG")
def of_level(view: View) -> Iterator[Hit]:
    """Bodies named by their level alone or with its name: 市委, 县政府, 阳泉市委, 盂县人大常委会, 苌池镇党委."""
    for start, end in view.longest("party_organs"):
        place = jurisdiction(view, start)
        if place is None or CLASS_AFTER.match(view.text[end : end + 4]):
            continue
        if view.text[start:end] == "委" and view.text[end : end + 1] in ("员", "托", "任", "会", "派"):
            continue
        yield place, with_subunits(view, end)


@labelling_function("organisations.domain", "ORG")
def domain(view: View) -> Iterator[Hit]:
    """A body of government: what it deals with and its ending, with its jurisdiction: 县林业局, 阳泉市市场监督管理局, 公安局."""
    for start, middle in view.longest("domains"):
        end = view.opening("organisation_suffixes", middle)
        first = start
        while (before := view.ending("domains", first - 1 if view.text[first - 1 : first] in "和与" else first)) is not None:
            first = before
        if end is None:
            continue
        place = jurisdiction(view, first)
        if COORDINATED.search(view.text[max(0, first - 5) : first]):
            continue
        if place is None and (len(view.text[middle:end]) < 1 or view.text[middle:end] in ("部", "中心", "农业", "科技")):
            continue
        yield (place if place is not None else first), with_subunits(view, end)


@labelling_function("organisations.suffix", "ORG")
def suffix(view: View) -> Iterator[Hit]:
    """A name closed by a body's ending: 盂县+林业局, 华阳+集团, 杨家庄+学校."""
    generic = view.lexicon.lists["generic_bodies"]
    for start, end in view.longest("organisation_suffixes"):
        if end - start < 2 and view.text[start:end] not in "局厂":
            continue
        edge = view.left_edge(start, body=True)
        if edge is None or view.text[edge:end] in generic or COORDINATED.search(view.text[max(0, edge - 5) : edge]):
            continue
        division = view.covered_by_division(edge)
        if division is None and (end - start < 2 or view.text[start:end] in generic and start - edge < 2):
            continue
        if division is not None and division[1] < start and view.describes(division[1], start) and start - division[1] > 4:
            continue
        if view.text[end - 1] == "学" and view.text[end : end + 1] in ("习", "会", "到"):
            continue
        yield edge, with_subunits(view, end)


@labelling_function("organisations.generic", NOTHING)
def generic(view: View) -> Iterator[Hit]:
    """Classes of bodies, no single one: 公安机关, 有关部门, 各级政府."""
    yield from view.longest("generic_bodies")
