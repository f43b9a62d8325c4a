"""The word lists of `configs/rules` as one dictionary that a text is read against once."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from .. import lists

TOWNSHIP_ENDINGS = ("民族乡", "街道", "镇", "乡", "苏木")
DIVISION_LISTS = ("divisions", "townships")
Hit = tuple[int, int]
"""Start and end of a listed word, in characters, end exclusive."""


class Lexicon:
    """Every list by its file name, and every word with the lists it is in.

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
        full, short, large = set(), set(), set()
        for line in lists.read(folder / "divisions.tsv"):
            code, name, brief = line.split("\t")
            if len(name) >= 2 and name not in stops:
                full.add(name)
            if len(brief) >= 2:
                (large if code.endswith("00") else short).add(brief)
                full.update(brief + ending[-1] for ending in ("自治州", "自治县", "自治旗") if name.endswith(ending))
        towns = {line.split("\t")[1] for line in lists.read(folder / "townships.tsv")}
        self.lists["divisions"] = frozenset(full)
        self.lists["large_divisions_short"] = frozenset(large - stops)
        self.lists["divisions_short"] = frozenset(short - stops - large)
        self.lists["divisions_ambiguous"] = frozenset(
            name for name in (short | large) & self.lists["place_stops"] if len(name) == 2 and name[1] not in "区县"
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
