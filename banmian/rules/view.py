"""An article as the labelling functions see it: its text, and where listed words stand in it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any

from .lexicon import Hit, Lexicon

if TYPE_CHECKING:
    from ..pages.articles import Article

LONGEST_NAME = 24  # characters that a name may take up before its ending
LONGEST_UNKNOWN = 7  # the same, where no division opens it
DIVISIONS = ("divisions", "townships", "large_divisions_short", "divisions_short", "regions", "world")
PREPOSITIONS = "在向从由与至到往为"
DOUBTFUL = ("townships", "large_divisions_short", "divisions_short", "world", "regions")  # none of these starts inside an ordinary word: 高于|城镇, 大部分|乡镇
NO_PERSONS = (*DIVISIONS, "place_suffixes", "organisation_suffixes", "domains", "titles")  # none of these is inside a tagged person
BRACKETS = {"）": "（", ")": "("}
LEVELS = "省市县区州盟旗镇乡村"
COUNTERS = re.compile(r"[每哪数一二两三四五六七八九十百千几]+[个家座名位条片处所间栋幢块只项亩支段场]|[哪每]")
TAKES_BODY = "好任光朝由跟对"  # the same before a level: 光|县职业教育中心
TAKES = "办开建修上下走跑看翻吃唱架搭爬坐拐找请嫌抢守护住学喝挖填砍拆搬闯逛拍摸拿打给踪设朝归"  # verbs that names seldom begin with, if two characters are left
OPENERS = ("openers", "organisation_words")
EDGES = ("left_stops", "titles", "organisation_words")  # words before which no name reaches back


class View:
    """One article, read once against the lexicon.

    article (Article): its `meta.words`, where present, tell where words begin.
    lexicon (Lexicon): the lists.
    memory (dict[str, Any]): what labelling functions have found and others need again.
    """

    def __init__(self, article: "Article", lexicon: Lexicon):
        self.text = article.text
        self.words = article.meta.words
        self.lexicon = lexicon
        self._hits = lexicon.find(self.text)
        self.memory: dict[str, Any] = {}
        words = [hit for name in ("common_words", "left_stops") for hit in self.hits(name) if self.text[hit[0]] not in PREPOSITIONS]
        across = {place for start, end in words for place in range(start + 1, end)}
        sure = {*self.hits("divisions"), *(set(self.hits("world")) & set(self.hits("large_divisions_short")))}
        for name in DOUBTFUL:
            self._hits[name] = [hit for hit in self.hits(name) if hit in sure or hit[0] not in across]
        self.persons = {start: end for start, end, tag in self.words if tag == "nr"}
        if self.persons:
            inside = {place for start, end in self.persons.items() for place in range(start, end)}
            for name in NO_PERSONS:
                self._hits[name] = [hit for hit in self._hits[name] if hit[0] not in inside and hit[1] - 1 not in inside]

    def hits(self, name: str) -> list[Hit]:
        """Where the words of a list stand."""
        return self._hits.get(name, [])

    def longest(self, name: str) -> list[Hit]:
        """The same without those that lie inside a longer one."""
        kept: list[Hit] = []
        for start, end in sorted(self.hits(name), key=lambda hit: (hit[0], -hit[1])):
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        return kept

    def ending(self, name: str, end: int) -> int | None:
        """Where the longest word of a list that ends here starts."""
        starts = self._by_end.get((name, end))
        return min(starts) if starts else None

    def opening(self, name: str, start: int) -> int | None:
        """Where the longest word of a list that starts here ends."""
        ends = self._by_start.get((name, start))
        return max(ends) if ends else None

    @cached_property
    def _by_end(self) -> dict[tuple[str, int], list[int]]:
        return _index(self._hits, lambda start, end: (end, start))

    @cached_property
    def _by_start(self) -> dict[tuple[str, int], list[int]]:
        return _index(self._hits, lambda start, end: (start, end))

    @cached_property
    def word_starts(self) -> frozenset[int]:
        """Where words of the human segmentation start; empty if the article has none."""
        return frozenset(start for start, _, _ in self.words)

    def starts_word(self, place: int) -> bool:
        """Whether a word may start here: always true without a segmentation."""
        return not self.words or place in self.word_starts

    @cached_property
    def division_chains(self) -> list[Hit]:
        """Divisions written without a break, as one: 山西省阳泉市盂县苌池镇. The longest words win; ambiguous short names only inside a chain."""
        hits = {hit for name in DIVISIONS for hit in self.hits(name) if self.starts_word(hit[0])}
        found = sorted(hits, key=lambda hit: (hit[0], -hit[1]))
        lower, world, regions = (set(self.hits(name)) for name in ("divisions_short", "world", "regions"))
        chains: list[Hit] = []
        for start, end in found:
            if chains and start < chains[-1][1]:
                continue
            joins = bool(chains) and start == chains[-1][1] and start - chains[-1][0] < LONGEST_NAME
            if joins and (start, end) in lower and (chains[-1] in lower or self.text[start - 1] in "镇乡道"):
                continue  # 清泉镇|老城区: a short name that follows a township is none
            if joins and (start, end) not in regions and chains[-1] not in regions and ((start, end) not in world or chains[-1] in world):
                chains[-1] = (chains[-1][0], end)
            else:
                chains.append((start, end))
        return chains

    def chain_ending(self, end: int) -> int | None:
        """Where the chain of divisions that ends here starts."""
        return self._chain_starts.get(end)

    @cached_property
    def _chain_starts(self) -> dict[int, int]:
        return {end: start for start, end in self.division_chains}

    def covered_by_division(self, place: int) -> Hit | None:
        """The chain of divisions that a character belongs to."""
        at = bisect_left(self.division_chains, (place + 1, 0)) - 1
        if at >= 0 and self.division_chains[at][0] <= place < self.division_chains[at][1]:
            return self.division_chains[at]
        return None

    def left_edge(self, end: int, body: bool = False) -> int | None:
        """Where a name begins whose ending starts at `end`, or None if nothing like a name stands before it.

        Goes left to the first mark or word at which no name goes on (`left_stops`), then starts at the first division on the way. The name of a
        body that a division, a level (县) or a word such as 国网 opens may hold some of those words (`weak_stops`): 盂县|供应链公司.
        """
        place, opened, halted = end, None, None
        while place > 0 and end - place < LONGEST_NAME:
            opening = self._opening_before(place, body)
            if opening is not None:
                place = opened = opening
                continue
            char = self.text[place - 1]
            if char in "）)" and (bracket := self.text.rfind(BRACKETS[char], max(0, place - LONGEST_NAME), place)) >= 0:
                place = bracket
                continue
            if not (char.isalpha() or char == "·"):
                break
            if (stop := self._stop_before(place)) is not None:
                weak = self.text[stop:place] in self._weak
                if weak and stop == place - 1 and (not body and place == end or self.opening("common_words", stop) is not None):
                    place -= 1
                    continue
                if not body or opened is not None or not weak or stop - (self.ending("organisation_suffixes", stop) or stop) > 1:
                    break
                halted = place if halted is None else halted
                if self.text[place] in LEVELS and place != end and stop < place - 1:
                    opened = place
                    break
            place -= 1
        if body and opened is None:
            opened = self._level_opening(place, end)
        if body and opened is not None and self.text[opened - 1 : opened] == "驻":
            opened = self.chain_ending(opened - 1) or opened - 1
        start = opened if opened is not None else place if halted is None else halted
        if self.words:
            later = [word for word, _, _ in self.words[bisect_left(self.words, (start, 0, "")) :][:1]]
            start = later[0] if later else start
        if opened is None:
            start = self._without_counters(start, end)
            if start >= end or end - start > LONGEST_UNKNOWN or (self.is_plain if body else self.describes)(start, end):
                return None
        return start

    def _level_opening(self, place: int, end: int) -> int | None:
        """Where a level opens the name of a body between here and `end`: at once (县|营养办), or before what the body deals with (好|县职业中心)."""
        if self.text[place] in LEVELS and end - place > 1:
            return place
        if self.text[place] in TAKES_BODY and self.text[place + 1] in LEVELS and end - place > 2:
            return place + 1
        for start in range(place + 1, min(place + 5, end - 1)):
            if self.text[start] in LEVELS and any(self.opening(name, start + 1) is not None for name in ("domains", "party_organs")):
                return start
        return None

    @cached_property
    def _weak(self) -> frozenset[str]:
        return self.lexicon.lists["weak_stops"]

    def _opening_before(self, place: int, body: bool) -> int | None:
        """Where a division, or a word that opens the names of bodies, starts that ends here."""
        chain = self.covered_by_division(place - 1)
        if chain is not None and chain[1] <= place:
            return chain[0]
        starts = [start for name in OPENERS if (start := self.ending(name, place)) is not None] if body else []
        return min(starts, default=None)

    def _stop_before(self, place: int) -> int | None:
        """Where a word starts that ends here and that no name holds."""
        starts = [start for name in EDGES if (start := self.ending(name, place)) is not None]
        return min(starts) if starts else None

    def _without_counters(self, start: int, end: int) -> int:
        """The start of a name without what counts or takes it: 两家|煤矿, 座|大桥, 看|临沣寨."""
        if match := COUNTERS.match(self.text, start, end):
            start = match.end()
        elif (self.text[start - 1 : start].isdigit() or self.text[start - 1 : start] in tuple("这那某")) and (measured := self.opening("units", start)) is not None:
            start = min(measured, end)
        while end - start > 2 and self.text[start] in TAKES and self.opening("place_stops", start) is None:
            start += 1
        return start

    def occurrences(self, names: Iterable[str]) -> Iterator[Hit]:
        """Every place where one of some names of two characters or more stands, found by the names' first two characters."""
        for name in sorted(set(names)):
            for start in self._pairs.get(name[:2], ()):
                if self.text.startswith(name, start) and self.starts_word(start):
                    yield start, start + len(name)

    @cached_property
    def _pairs(self) -> dict[str, list[int]]:
        """Where each pair of characters stands."""
        pairs: dict[str, list[int]] = defaultdict(list)
        for start in range(len(self.text) - 1):
            pairs[self.text[start : start + 2]].append(start)
        return pairs

    def describes(self, start: int, end: int) -> bool:
        """Whether a stretch of text is made of words that only describe (大型, 高星级)."""
        return self._made_of(("descriptive_words",), start, end)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether it is made of ordinary words (产业, 加工)."""
        return self._made_of(("descriptive_words", "common_words"), start, end)

    def _made_of(self, names: tuple[str, ...], start: int, end: int) -> bool:
        reached = {start}
        for place in range(start, end):
            if place in reached:
                reached.update(stop for name in names for stop in self._by_start.get((name, place), ()))
        return end in reached


def _index(hits, key) -> dict[tuple[str, int], list[int]]:
    index: dict[tuple[str, int], list[int]] = defaultdict(list)
    for name, found in hits.items():
        for start, end in found:
            at, other = key(start, end)
            index[name, at].append(other)
    return index
