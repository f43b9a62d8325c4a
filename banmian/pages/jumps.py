"""Articles that begin on one page and go on on another, put together again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy
from scipy.optimize import linear_sum_assignment

from banmian.pages.articles import Article, Part
from banmian.pages.located import Run
from banmian.pages.marks import SENTENCE_END
from banmian.pages.pairs import Pairs
from banmian.pages.topics import Topics

ISSUE = re.compile(r"(.*\d{4}-?\d{2}-?\d{2})[-_]([A-Z]?\d{1,2})$")  # anji-2023-11-08-02: the issue, and the page in it
NUMBER = re.compile(r"第?\s*([A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3})\s*版")
DIGITS = dict(zip("一二三四五六七八九", range(1, 10)))
SAME_HEADLINE = 6.0  # what it adds, in nats
NEVER = -1e6


class Jumps:
    """Holds back articles that jump, and joins those that belong together.

    pairs (Pairs): tells how likely two texts are parts of one article.
    """

    def __init__(self, pairs: Pairs):
        self.pairs = pairs
        self.held: list[Article] = []

    def hold(self, article: Article) -> bool:
        """Keep an article that jumps to or from another page; any other is not kept."""
        jumps = bool(article.meta.jump_to or article.meta.jump_from)
        if jumps:
            self.held.append(article)
        return jumps

    def joined(self) -> Iterator[Article]:
        """The articles held back, in the order in which they came: those that go on are whole, those whose other part is missing as they were."""
        parts = self._matches()
        taken = set(parts.values())
        for index, article in enumerate(self.held):
            if index not in taken:
                while index in parts:
                    index = parts[index]
                    article = _join(article, self.held[index])
                yield article

    def _matches(self) -> dict[int, int]:
        """Index of the part that goes on, by index of the part before it."""
        starts = [index for index, article in enumerate(self.held) if article.meta.jump_to]
        ends = [index for index, article in enumerate(self.held) if article.meta.jump_from]
        if not starts or not ends:
            return {}
        topics = Topics([article.text for article in self.held], self.pairs)
        scores = numpy.full((len(starts), len(ends)), NEVER)
        for row, start in enumerate(starts):
            for column, end in enumerate(ends):
                if _may_go_on(self.held[start], self.held[end]):
                    same = self.held[start].meta.headline is not None and self.held[start].meta.headline == self.held[end].meta.headline
                    scores[row, column] = topics.together(topics.counts([start]), topics.counts([end])) + SAME_HEADLINE * same
        return {starts[row]: ends[column] for row, column in zip(*linear_sum_assignment(scores, maximize=True)) if scores[row, column] > 0}


def _may_go_on(start: Article, end: Article) -> bool:
    """Whether the pages of two parts fit: different ones of one issue, and those that the marks name."""
    if (start.meta.page, start.meta.page_number) == (end.meta.page, end.meta.page_number):
        return False
    one, other = ISSUE.match(Path(start.meta.page).stem), ISSUE.match(Path(end.meta.page).stem)
    if not one or not other:
        return True
    return one[1] == other[1] and _names(start.meta.jump_to, other[2]) and _names(end.meta.jump_from, one[2])


def _names(mark: str | None, page: str) -> bool:
    """Whether a mark such as 下转第三版 may name a page such as 03; one that names none may."""
    match = NUMBER.search(mark or "")
    return match is None or _number(match[1]) == _number(page)


def _number(text: str) -> str:
    """A page's number in one form: 三, 03 and 3 are one."""
    if text[0] in "一二三四五六七八九十":
        tens, _, ones = text.rpartition("十")
        return str((DIGITS.get(tens, 1) * 10 if "十" in text else 0) + DIGITS.get(ones, 0))
    return text.replace("0", "", 1) if text.startswith("0") else text


def _join(first: Article, second: Article) -> Article:
    """Two parts as one article; a sentence that the page's end has cut goes on on its line, and the second part's headline is left out."""
    skipped = len(second.meta.headline) + 1 if second.meta.headline else 0
    between = "\n" if SENTENCE_END.search(first.text) else ""
    at = len(first.text) + len(between)
    last = first.meta.offsets[-1]
    runs: list[Run] = [*first.meta.offsets, *([(len(first.text), last[1] + last[2], 1)] if between else [])]
    for start, place, length in second.meta.offsets:
        cut = max(0, skipped - start)
        if cut < length:
            runs.append((at + start + cut - skipped, place + cut, length - cut))
    parts: list[Part] = first.meta.parts or [(0, first.meta.page, first.meta.page_number)]
    meta = replace(
        first.meta,
        subheads=first.meta.subheads + second.meta.subheads,
        byline=first.meta.byline + [name for name in second.meta.byline if name not in first.meta.byline],
        jump_to=second.meta.jump_to,
        source_note=first.meta.source_note or second.meta.source_note,
        offsets=runs,
        boxes=first.meta.boxes + [(at + box[0] - skipped, *box[1:]) for box in second.meta.boxes if box[0] >= skipped],
        parts=[*parts, (at, second.meta.page, second.meta.page_number)],
    )
    return Article(first.text + between + second.text[skipped:], meta)
