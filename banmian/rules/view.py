"""An article as the labelling functions see it: its text, and where listed words stand in it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .lexicon import Hit, Lexicon

if TYPE_CHECKING:
    from ..pages.articles import Article

LONGEST_NAME = 24  # characters that a name may take up before its ending
DIVISIONS = ("divisions", "townships", "large_divisions_short", "divisions_short", "regions", "world")
NO_PERSONS = (*DIVISIONS, "place_suffixes", "organisation_suffixes", "domains", "titles")  # none of these is inside a tagged person
WORDS = ("common_words", "left_stops", "place_stops")
PREPOSITIONS = "在向从由与至到往为"
BRAND = re.compile(r"牌(?![坊楼匾照子位])")  # 江淮|牌货车
HAN = r"[\u4e00-\u9fff“”‘’《》（）]"
HALF_WIDTH = re.compile(rf"(?<={HAN})[,:;!?()]|[,:;!?()](?={HAN})")  # marks of Chinese text, not those of 1,000 or 3:1
FULL_WIDTH = dict(zip(",:;!?()", "，：；！？（）"))

Index = dict[int, list[int]]
NO_HITS: Index = {}


class View:
    """One article, read once against the lexicon.

    article (Article): its `meta.words`, where present, tell where words begin. Half-width marks (张某,李某) are read as the full-width ones that the
        functions look for.
    lexicon (Lexicon): the lists.
    memory (dict[str, Any]): what labelling functions have found and others need again.
    """

    def __init__(self, article: "Article", lexicon: Lexicon):
        self.text = HALF_WIDTH.sub(lambda mark: FULL_WIDTH[mark[0]], article.text)
        self.words = article.meta.words
        self.lexicon = lexicon
        self._hits = lexicon.find(self.text)
        self.memory: dict[str, Any] = {}
        self._leave_out_chances()
        self.persons = {start: end for start, end, tag in self.words if tag == "nr"}
        if self.persons:
            inside = {place for start, end in self.persons.items() for place in range(start, end)}
            for name in NO_PERSONS:
                self._hits[name] = [hit for hit in self._hits[name] if hit[0] not in inside and hit[1] - 1 not in inside]

    def _leave_out_chances(self) -> None:
        """Drop divisions that begin inside an ordinary word (高于|城镇, 大部分|乡镇), unless they are long or large: a word across them is the chance."""
        long = [hit for hit in self.hits("divisions") if hit[1] - hit[0] > 2]
        levels = {end - 1 for _, end in long}  # of 富锦市|长安镇, 市长 is no word
        words = [hit for name in WORDS for hit in self.hits(name) if self.text[hit[0]] not in PREPOSITIONS and hit[0] not in levels]
        inside = {place for start, end in words for place in range(start + 1, end)}
        sure = set(long) | set(self.hits("world")) & set(self.hits("large_divisions_short"))
        for name in DIVISIONS:
            kept = (hit for hit in self.hits(name) if hit in sure or hit[0] not in inside)
            self._hits[name] = [hit for hit in kept if not BRAND.match(self.text, hit[1])]

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
        starts = self._by_end.get(name, NO_HITS).get(end)
        return min(starts) if starts else None

    def opening(self, name: str, start: int) -> int | None:
        """Where the longest word of a list that starts here ends."""
        ends = self._by_start.get(name, NO_HITS).get(start)
        return max(ends) if ends else None

    @cached_property
    def _by_end(self) -> dict[str, Index]:
        return {name: _index(found, 1) for name, found in self._hits.items()}

    @cached_property
    def _by_start(self) -> dict[str, Index]:
        return {name: _index(found, 0) for name, found in self._hits.items()}

    @cached_property
    def word_starts(self) -> frozenset[int]:
        """Where words of the human segmentation start; empty if the article has none."""
        return frozenset(start for start, _, _ in self.words)

    def starts_word(self, place: int) -> bool:
        """Whether a word may start here: always true without a segmentation."""
        return not self.words or place in self.word_starts

    def word_from(self, place: int) -> int:
        """The first place from here on where a word starts: here, without a segmentation."""
        at = bisect_left(self.words, (place, 0, ""))
        return self.words[at][0] if at < len(self.words) else place

    @cached_property
    def division_chains(self) -> list[Hit]:
        """Divisions written without a break, as one: 山西省阳泉市盂县苌池镇. The longest words win; ambiguous short names only inside a chain."""
        hits = {hit for name in DIVISIONS for hit in self.hits(name) if self.starts_word(hit[0])}
        hits |= self._below_their_parents()
        starts = {start for start, _ in hits}
        hits = {hit for hit in hits if self.text[hit[0]] not in PREPOSITIONS or hit[0] + 1 not in starts}  # 从|江西, not 从江|西
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

    def _below_their_parents(self) -> set[Hit]:
        """Names that are ordinary words too, right after the province or city they lie in: 江西|泰和, 呼和浩特市|新城区."""
        parents = {end: self.text[start:end] for name in ("divisions", "large_divisions_short", "world") for start, end in self.hits(name)}
        codes = self.lexicon.codes
        found = set()
        for start, end in [*self.hits("divisions_ambiguous"), *self.hits("divisions_doubtful")]:
            above = tuple(code.rstrip("0") for code in codes.get(parents.get(start, ""), ()))
            if any(code.startswith(above) for code in codes.get(self.text[start:end], ())):
                found.add((start, end))
        return found

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

    def starts_free(self, place: int) -> bool:
        """Whether what stands before a place belongs to no name: a mark, or a word before which no name reaches back."""
        return not self.text[place - 1 : place].isalnum() or self.ending("left_stops", place) is not None

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
                reached.update(stop for name in names for stop in self._by_start.get(name, NO_HITS).get(place, ()))
        return end in reached


def _index(hits: list[Hit], edge: int) -> Index:
    """The other edges of hits by one of them: 0 by where they start, 1 by where they end."""
    index: Index = {}
    for hit in hits:
        index.setdefault(hit[edge], []).append(hit[1 - edge])
    return index
