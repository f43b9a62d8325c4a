"""The divisions of China as a table: every name with what it can mean, and a text read as a chain of them (山西省阳泉市盂县苌池镇)."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .units import Row, rows

TOWN_ENDINGS = ("民族乡", "街道", "镇", "乡", "苏木")
STATISTICAL = "7"  # fifth digit of zones that statistics number like counties; GB/T 2260 has none of them
NO_NAMES = ("直辖", "市郊区", "市区")  # heads of parts of the list
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
REGIONS = frozenset({"81", "82"})  # Hong Kong and Macao have one code each
REGION_NAMES = ("香港", "澳门")  # listed beside 香港特别行政区, whose short names they are
ZONES = ("高新区", "经开区", "开发区")  # short names that every city may have
AUTONOMOUS = ("自治州", "自治县", "自治旗", "自治区")
LONGEST_NAME = 16
LONGEST_MEMORY = 50_000  # texts


class Division(NamedTuple):
    """A division down to the county.

    code (str): GB/T 2260. name, brief (str): 盂县, 阳泉市 and 阳泉. former (bool): renamed or abolished. codes, path (tuple[str, ...]): of the divisions
    it lies in, from the province down, and its own.
    """

    code: str
    name: str
    brief: str
    former: bool
    codes: tuple[str, ...]
    path: tuple[str, ...]

    @property
    def level(self) -> int:
        """0 province, 1 prefecture, 2 county."""
        if self.code.endswith("0000"):
            return 0 if len(self.path) == 1 else 2
        return 1 if self.code.endswith("00") else 2

    @property
    def capital(self) -> bool:
        """Whether it is the first city of a province."""
        return self.code.endswith("0100")

    def holds(self, other: "Division") -> bool:
        """Whether another lies in it; a former prefecture holds the counties of the city that followed it (忻州地区定襄县)."""
        if self is other:
            return False
        if self.code in other.codes and len(self.path) < len(other.path):
            return True
        return self.former and self.code[:2] == other.code[:2] and self.level == 1 and other.level == 2


class Chain(NamedTuple):
    """One reading of a text's beginning as divisions, each in the one before.

    division (Division): the last one. town (str | None): the township below it. end (int): where the reading ends.
    brief (bool): whether the last name is a short one. first (int): level of the first name.
    """

    division: Division
    town: str | None
    end: int
    brief: bool
    first: int

    @property
    def path(self) -> tuple[str, ...]:
        """From the province down."""
        return (*self.division.path, self.town) if self.town else self.division.path


class Divisions:
    """Names of divisions and townships, and what each can mean.

    lines (Iterable[Row]): code, name, short name; the current ones by code, then the former ones, the latest first.
    towns (Iterable[Row]): code of the county, name.
    """

    def __init__(self, lines: Iterable[Row], towns: Iterable[Row]):
        self.all = _collect(lines)
        self.names: dict[str, list[tuple[Division, bool]]] = defaultdict(list)
        self.by_code: dict[str, Division] = {}
        for division in self.all:
            self.by_code.setdefault(division.code, division)
            for name, brief in _written(division).items():
                self._add(name, division, brief)
        self.towns: dict[str, list[Division]] = defaultdict(list)
        self.town_briefs: dict[str, list[tuple[Division, str]]] = defaultdict(list)
        for code, name in towns:
            county = self.by_code.get(code)  # not that of a zone's townships
            if county and name.endswith(TOWN_ENDINGS):
                self.towns[name].append(county)
                if len(brief := town_brief(name)) > 1:
                    self.town_briefs[brief].append((county, name))
        self._memory: dict[str, tuple[Chain, ...]] = {}

    @classmethod
    def load(cls, folder: Path) -> "Divisions":
        """Read the tables.

        folder (Path): `configs/values` with `divisions_former.tsv`; `divisions.tsv` and `townships.tsv` lie in `rules` beside it.
        RAISES (InputError): if a table cannot be read or a line has other columns.
        """
        rules = folder.parent / "rules"
        lines = [*rows(rules / "divisions.tsv", 3, 3), *rows(folder / "divisions_former.tsv", 3, 3)]
        return cls(lines, rows(rules / "townships.tsv", 2, 2))

    def _add(self, name: str, division: Division, brief: bool) -> None:
        """Add a meaning to a name. The short name of a county is not used where it is that of its city too (长沙县); a former division gives way
        to one of the same name that followed it, as its code and the kind of its name tell."""
        if brief and any(other.holds(division) and not other.former for other, _ in self.names[name] if other.level == 1):
            return
        if not (division.former and any(_gives_way(division, other, name, brief) for other, _ in self.names[name])):
            self.names[name].append((division, brief))

    def chains(self, text: str) -> tuple[Chain, ...]:
        """The readings of a text that reach farthest, a name of two levels or more as one: 阳泉市矿区 → one, 矿区 → four.

        RETURNS (tuple[Chain, ...]): none if it does not begin with a division; `end` is the same in all.
        """
        found = self._memory.get(text)
        if found is None:
            if len(self._memory) >= LONGEST_MEMORY:
                self._memory.clear()
            found = self._memory[text] = self._read(text)
        return found

    def _read(self, text: str) -> tuple[Chain, ...]:
        best: dict[tuple[str, str | None], Chain] = {}
        reach = 0
        open_ends: list[Chain | None] = [None]
        while open_ends:
            chain = open_ends.pop()
            start = chain.end if chain else 0
            if chain:
                if start > reach:
                    best, reach = {}, start
                if start == reach:
                    key = (chain.division.code + chain.division.name, chain.town)
                    if key not in best or best[key].brief and not chain.brief:
                        best[key] = chain
                if chain.town:
                    continue
            for end in range(start + 2, min(start + LONGEST_NAME, len(text)) + 1):
                name = text[start:end]
                for division, brief in self.names.get(name, ()):
                    if chain is None or chain.division.holds(division):
                        open_ends.append(Chain(division, None, end, brief, chain.first if chain else division.level))
                for county in self.towns.get(name, ()):
                    if chain is None or county is chain.division or chain.division.holds(county):
                        open_ends.append(Chain(county, name, end, False, chain.first if chain else 3))
        return tuple(best.values())


def town_brief(name: str) -> str:
    """A township's name without its ending: 苌池镇 → 苌池."""
    return next(name.removesuffix(ending) for ending in TOWN_ENDINGS if name.endswith(ending))


