"""The noun that an amount counts, where the text after it tells: 129家 + 校园食堂和食品店 → 校园食堂."""

import re
from collections.abc import Mapping

from .units import either

CLOSING = frozenset("，、。；：！？,;)）》”\n")
RUN = re.compile(r"[\u4e00-\u9fff]{1,12}")
SHORTEST, LONGEST_CLOSED, LONGEST = 2, 4, 6  # characters; one that punctuation ends may be a clause, a short one seldom is


class Nouns:
    """Reads counted nouns without knowing words: a run of characters that ends clearly and soon. About nine in ten are nouns; the others are None.

    stops (Mapping[str, str]): words with what they do: a noun `ends` there, or one that `spoils` the run shows that it is a clause.
    """

    def __init__(self, stops: Mapping[str, str]):
        self.stops = dict(stops)
        self._stop = re.compile(either(self.stops))

    def after(self, following: str) -> str | None:
        """The noun that a text begins with, or None where its end is not clear."""
        match = RUN.match(following)
        if not match:
            return None
        noun, end = match[0], following[match.end() : match.end() + 1]
        longest = LONGEST if end == "、" else LONGEST_CLOSED
        if stop := self._stop.search(noun):
            if self.stops[stop[0]] == "spoils":
                return None
            noun, longest = noun[: stop.start()].rstrip("中里内"), LONGEST
        elif end not in CLOSING:
            return None
        return noun if SHORTEST <= len(noun) <= longest else None
