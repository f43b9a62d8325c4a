"""OFFICIAL: a particular person who holds or speaks for a post."""

import re
from collections.abc import Iterator

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .persons import name_from, name_until
from .view import View

LEVEL_BEFORE = "省市县区州盟旗镇乡村道"  # 岗集镇|党委|书记: the committee is a body, not part of the title
COMMITTEES = ("党委", "党工委")
SPEAKS = re.compile(r"(?:向|在?[\u4e00-\u9fff]{0,4})?(?:介绍|表示|说|告诉|指出|强调|称|提醒|透露|坦言|认为|解释|回应|答复|要求|宣布|呼吁|建议|希望|感慨|亲自)")
FUSED = re.compile(r"[\u4e00-\u9fff](?:局长|厅长|部长|处长|所长|院长)")


def title_chains(view: View) -> list[Hit]:
    """Titles that stand together, as one: 党组书记、局长; 副书记、县长; 常务副市长."""
    chains: list[Hit] = []
    for start, end in view.longest("titles"):
        if end < len(view.text) and not view.starts_word(end):
            continue
        while (before := view.ending("title_prefixes", start)) is not None:
            start = before
        for committee in COMMITTEES:
            if view.text.startswith(committee, start) and view.text[start - 1 : start] in tuple(LEVEL_BEFORE) and end - start > len(committee):
                start += len(committee)
                break
        if chains and view.text[chains[-1][1] : start] in ("、", "", "兼", "暨"):
            chains[-1] = (chains[-1][0], end)
        elif not chains or start >= chains[-1][1]:
            chains.append((start, end))
    return chains


def fused_start(view: View, start: int, end: int) -> int:
    """Where a title starts that has swallowed its body's name: 公安|局长 → the place of 公安; otherwise as given."""
    if FUSED.match(view.text[start - 1 : end]) and (domain := view.ending("domains", start)) is not None:
        return domain
    return start


def named(view: View) -> Iterator[tuple[Hit, Hit]]:
    """Titles with the name after them: the span of both, and the name's."""
    for start, end in title_chains(view):
        name_end = name_from(view, end)
        if name_end is not None and view.opening("organisation_suffixes", end) is None and view.opening("titles", end) is None:
            yield (fused_start(view, start, end), name_end), (end, name_end)


def named_before(view: View) -> Iterator[tuple[Hit, Hit]]:
    """Names with the title after them, where it is the end of a clause or a verb follows: 李建安主任表示."""
    for start, end in title_chains(view):
        name = name_until(view, start)
        follows = view.text[end : end + 1]
        if name is None and view.ending("surnames", start) == start - 1 and not view.text[start - 2 : start - 1].isalnum():
            name = start - 1
        if name is not None and (not follows.isalnum() or SPEAKS.match(view.text[end : end + 8]) or follows in "一的等在陪率带和与"):
            yield (name, end), (name, start)


@labelling_function("officials.titled", "OFFICIAL")
def titled(view: View) -> Iterator[Hit]:
    """Title and name together: 校长侯志刚, 党组书记、局长张某, 公安局长黄某."""
    for span, _ in named(view):
        yield span


@labelling_function("officials.name_first", "OFFICIAL")
def name_first(view: View) -> Iterator[Hit]:
    """Name, then title: 林佳讯书记, 张某局长."""
    for span, _ in named_before(view):
        yield span


@labelling_function("officials.list", "OFFICIAL")
def names_in_list(view: View) -> Iterator[Hit]:
    """The later names of a list under one title or 领导: 县领导戴嘉宝、邵潘锋; 副市长李某、王某."""
    starts = [end for _, (_, end) in named(view)]
    for start, end in view.longest("groups"):
        first = name_from(view, end)
        if first is not None and view.text[first : first + 1] in "、，参出陪等":
            yield end, first
            starts.append(first)
    for end in starts:
        while view.text[end : end + 1] == "、" and view.opening("titles", end + 1) is None:
            following = name_from(view, end + 1)
            if following is None or view.text[following : following + 1] not in tuple("、，。等出参陪及和与\n（"):
                break
            yield end + 1, following
            end = following


@labelling_function("officials.known_again", "OFFICIAL")
def known_again(view: View) -> Iterator[Hit]:
    """A name alone, once the article has told that this person holds a post."""
    names = {view.text[start:end] for found in (named, named_before) for _, (start, end) in found(view)}
    names |= {view.text[start:end] for start, end in names_in_list(view)}
    for name in sorted(names):
        if len(name) >= 2:
            for match in re.finditer(re.escape(name), view.text):
                yield match.span()


@labelling_function("officials.role", "OFFICIAL")
def role(view: View) -> Iterator[Hit]:
    """A role that speaks, without a name: 市市场监管局相关负责人表示."""
    for start, end in view.longest("speaking_roles"):
        if view.text[end : end + 1] in "等们参和及的":
            continue
        if SPEAKS.match(view.text[end : end + 10]) or view.ending("organisation_suffixes", start) is not None and view.text[end : end + 1] in "，。说表":
            yield start, end


@labelling_function("officials.title_alone", "OFFICIAL")
def title_alone(view: View) -> Iterator[Hit]:
    """A title that speaks, without a name: 县林业局局长表示."""
    for start, end in title_chains(view):
        if re.match(r"(?:介绍|表示|说(?!明)|告诉记者|指出|强调|透露|坦言)", view.text[end : end + 4]):
            yield start, end


@labelling_function("officials.no_post", NOTHING)
def no_post(view: View) -> Iterator[Hit]:
    """Names beside a word that is no post: 记者温荣鑫, 村民老王."""
    for start, end in view.longest("not_officials"):
        name_end = name_from(view, end)
        if name_end is not None:
            yield start, name_end