def _gives_way(former: Division, other: Division, name: str, brief: bool) -> bool:
    """Whether a former division is another under an older code, or its short name is another's; several cities of a province have a 矿区 or 郊区."""
    return (
        (brief or other.level == 0)
        and not other.former
        or former.code[:4] == other.code[:4]
        or not name.endswith("区")
        and former.code[:2] == other.code[:2]
    )


def _collect(lines: Iterable[Row]) -> list[Division]:
    """The table, each division with those it lies in."""
    kept, current, former, last = [], {}, False, ""
    for code, name, brief in lines:
        former = former or code < last
        last = code
        if name.startswith(NO_NAMES) or NO_NAMES[0] in name or len(name) < 2 or name in REGION_NAMES or code[4] == STATISTICAL:
            continue
        kept.append((code, name, brief, former))
        if code not in current and not (code[:2] in REGIONS and not name.endswith("行政区")):
            current[code] = name
    found = []
    for code, name, brief, former in kept:
        above = [upper for upper in (code[:2] + "0000", code[:4] + "00") if upper != code and upper in current]
        if code[:2] in REGIONS and current[code] != name:
            above = [code]
        path = (*(current[upper] for upper in above), name)
        found.append(Division(code, name, brief, former, tuple(dict.fromkeys((*above, code))), path))
    return found


def _written(division: Division) -> dict[str, bool]:
    """The ways a division is written, and whether each is a short name."""
    names = {division.name: False}
    for ending in AUTONOMOUS:
        if division.name.endswith(ending):
            names |= {division.brief + ending: False, division.brief + ending[-1]: False}
    brief = division.brief.removesuffix("县" if division.name.endswith("族自治县") else "族")  # 东乡县, of 东乡族自治县
    brief = brief.removesuffix("地区")  # 阿里地区
    if len(brief) > 1 and brief not in ZONES:
        names.setdefault(brief, True)
    if division.brief == "内蒙古":
        names["内蒙"] = True
    return names
