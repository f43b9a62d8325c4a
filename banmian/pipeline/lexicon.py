"""A lexicon as two arrays: which listed words begin, span and end at each character, found for a whole batch at once.

The idea is SoftLexicon's (Ma et al., ACL 2020): a character knows the sets of words that match at it. A word is kept as a 64-bit hash only, so
that a hundred thousand of them take a megabyte and all lengths are looked up by binary search, without a loop over characters.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy

Codes = numpy.ndarray
"""Unicode code points, uint32, one an entry."""

FACTOR = numpy.uint64(0x9E3779B97F4A7C15)
ROLES = 3  # begins, spans, ends


@dataclass(frozen=True)
class HashedLexicon:
    """Words with the lists that they are in.

    lists (int): how many lists there are, at most 20.
    words (dict[int, Codes]): by the words' length in characters, their hashes, sorted (uint64).
    members (dict[int, numpy.ndarray]): beside them, a bit for each list that holds the word (uint32).
    """

    lists: int
    words: dict[int, numpy.ndarray]
    members: dict[int, numpy.ndarray]

    @classmethod
    def build(cls, lists: Mapping[str, Iterable[str]]) -> "HashedLexicon":
        """A lexicon from lists of words; the lists are numbered in the order of their names."""
        members: dict[str, int] = {}
        for number, name in enumerate(sorted(lists)):
            for word in lists[name]:
                members[word] = members.get(word, 0) | 1 << number
        lengths = sorted({len(word) for word in members})
        words, bits = {}, {}
        for length in lengths:
            chosen = [word for word in members if len(word) == length]
            hashes = next(h for n, h in windows(code_points("".join(chosen)), length) if n == length)[::length]
            order = numpy.argsort(hashes)
            words[length] = hashes[order]
            bits[length] = numpy.array([members[word] for word in chosen], dtype="uint32")[order]
        return cls(len(lists), words, bits)

    def match(self, codes: Codes) -> numpy.ndarray:
        """Which words match at each character.

        codes (Codes): a text of n characters; words do not match across a code of 0.
        RETURNS (numpy.ndarray): shape (n,), uint64; bit `ROLES * list + role` is set where a word of that list begins (role 0), is spanned (1) or ends (2).
        """
        flags = numpy.zeros((ROLES, len(codes)), dtype="uint32")
        for length, hashes in windows(codes, max(self.words, default=0)):
            if length not in self.words:
                continue
            known = self.words[length]
            at = numpy.minimum(numpy.searchsorted(known, hashes), len(known) - 1)
            found = numpy.nonzero(known[at] == hashes)[0]
            bits = self.members[length][at[found]]
            flags[0, found] |= bits
            for inner in range(1, length - 1):
                flags[1, found + inner] |= bits
            numpy.bitwise_or.at(flags[2], found + length - 1, bits)
        packed = numpy.zeros(len(codes), dtype="uint64")
        for number in range(self.lists):
            for role in range(ROLES):
                bit = (flags[role] >> numpy.uint32(number)) & numpy.uint32(1)
                packed |= bit.astype("uint64") << numpy.uint64(ROLES * number + role)
        return packed

    def to_attrs(self) -> dict[str, object]:
        """Plain values that a thinc model can be saved with."""
        return {"lists": self.lists, "words": {str(n): w for n, w in self.words.items()}, "members": {str(n): b for n, b in self.members.items()}}

    @classmethod
    def from_attrs(cls, attrs: Mapping) -> "HashedLexicon":
        """The inverse of `to_attrs`."""
        return cls(attrs["lists"], {int(n): w for n, w in attrs["words"].items()}, {int(n): b for n, b in attrs["members"].items()})


def code_points(text: str) -> Codes:
    """The characters of a text as numbers, shape (len(text),), uint32."""
    return numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="uint32")


def windows(codes: Codes, longest: int):
    """For each length from 1 to `longest`, the hashes of all runs of so many characters, by the place where they begin.

    YIELDS (tuple[int, numpy.ndarray]): the length, and uint64 hashes of shape (n - length + 1,).
    """
    wide = codes.astype("uint64")
    hashes = wide * FACTOR
    for length in range(1, min(longest, len(codes)) + 1):
        if length > 1:
            hashes = (hashes[:-1] ^ (hashes[:-1] >> numpy.uint64(29))) * FACTOR + wide[length - 1 :] * FACTOR
        yield length, hashes
