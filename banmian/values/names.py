"""What a name says by itself: the divisions that a PLACE is or begins with, and those in the name of an ORG."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .divisions import Chain, Divisions
from .units import either

CHINA = ("中国", "中华人民共和国")
TO = ("至", "到", "—", "-")  # 抚州至吉安高速公路 lies in neither
BRACKETS = re.compile(r"[（(]([\u4e00-\u9fff]{2,8})[）)]")
BRANCH = re.compile(r"(?:分行|支行|分公司|支公司|营业部|分局|调查队|税务局|供电公司|烟草局|烟草专卖局|邮政局|气象局|办事处)$")
NO_HEADS = ("公安局", "公安分局", "公安处", "公安交", "公安部", "公安厅", "公安机关")  # not 公安县
LONGEST_CHAIN = 24  # characters


class Meanings(NamedTuple):
    """What a name can mean: readings of its beginning as divisions, all of one length, and the rest after them."""

    chains: tuple[Chain, ...]
    rest: str


class Names:
    """Reads names by the table of divisions.

    divisions (Divisions): the table. namesakes (Iterable[str]): endings of spots that a division's short name before them says nothing of.
    openers (Iterable[str]): words before the division in the name of a body.
    """

    def __init__(self, divisions: Divisions, namesakes: Iterable[str], openers: Iterable[str]):
        self.divisions = divisions
        self._bare = re.compile(rf"[东南西北中上下新老]?[一二三四五六七八九十\d]{{0,3}}(?:{either(namesakes)})")
        self._opener = re.compile(rf"(?:{either(openers)})+")

    def of_place(self, name: str) -> Meanings:
        """What a place begins with; a short name before the ending of a spot is the spot's (北京路)."""
        chains = self.divisions.chains(name)
        if not chains and name.startswith(CHINA[0]):  # 中国渑池
            name = name.removeprefix(CHINA[0])
            chains = self.divisions.chains(name)
        if not chains or name[chains[0].end :].startswith(TO):
            return Meanings((), name)
        rest = name[chains[0].end :]
        if rest and chains[0].brief and self._bare.fullmatch(rest):  # 北京路; 太原市|迎泽公园
            end = max((end for end in range(2, chains[0].end) if _ends_at(self.divisions.chains(name[:end]), end)), default=0)
            chains = tuple(chain for chain in self.divisions.chains(name[:end]) if not chain.brief)
            rest = name[end:]
        return Meanings(chains, rest)

    def of_body(self, name: str) -> Meanings:
        """What the name of a body begins with, after words such as 中共; a branch has its division before its ending (农业银行|盂县|支行)."""
        if name.startswith(NO_HEADS):
            return Meanings((), name)
        if (branch := BRANCH.search(name)) and (found := self._before(name, branch.start())):
            return found
        opener = self._opener.match(name)
        start = opener.end() if opener else 0
        chains = self.divisions.chains(name[start:])
        if not chains and start:
            chains, start = self.divisions.chains(name), 0
        if not chains and (match := BRACKETS.search(name)):
            return Meanings(self.divisions.chains(match[1]), name)
        return Meanings(chains, name[start + chains[0].end :] if chains else name)

    def mentions(self, text: str) -> Iterator[Meanings]:
        """The divisions that stand anywhere in a short text: a dateline, the name of a paper."""
        place = 0
        while place < len(text):
            chains = self.divisions.chains(text[place : place + LONGEST_CHAIN])
            if chains:
                yield Meanings(chains, "")
            place += chains[0].end if chains else 1

    def _before(self, name: str, end: int) -> Meanings | None:
        """The division that ends inside a name where its last part begins, unless the name begins with it."""
        if _ends_at(self.divisions.chains(name), end):
            return None
        for start in range(2, end - 1):
            chains = self.divisions.chains(name[start:end])
            if _ends_at(chains, end - start):
                return Meanings(chains, name[:start] + name[end:])
        return None


def _ends_at(chains: Sequence[Chain], end: int) -> bool:
    return bool(chains) and chains[0].end == end
