"""Where the name of a spot or body begins, read leftwards from its ending."""

import re
from collections.abc import Callable

from .view import LONGEST_NAME, View

LONGEST_UNKNOWN = 7  # characters that a name may take up before its ending where nothing tells its beginning
LONGEST_REGISTERED = 16  # the same of registered companies: 品捷电子（苏州）|有限公司
REGISTERED = ("有限公司", "有限责任公司", "股份公司", "集团公司")  # how their endings end
BRACKETS = {"）": "（", ")": "("}
LEVELS = "省市县区州盟旗镇乡村"
COUNTERS = re.compile(
    r"[每哪数一二两三四五六七八九十百千万几]+[个家座名位条片处所间栋幢块只项亩支段场匹层棵辆艘趟遍份台件部把套]|[一二两三四五六七八九十]大|[哪每]"
)
THESE = ("这", "那", "某")
WHOSE = ("我", "该", "全", "本", "各")
NO_FINALS = frozenset("对就可会应能有得未")  # stops that no name ends with, unlike 瑶里|古镇
# Verbs that names seldom begin with: 看|临沣寨; and those that also stand before a level: 办好|县职业教育中心.
TAKES = frozenset("办开建修上下走跑看翻吃唱架搭爬坐拐找请嫌抢守护住学喝挖填砍拆搬闯逛拍摸拿打给踪设朝归问")
TAKES_BODY = frozenset("好任光朝由跟对")
VERBS_BEFORE = frozenset("沿起保讲救援护")
OPENERS = ("openers", "organisation_words")
STOPS = ("left_stops", "verbs", "titles", "organisation_words")  # words before which no name reaches back


def spot_edge(view: View, end: int) -> int | None:
    """Where the name of a spot begins whose ending starts at `end` (高城|山), or None if nothing like a name stands before it.

    Goes left to the first mark or word at which no name goes on (`left_stops`), then starts at the first division on the way.
    """
    place, opened = end, None
    while place > 0 and end - place < LONGEST_NAME:
        if (division := _division_before(view, place)) is not None:
            place = opened = division
            continue
        if place == end and (landmark := view.ending("landmarks", place)) is not None:
            place = landmark  # 八里河|风景区
            break
        step, stop = _step(view, place), _stop_before(view, place)
        brand = place == end and view.ending("organisation_words", place) == stop  # 长虹|路
        inside = stop is None or brand or _is_letter_only(view, stop, place, end) or _at_ending(view, stop, place, end)
        if step is None or not inside:
            break
        place = step
    if opened is not None and opened - place == 1 and _is_first_letter(view, place):
        opened = None  # 云|凤山|景区
    if opened is None and view.text[place] in LEVELS and view.text[place - 1 : place] in WHOSE:
        return None  # 我|县就+铁路
    return _checked(view, place if opened is None else opened, end, opened is not None, view.describes)


def _is_first_letter(view: View, place: int) -> bool:
    """Whether a character before a county's short name belongs to the name of a spot: it stands after a mark, and takes no object."""
    free = not view.text[place - 1 : place].isalnum() and view.text[place] not in TAKES | TAKES_BODY | VERBS_BEFORE
    return free and view.opening("divisions_short", place + 1) is not None


def body_edge(view: View, end: int, closing: int) -> int | None:
    """The same for a body whose ending goes from `end` to `closing`. What a division, a level (县) or a word such as 国网 opens may hold some words that
    otherwise stop (`weak_stops`): 甘肃|绿洲鲜果供应链+有限公司, although 会, 应 and others end names that nothing opens; and so may a registered company's.
    """
    place, opened, halted, weak = end, None, None, None
    registered = view.text.endswith(REGISTERED, end, closing)
    while place > 0 and end - place < LONGEST_NAME:
        if (opening := _opening_before(view, place)) is not None:
            place = opened = opening
            continue
        step, stop = _step(view, place), _stop_before(view, place)
        if step is None:
            break
        if stop is not None and not _is_letter_only(view, stop, place, end):
            if opened is not None or not _is_weak(view, stop, place) or _follows_body(view, stop):
                if registered and opened is None and place - stop == 1:
                    opened = _opened_before_stop(view, stop)
                break
            halted = place if halted is None or registered else halted
            weak = stop
            if view.text[place] in LEVELS and place < end and place - stop > 1:  # 联合|市渔政管理站
                opened = place
                break
        place = step
    if opened is None:
        opened = _level_opening(view, place, end)
    if opened is not None and view.text[opened - 1 : opened] == "驻":
        host = view.chain_ending(opened - 1)
        opened = opened - 1 if host is None else host  # 中国|驻|圣保罗|总领馆
    inside = registered and place != weak  # 莱克电气绿|能|科技, but 同|华阳科技
    start = opened if opened is not None else place if halted is None or inside else halted
    return _checked(view, start, end, opened is not None, view.is_plain, registered)


