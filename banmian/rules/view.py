"""An article as the labelling functions see it: its text, and where listed words stand in it."""

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from ..pages.articles import Article
from .lexicon import Hit, Lexicon

LONGEST_NAME = 18  # characters that a name may take up before its ending
LONGEST_UNKNOWN = 7  # the same, where no division opens it
DIVISIONS = ("divisions", "townships", "large_divisions_short", "divisions_short", "regions", "world")
NO_PERSONS = (*DIVISIONS, "place_suffixes", "organisation_suffixes", "domains", "titles")  # none of these is inside a tagged person
BRACKETS = {"）": "（", ")": "("}
EDGES = ("left_stops", "titles", "organisation_words")  # words before which no name reaches back


class View:
    """One article, read once against the lexicon.

    article (Article): its `meta.words`, where present, tell where words begin.
    lexicon (Lexicon): the lists.
    """

    def __init__(self, article: Article, lexicon: Lexicon):
        self.text = article.text
        self.words = article.meta.words
        self.lexicon = lexicon
        self._hits = lexicon.find(self.text)
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
        found = sorted({hit for name in DIVISIONS for hit in self.hits(name) if self.starts_word(hit[0])}, key=lambda hit: (hit[0], -hit[1]))
        chains: list[Hit] = []
        for start, end in found:
            if chains and start < chains[-1][1]:
                continue
            if chains and start == chains[-1][1] and chains[-1][1] - chains[-1][0] < LONGEST_NAME:
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

    def left_edge(self, end: int) -> int | None:
        """Where a name begins whose ending starts at `end`, or None if nothing like a name stands before it.

        Goes left to the first mark or word at which no name goes on (`left_stops`), then starts at the first division on the way.
        """
        place, division = end, None
        while place > 0 and end - place < LONGEST_NAME:
            chain = self.covered_by_division(place - 1)
            if chain is not None and chain[1] <= place:
                place = division = chain[0]
                continue
            char = self.text[place - 1]
            if char in "）)" and (opening := self.text.rfind(BRACKETS[char], max(0, place - LONGEST_NAME), place)) >= 0:
                place = opening
                continue
            if not (char.isalpha() or char == "·") or any(self.ending(name, place) is not None for name in EDGES):
                break
            place -= 1
        start = division if division is not None else place
        if self.words:
            later = [word for word, _, _ in self.words[bisect_left(self.words, (start, 0, "")) :][:1]]
            start = later[0] if later else start
        length = end - start
        if division is None and self.describes(start, end):
            return None
        return start if 0 < length and (division is not None or length <= LONGEST_UNKNOWN) else None

    def describes(self, start: int, end: int) -> bool:
        """Whether a stretch of text is made of words that only describe (大型, 高星级)."""
        while start < end:
            following = self.opening("descriptive_words", start)
            if following is None or following > end:
                return False
            start = following
        return True


def _index(hits, key) -> dict[tuple[str, int], list[int]]:
    index: dict[tuple[str, int], list[int]] = defaultdict(list)
    for name, found in hits.items():
        for start, end in found:
            at, other = key(start, end)
            index[name, at].append(other)
    return index
