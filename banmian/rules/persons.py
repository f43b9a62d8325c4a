"""Personal names in running text: where one that starts, or ends, at a given place has its other edge."""

import re

from .view import View

WITH_DOT = re.compile(r"[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,7})+")
NO_GIVEN_NAME = frozenset("的了在是和与及对从向为于等也都就还又并而或将被把由到说称这那其该各我你他她们个位名年月日时不")
FOLLOWS = frozenset("，。、：；！？“”（）()《》\n,:; 说表指强主要出参介告称认率带在到向对和与及等一同分就为是也还又将代作致宣陪随深先前看听考调走被当从于来去谈回坦透提补解呼接见会受乘做的以则便已曾任担")


def name_from(view: View, start: int) -> int | None:
    """Where the personal name ends that starts here; None if none does.

    A name is a surname and one or two characters, or words joined by "·"; which length is decided by what follows.
    """
    if view.persons:
        end = start
        while end in view.persons:
            end = view.persons[end]
        return end if end - start > 1 else None
    if match := WITH_DOT.match(view.text, start):
        return match.end() if len(match[0]) <= 16 else None
    surname = view.opening("surnames", start)
    if surname is None:
        return None
    ends = [end for end in (surname + 2, surname + 1) if end <= len(view.text) and _given(view.text[surname:end])]
    for end in ends:
        if end == len(view.text) or view.text[end] in FOLLOWS:
            return end
    return ends[0] if ends else None


def name_until(view: View, end: int) -> int | None:
    """Where the personal name starts that ends here: three characters, or two, the first a surname."""
    for length in (3, 2, 4):
        start = end - length
        if start < 0:
            continue
        surname = view.opening("surnames", start)
        if surname is not None and surname < end and end - surname <= 2 and _given(view.text[surname:end]):
            if start == 0 or not view.text[start - 1].isalnum() or view.ending("left_stops", start) is not None or length == 3:
                return start
    return None


def _given(name: str) -> bool:
    return bool(name) and all("\u3400" <= char <= "\u9fff" for char in name) and not NO_GIVEN_NAME.intersection(name)
