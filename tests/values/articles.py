"""Articles for the tests of values, written with their entities in brackets: [P 盂县][F 县长张某]."""

import re

from banmian.spans import Span

LABELS = {"P": "PLACE", "O": "ORG", "F": "OFFICIAL", "Q": "QUANTITY"}
MARK = re.compile(r"\[([POFQ]) ([^\]]+)\]")


def read(marked: str) -> tuple[str, list[Span]]:
    """The text and its entities."""
    text, spans, end = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        spans.append(Span(len(text), len(text) + len(match[2]), LABELS[match[1]]))
        text += match[2]
        end = match.end()
    return text + marked[end:], spans
