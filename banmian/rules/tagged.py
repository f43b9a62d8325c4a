"""Votes of people: the word and part-of-speech tags that a text comes with (`meta.words`), mapped to the guidelines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .numerals import ORDINALS, YEARS
from .view import View

ABBREVIATION = re.compile(r"[\u4e00-\u9fff]")


@labelling_function("tagged.places", "PLACE")
def places(view: View) -> Iterator[Hit]:
    """Words tagged `ns`, touching ones as one (河北省+张北县, 北京); single characters (中美) left out."""
    start = last = None
    for left, right, tag in [*view.words, (len(view.text), len(view.text), "")]:
        if tag == "ns" and last == left:
            last = right
            continue
        if start is not None and last is not None and last - start > 1:
            yield start, last
        start, last = (left, right) if tag == "ns" else (None, None)


@labelling_function("tagged.bodies", "ORG")
def bodies(view: View) -> Iterator[Hit]:
    """Words tagged `nt`, teams left out, with the places before them: 国务院, 北京大学."""
    previous: tuple[int, int, str] | None = None
    for left, right, tag in view.words:
        if tag == "nt" and right - left > 1 and not view.text[left:right].endswith("队"):
            yield (previous[0] if previous and previous[2] == "ns" and previous[1] == left else left), right
        previous = (left, right, tag)


@labelling_function("tagged.amounts", "QUANTITY")
def amounts(view: View) -> Iterator[Hit]:
    """A word tagged `m` and the one tagged `q` after it (三百多名, 12亿亩), dates and ordinals left out."""
    for (left, _, first), (_, right, second) in pairwise(view.words):
        text = view.text[left:right]
        if (
            first == "m"
            and second == "q"
            and text[0] != "一"
            and any(map(str.isnumeric, text))
            and not YEARS.match(text)
            and not ORDINALS.match(text)
        ):
            yield left, right


@labelling_function("tagged.persons", NOTHING)
def persons(view: View) -> Iterator[Hit]:
    """Personal names (`nr`: 江+泽民, 李+平安): no part of one is a place or a body; whether it is an official, others tell."""
    for left, right, tag in view.words:
        if tag == "nr":
            yield left, right
