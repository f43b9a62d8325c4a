"""The word lists of `configs/rules` as one dictionary that a text is read against once."""

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from .. import lists

TOWNSHIP_ENDINGS = ("民族乡", "街道", "镇", "乡", "苏木")
TOWN = re.compile(f"(?:{'|'.join(TOWNSHIP_ENDINGS)})$")
NO_TOWNS = ("town_words", "common_words", "place_stops", "left_stops")
Hit = tuple[int, int]
"""Start and end of a listed word, in characters, end exclusive."""


class Lexicon:
    """Every list by its file name, and every word with the lists it is in.

    codes (dict[str, frozenset[str]]): the codes (GB/T 2260) of the divisions that a full or short name may mean.
    towns (dict[str, frozenset[str]]): by the code of a county, and by the first four digits of a city's, the short names of its townships (苌池), ordinary words
        left out.

    folder (Path): `configs/rules`; `surnames.txt` lies beside it.
    """

    def __init__(self, folder: Path):
        self.lists: dict[str, frozenset[str]] = {path.stem: frozenset(lists.read(path)) for path in sorted(folder.glob("*.txt"))}
        self.lists["surnames"] = frozenset(lists.read(folder.parent / "surnames.txt")) | self.lists["surnames_rare"]
        self._add_divisions(folder)
        self._names: dict[str, tuple[str, ...]] = {}
        words: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.lists):
            for word in self.lists[name]:
                words[word].append(name)
        self._names = {word: tuple(names) for word, names in words.items()}
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self._names:
            lengths[word[0]].add(len(word))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def _add_divisions(self, folder: Path) -> None:
        """Divisions and townships with their full names, and the short names that are safe by themselves (two characters or more)."""
        stops = self.lists["place_stops"] | self.lists["place_suffixes"]
        full, short, large, doubtful = set(), set(), set(), set()
        codes: dict[str, set[str]] = defaultdict(set)
        below: dict[str, set[str]] = defaultdict(set)
        for line in lists.read(folder / "divisions.tsv"):
            code, name, brief = line.split("\t")
            if len(name) >= 2 and name not in stops:
                full.add(name)
            if len(brief) >= 2:
                (large if code.endswith("00") else short).add(brief)
                full.update(brief + part for ending in ("自治州", "自治县", "自治旗") if name.endswith(ending) for part in (ending, ending[-1]))
            if name in stops and len(name) > 2:
                doubtful.add(name)
            codes[name].add(code)
            codes[brief].add(code)
        towns = set()
        for line in lists.read(folder / "townships.tsv"):
            county, town = line.split("\t")
            towns.add(town)
            brief = TOWN.sub("", town)
            if brief != town and len(brief) >= 2 and not any(brief in self.lists[name] for name in NO_TOWNS):
                below[county].add(brief)
                below[county[:4]].add(brief)
        self.codes = {name: frozenset(found) for name, found in codes.items()}
        self.towns = {code: frozenset(found) for code, found in below.items()}
        self.lists["divisions"] = frozenset(full)
        self.lists["divisions_doubtful"] = frozenset(doubtful)
        self.lists["large_divisions_short"] = frozenset(large - stops)
        self.lists["divisions_short"] = frozenset(short - (stops - self.lists["sure_short_names"]) - large)
        self.lists["divisions_ambiguous"] = frozenset(
            name for name in (short | large) & self.lists["place_stops"] - self.lists["sure_short_names"] if len(name) == 2 and name[1] not in "区县"
        )
        self.lists["townships"] = frozenset(town for town in towns if town.endswith(TOWNSHIP_ENDINGS) and len(town) > 2)

    def find(self, text: str) -> dict[str, list[Hit]]:
        """Every occurrence of every listed word, by list, in the order of the text; overlapping ones too."""
        hits: dict[str, list[Hit]] = defaultdict(list)
        names, lengths, none = self._names, self._lengths, ()
        for start, first in enumerate(text):
            for length in lengths.get(first, none):
                for name in names.get(text[start : start + length], none):
                    end = start + length
                    if end <= len(text):
                        hits[name].append((start, end))
        return hits


@lru_cache(maxsize=4)
def load(folder: Path) -> Lexicon:
    """The lexicon of a folder, read once."""
    return Lexicon(folder)
