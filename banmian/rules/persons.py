"""Personal names in running text: where one that starts, or ends, at a given place has its other edge."""

import re

from .view import View

WITH_DOT = re.compile(r"[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,7}){1,4}")
LONGEST_WITH_DOT = 16
ABBREVIATED = re.compile(r"[一二三四五六七八九十][中小院]$|任$")  # 包九中|校长 is a school's, 上郑村任|书记 no name
HAN = re.compile(r"[\u3400-\u9fff]+")
NO_GIVEN_NAME = frozenset("获的了叫姓在是和与及对从等也都就还又并而或将被把由到说称那该各我你他她们个位名日时不、，。")
FOLLOWS = frozenset(  # characters that may follow a name: 李强|说, 王芳|主持
    "说表指强主要出参介告称认率带在到向对和与及等一同分就为是也还又将代作致宣陪随深先前看听考调走被当从于来去谈回坦透提补解呼接见会受乘做的以则便已曾任担把有最让给想怎不没叫"
)
GIVEN_TOO = frozenset("强代先新华平文主明安")  # they may follow (李明|强调), but are more often part of the name
PREPOSITIONS = frozenset("和向及与到由起从")
PLACE_ENDS = frozenset("省市县区镇乡村局厅站所院队处科室厂校馆会组场")
WORDS_TOO = frozenset("向和由要来那都全过同经相为能还已年在如有将对到起应任占")  # surnames that are mostly ordinary words


def name_from(view: View, start: int, titled: bool = False) -> int | None:
    """Where the personal name ends that starts here; None if none does.

    A name is a surname and one or two characters, or words joined by "·"; which length is decided by what follows. After a title it may also be
    longer, or have no surname that is listed: 局长|额尔德木图|说.
    """
    if view.persons:
        return _tagged_end(view, start)
    if match := WITH_DOT.match(view.text, start):
        return _with_dot_end(view, match)
    if titled and (parts := _of_parts(view, start)) is not None:
        return parts
    surname = view.opening("surnames", start)
    if surname is not None:
        return _with_surname_end(view, start, surname, titled)
    return _without_surname_end(view, start) if titled else None


def name_until(view: View, end: int) -> int | None:
    """Where the personal name starts that ends here: three characters, or two, the first a surname."""
    if view.ending("organisation_suffixes", end) is not None:
        return None
    for length in (3, 2, 4):
        start = end - length
        surname = view.opening("surnames", start) if start >= 0 else None
        if surname is None or not 0 < end - surname <= 2 or view.covered_by_division(start) or view.opening("party_organs", start) is not None:
            continue
        if ABBREVIATED.search(view.text, start, end):
            continue
        if _is_name(view, start, end) and not _holds_word(view, start + 1, end) and (length == 3 or starts_clean(view, start)):
            return start
    return None


def starts_clean(view: View, start: int) -> bool:
    """Whether what stands before a place belongs to no name: a mark, a word such as 在, or the end of a body."""
    if start == 0 or not view.text[start - 1].isalnum():
        return True
    return any(view.ending(name, start) is not None for name in ("left_stops", "organisation_suffixes", "party_organs"))


def _tagged_end(view: View, start: int) -> int | None:
    """Where the name ends by the tags of human segmentation."""
    end = start
    while end in view.persons:
        end = view.persons[end]
    return end if end - start > 1 else None


def _with_dot_end(view: View, match: re.Match[str]) -> int | None:
    """Where a name with a dot ends: the last part goes on to a mark or verb, 戴维·哈里斯|表示."""
    first = min(view.text.rfind("·", match.start(), match.end()) + 3, match.end())
    ends = range(first, match.end() + 1)
    end = next((end for follows in (_acts, _may_follow) for end in ends if follows(view, end)), match.end())
    return end if end - match.start() <= LONGEST_WITH_DOT else None


def _of_parts(view: View, start: int) -> int | None:
    """Where a name ends that is made of two parts of names of the peoples of the west and north, or of a long one: 洛桑|平措, 其其格."""
    first = view.opening("name_parts", start)
    second = first and view.opening("name_parts", first)
    return second if second is not None else first if first is not None and first - start > 2 else None


def _with_surname_end(view: View, start: int, surname: int, titled: bool) -> int | None:
    """Where a name ends that a surname opens: two characters of given name, or one, by what follows."""
    if view.text.startswith("某", surname):
        return surname + (2 if view.text.startswith("某某", surname) else 1)
    ends = [end for end in (surname + 2, surname + 1) if _is_name(view, start, end)]
    if surname + 1 in ends and _acts(view, surname + 1):
        return surname + 1
    if titled and (longer := _longer(view, surname)) is not None:
        return longer
    is_word = view.text[start] in WORDS_TOO
    for end in ends:
        given_too = end == surname + 1 and view.text[end : end + 1] in GIVEN_TOO
        if _acts(view, end) or _may_follow(view, end) and not is_word and not given_too:
            return end
    is_common = is_word or view.text[start : start + 2] in view.lexicon.lists["common_words"]
    return ends[0] if ends and not is_common else None


def _longer(view: View, surname: int) -> int | None:
    """The end of a name of four or five characters (巴图孟和|说), where a verb of saying follows and a shorter one would leave a rest."""
    if view.text[surname + 2 : surname + 3] in FOLLOWS - PREPOSITIONS:
        return None
    for end in (surname + 3, surname + 4):
        if view.text[end : end + 1] in ("说", "，") and _is_name(view, surname - 1, end) and not _holds_word(view, surname - 1, end):
            return end
    return None


def _without_surname_end(view: View, start: int) -> int | None:
    """Where a name ends that no listed surname opens: at a mark or a person's verb; one of two characters at a verb only."""
    if view.text[start : start + 1] in NO_GIVEN_NAME:
        return None
    for end in range(start + 2, start + 6):
        says = view.text[end : end + 1] == "说" or view.opening("person_verbs", end) is not None
        if (says or end > start + 2 and _acts(view, end)) and _is_name(view, start, end) and not _holds_word(view, start, end):
            return end
    return None


def _acts(view: View, end: int) -> bool:
    """Whether a mark or a person's verb follows."""
    return not view.text[end : end + 1].isalnum() or speaks(view, end)


def speaks(view: View, end: int) -> bool:
    """Whether a person's verb follows."""
    return view.text[end : end + 1] in ("说", "称") or view.opening("person_verbs", end) is not None


def _may_follow(view: View, end: int) -> bool:
    """Whether the next character is one that may follow a name."""
    after = view.text[end : end + 1]
    return not after.isalnum() or after in FOLLOWS


def _holds_word(view: View, start: int, end: int) -> bool:
    """Whether an ordinary word, a verb or a particle stands inside."""
    for place in range(start, end - 1):
        for name in ("common_words", "person_verbs", "left_stops"):
            if place + 1 < (view.opening(name, place) or 0) <= end:
                return True
    return False


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether a stretch may be a personal name by its characters: no particle among them, no ordinary word, no ending of a place."""
    name = view.text[start:end]
    if end > len(view.text) or not HAN.fullmatch(name) or NO_GIVEN_NAME.intersection(name[1:]):
        return False
    if (
        view.opening("person_verbs", start + 1) == end
        or "记者" in name
        or end - start > 2
        and (view.opening("person_verbs", start) or start) > start + 1
    ):
        return False  # 科长|向记者, 主任|强调道
    return name not in view.lexicon.lists["common_words"] and name[-1] not in PLACE_ENDS