def _opened_before_stop(view: View, stop: int) -> int | None:
    """Where the division starts that opens a company's name with a stop of one character in its brand: 广西|桂和高速公路, 上海|为烨投资."""
    for place in (stop, stop - 1):
        chain = view.chain_ending(place)
        if chain is not None and (place < stop or view.text[stop] == "为") and view.text[stop - 1] not in LEVELS and _stop_before(view, stop) is None:
            return chain
    return None


def _checked(view: View, start: int, end: int, opened: bool, plain: Callable[[int, int], bool], registered: bool = False) -> int | None:
    """The start, moved to a word's beginning where words are known, and past counters; None if what is left is no name."""
    start = view.word_from(start)
    if opened:
        return start if start < end else None
    start = _without_counters(view, start, end)
    longest = LONGEST_REGISTERED if registered or view.text[end - 1] in BRACKETS else LONGEST_UNKNOWN
    return None if start >= end or end - start > longest or plain(start, end) else start


def _step(view: View, place: int) -> int | None:
    """The next place to the left: one character, or a whole bracket; None at a mark."""
    char = view.text[place - 1]
    if char in BRACKETS:
        bracket = view.text.rfind(BRACKETS[char], max(0, place - LONGEST_NAME), place)
        return bracket if bracket >= 0 else None
    return place - 1 if char.isalpha() or char == "·" else None


def _division_before(view: View, place: int) -> int | None:
    """Where the division starts that ends here."""
    chain = view.covered_by_division(place - 1)
    return chain[0] if chain is not None and chain[1] <= place else None


def _opening_before(view: View, place: int) -> int | None:
    """Where a division, or a word that opens the names of bodies, starts that ends here."""
    division = _division_before(view, place)
    return division if division is not None else min((start for name in OPENERS if (start := view.ending(name, place)) is not None), default=None)


def _stop_before(view: View, place: int) -> int | None:
    """Where a word starts that ends here and that no name holds."""
    return min((start for name in STOPS if (start := view.ending(name, place)) is not None), default=None)


def _is_weak(view: View, stop: int, place: int) -> bool:
    word = view.text[stop:place]
    return word in view.lexicon.lists["weak_stops"] or word in view.lexicon.lists["verbs"]


def _is_letter_only(view: View, stop: int, place: int, end: int) -> bool:
    """Whether a stop of one character is the beginning of a longer word instead: 经|济 in 经济开发区, 和|平 in 和平社区."""
    in_word = place - stop == 1 and place < (view.opening("common_words", stop) or 0) <= end
    return in_word and (view.text[stop] == "和" or _is_weak(view, stop, place))


def _at_ending(view: View, stop: int, place: int, end: int) -> bool:
    """Whether a stop of one character touches the ending, and so is the name's last: 瑶里|古镇."""
    return place == end and place - stop == 1 and _is_weak(view, stop, place) and view.text[stop] not in NO_FINALS


def _follows_body(view: View, place: int) -> bool:
    """Whether a body's ending of two characters or more stands right before: 农商银行|配合…"""
    suffix = view.ending("organisation_suffixes", place)
    return suffix is not None and place - suffix > 1


def _level_opening(view: View, place: int, end: int) -> int | None:
    """Where a level opens a body's name between here and `end`: at once (县|营养办), or before what the body deals with (好|县职业教育中心)."""
    if end - place > 1 and view.text[place] in LEVELS:
        return place
    level = place
    while end - level > 2 and view.text[level] in TAKES | TAKES_BODY:
        level += 1
        if view.text[level] in LEVELS:
            return level
    for start in range(place + 1, min(place + 5, end - 1)):
        if view.text[start] in LEVELS and any(view.opening(name, start + 1) is not None for name in ("domains", "party_organs")):
            return start
    return None


def _without_counters(view: View, start: int, end: int) -> int:
    """The start of a name without what counts or takes it: 两家|煤矿, 座|大桥, 看|临沣寨."""
    before = view.text[start - 1 : start]
    if match := COUNTERS.match(view.text, start, end):
        start = match.end()
    elif before.isdigit() and view.text[start] in "余多" and (measured := view.opening("units", start + 1)) is not None:
        start = min(measured, end)  # 300|余个庄户+剧团
    elif (before.isdigit() or before in THESE) and (measured := view.opening("units", start)) is not None:
        start = min(measured, end)
    while end - start > 2 and view.text[start] in TAKES and view.opening("jurisdictions", start) is None:
        start += 1
    return start
