"""The words of news up to January 2024, as the dependency `cutword` ships them: ordinary words, and names that no gazetteer has.

They are read from the installed package and never copied into the project. A word is known by its frequent part of speech (Chinese Treebank: NR names,
NN nouns, and the rest).
"""

import re
from collections.abc import Iterator
from pathlib import Path

from banmian.shipped import shipped_file

FILES = ("unionwords.txt", "dict.txt")  # the second one wins where both have a word
KINDS = {"NR": "dictionary_names", "NN": "dictionary_nouns"}
OTHERS = "dictionary_others"
WORD = re.compile(r"[\u4e00-\u9fff]{2,8}")


def files() -> list[Path]:
    """Where the dictionary lies.

    RAISES (InputError): if cutword is not installed, or no longer ships it.
    """
    return [shipped_file("cutword", name, "0.1.1") for name in FILES]


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Words of two to eight Chinese characters with their part of speech; lines of another form are left out."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, _, rest = line.rstrip("\n").partition("\t")
            if WORD.fullmatch(word) and "\t" in rest:
                yield word, rest.rpartition("\t")[2]


def words() -> dict[str, list[str]]:
    """The words in three lists, names, nouns and others, each sorted."""
    kinds = {word: KINDS.get(tag, OTHERS) for path in files() for word, tag in read(path)}
    lists: dict[str, list[str]] = {name: [] for name in (*KINDS.values(), OTHERS)}
    for word in sorted(kinds):
        lists[kinds[word]].append(word)
    return lists
