"""ORG to body: its fullest name within the article, its kind, and the division that it belongs to (县政府 → 盂县人民政府, government, 140322)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..spans import Span
from .divisions import Division
from .places import Article, Judged, Place, Places
from .units import either, rows

PUBLIC = frozenset({"party", "government", "legislature", "consultative", "court", "procuratorate"})  # named by division and organ
OFFICIAL_NAMES = {"政府": "人民政府", "法院": "人民法院", "检察院": "人民检察院"}
PARTY = "中共"
OPENING = "…"
LEVEL = re.compile(
    r"(自治[区州县旗]|街道|社区|[省市县区州盟旗镇乡村])(?!场监|场发|场服|块链|域|政工程|民中心|镇银行|政建设|级|卫生|街道)(?=[\u4e00-\u9fff])"
)
ENDINGS = {"自治区": ("区",), "自治州": ("州",), "自治县": ("县",), "自治旗": ("旗",)}
TOWNS = frozenset({"镇", "乡", "街道"})
VILLAGES = frozenset({"村", "社区"})
CORPS = re.compile(r"(?:第?[一二三四五六七八九十百零〇\d]{1,4}(?:师|团)){1,2}(?:[一二三四五六七八九十\d]{1,3}连)?")
IN_CORPS = re.compile(r"兵团|农[一二三四五六七八九十]师|师市|职工群众")
SHORTEST_TAIL = 3
BRAND = range(2, 5)  # characters
DOUBTFUL = frozenset({"中山"})  # bodies named after a person


class Body(NamedTuple):
    """A body's name in parts: what it belongs to, and the organ.

    name (str): as written. opener (str): 中共, 国家税务总局. place (Place | None): the division. organ (str): the rest. kind (str | None): by its ending.
    key (str): the organ with its words shortened, the same for all ways to write it. sure (float): of the division.
    """

    name: str
    opener: str
    place: Place | None
    organ: str
    kind: str | None
    key: str
    sure: float
    reason: str


class Bodies:
    """Reads the bodies of an article.

    kinds (Mapping[str, str]): endings with the kind they tell, and openings, which end in "…". short_forms (Iterable[tuple[str, str]]): see the list.
    places (Places): has read the article.
    """

    def __init__(self, kinds: Mapping[str, str], short_forms: Iterable[Sequence[str]], places: Places):
        self.places = places
        self.kinds = {word: kind for word, kind in kinds.items() if not word.endswith(OPENING)}
        self.openings = {word.removesuffix(OPENING): kind for word, kind in kinds.items() if word.endswith(OPENING)}
        self._opening = re.compile(either(self.openings))
        self._short = [(long, short) for long, short in short_forms]
        self._longest = max(map(len, self.kinds))
        self._memory: dict[str, tuple[str | None, float]] = {}

    @classmethod
    def load(cls, folder: Path, places: Places) -> "Bodies":
        """Read `body_kinds.tsv` and `short_forms.tsv`.

        folder (Path): `configs/values`.
        RAISES (InputError): if a list cannot be read or a line has other columns.
        """
        return cls(dict(rows(folder / "body_kinds.tsv", 2, 2)), rows(folder / "short_forms.tsv", 2, 2), places)

    def kind(self, name: str) -> tuple[str | None, float]:
        """The kind that a name's ending tells, the longest first, and how surely; None if nothing tells it."""
        found = self._memory.get(name)
        if found is None:
            found = self._memory[name] = self._kind(name.rstrip("）)"))
        return found

    def _kind(self, name: str) -> tuple[str | None, float]:
        kind, size = None, 0
        for start in range(max(0, len(name) - self._longest), len(name)):
            if name[start:] in self.kinds:
                kind, size = self.kinds[name[start:]], len(name) - start
                break
        if kind in (None, "government") and (match := self._opening.match(name)):
            return self.openings[match[0]], 0.95
        if kind is None:
            return None, 0.0
        return kind, 0.97 if size > 1 else 0.85

    def read(self, text: str, entities: Sequence[Span], article: Article) -> dict[int, Judged]:
        """The value of each ORG by its number.

        text (str): the article. entities (Sequence[Span]): sorted. article (Article): what `Places.read` found in it.
        """
        homes: dict[str, tuple[Division | None, float, str]] = {}
        bodies: dict[int, Body] = {}
        towns: Place | None = None
        village: str | None = None
        last: tuple[Span, Place] | None = None
        parsed: dict[str, Body] = {}
        corps = IN_CORPS.search(text) is not None
        for number, entity in enumerate(entities):
            name = text[entity.start : entity.end]
            if entity.label == "PLACE":
                place = article.places[number]
                last = (entity, place)
                if place.path and place.division and len(place.path) > len(place.division.path):
                    towns = place
                village = name if name.endswith(("村", "社区")) else village
            elif entity.label == "ORG":
                touching = last[1] if last and last[0].end == entity.start else None
                key = name
                if touching is None and key in parsed:
                    bodies[number] = parsed[key]
                    continue
                body = self._parse(name, article, number, homes, touching, towns, corps)
                if touching is None and body.organ[:1] != "\0" and not (LEVEL.match(name) and LEVEL.match(name)[1] in TOWNS):
                    parsed[key] = body
                bodies[number] = body
        return self._judge(bodies)

    def _parse(
        self, name: str, article: Article, number: int, homes: dict, touching: Place | None, town: Place | None, corps: bool
    ) -> Body:
        """Take a name apart."""
        kind, _ = self.kind(name)
        if CORPS.fullmatch(name.removeprefix("兵团").removeprefix("新疆生产建设兵团")):
            kind = "government" if corps else "military"
        match = self._opening.match(name)
        opener = match[0] if match else ""
        bare = name[len(opener) :]
        place = article.bodies.get(number)
        if place and place.division and self._belongs(article, name, place):
            organ = self._after(name, place)
            return self._body(name, opener, place, organ, kind, place.score, place.reason)
        if touching and touching.path:
            return self._body(name, opener, touching, bare, kind, touching.score, "stands after its division")
        level = LEVEL.match(bare)
        if level and (kind in PUBLIC or len(bare) <= 12):
            organ = bare[level.end() :]
            if level[1] in TOWNS:
                if town and town.path[-1].endswith(level[1]):
                    return self._body(name, opener, town, organ, kind, 0.6, f"the township named last is {town.path[-1]}")
                return self._body(name, opener, None, bare, kind, 0.5, "which township is not told")
            if level[1] not in VILLAGES:
                if level[1] not in homes:
                    homes[level[1]] = self._home(article, level[1])
                division, sure, reason = homes[level[1]]
                if division:
                    return self._body(name, opener, Place(division.code, division.path, sure, reason, division), organ, kind, sure, reason)
                return self._body(name, opener, None, bare, kind, sure, reason)
        return self._body(name, opener, None, bare, kind, 0.7, "no division is named")

    def _body(self, name: str, opener: str, place: Place | None, organ: str, kind: str | None, sure: float, reason: str) -> Body:
        return Body(name, opener, place, organ, kind, self._key(organ), sure, reason)

    def _key(self, organ: str) -> str:
        for long, short in self._short:
            if long in organ:
                organ = organ.replace(long, short)
        return organ

    def _belongs(self, article: Article, name: str, place: Place) -> bool:
        """Whether a body that begins with a short name belongs to that division: 贵州大学 does, 中山大学 does not, 长安汽车 only if Chang'an is told of."""
        division = place.division
        if name.startswith(division.name) or division.name in name or division.level == 0:
            return True
        if division.brief in DOUBTFUL or division.level == 2 and division.brief in name:
            told = article.evidence.get(division.code, 0) - article.own.get(name, {}).get(division.code, 0)
            return told > 0 or self.kind(name)[0] in PUBLIC
        return True

    def _after(self, name: str, place: Place) -> str:
        """What follows the division in a name, without its level said twice: 盂县|县委 → 委."""
        found = self.places.of_body(name)
        organ = found.rest if found.rest != name else name
        level = place.path[-1][-1]
        if organ[:1] == level and organ[1:] and (organ[1:] in self.kinds or organ in self.kinds and organ != "市场监管局") and not organ.startswith("市场"):
            organ = organ[1:]
        return organ

    def _home(self, article: Article, level: str) -> tuple[Division | None, float, str]:
        """The division that a level alone means in this article: 县 → 盂县, and 市 → 阳泉市 beside it."""
        endings = ENDINGS.get(level, (level,))
        county, city, province = (self.places.home(article, depth) for depth in (2, 1, 0))
        if county and county.path[-1].endswith(endings) and level != "市":
            return county, 0.85, f"the article is about {county.name}"
        if level == "市":
            return self._city(article, county, city, province)
        above = county or city
        if above:
            for code in reversed(above.codes):
                division = self.places.divisions.by_code[code]
                if division.name.endswith(endings):
                    return division, 0.85, f"the article is about {above.name}"
        if province and province.name.endswith(endings):
            return province, 0.9, f"the article is about {province.name}"
        return None, 0.4, f"which {level} is not told"

    def _city(self, article: Article, county: Division | None, city: Division | None, province: Division | None) -> tuple[Division | None, float, str]:
        """The city that 市 alone means: the county-level one or the one above it, whichever the article names more."""
        above = None
        if county and len(county.codes) > 1:
            above = self.places.divisions.by_code[county.codes[-2]]
        if county and county.name.endswith("市"):
            own, upper = article.named.get(county.code, 0), article.named.get(above.code, 0) if above else 0
            if own >= 1.5 * upper:
                return county, 0.8, f"the article is about {county.name}"
            if upper < 1.5 * own:
                return None, 0.4, f"ambiguous: {county.name} or {above.name}"
        if above and above.name.endswith("市"):
            return above, 0.85, f"{county.name}, which the article is about, is in it"
        if city and city.name.endswith("市"):
            return city, 0.85, f"the article is about {city.name}"
        if province and province.name.endswith("市"):
            return province, 0.85, f"the article is about {province.name}"
        return None, 0.4, "which 市 is not told"

    def _judge(self, bodies: Mapping[int, Body]) -> dict[int, Judged]:
        """Bring names of one body together, and write their values."""
        fullest: dict[tuple[str | None, str], Body] = {}
        divisions: dict[str, set[str | None]] = defaultdict(set)
        shorts: dict[str, set[tuple[str | None, str]]] = defaultdict(set)
        for body in dict.fromkeys(bodies.values()):
            group = (_code(body), body.key)
            divisions[body.key].add(group[0])
            if group not in fullest or len(self._full(body)) > len(self._full(fullest[group])):
                fullest[group] = body
        for group in fullest:
            for short in self._short_names(fullest[group]):
                shorts[short].add(group)
        judged: dict[Body, Judged] = {}
        for body in dict.fromkeys(bodies.values()):
            judged[body] = self._value(body, fullest, divisions, shorts)
        return {number: judged[body] for number, body in bodies.items()}

    def _short_names(self, body: Body) -> set[str]:
        """What else an article may call a body: the end of its name, or the beginning of a company's."""
        key = body.key
        names = {key[start:] for start in range(1, len(key) - SHORTEST_TAIL + 1)}
        if body.kind == "company":
            core = key.removesuffix("公司").removesuffix("集团")
            names |= {core, core + "公司", core + "集团"} if core != key else set()
            names |= {key[:size] + ending for size in BRAND if size < len(key) for ending in ("", "公司", "集团")}
        return names - {key, ""}

    def _value(self, body: Body, fullest: Mapping, divisions: Mapping, shorts: Mapping) -> Judged:
        group, known, reason, sure = (_code(body), body.key), None, body.reason, body.sure
        if body.place is None:
            others = divisions[body.key] - {None}
            if len(others) == 1:
                known, reason, sure = fullest[(next(iter(others)), body.key)], "named with its division elsewhere in the article", 0.85
        if known is None:
            longer = {other for other in shorts.get(body.key, ()) if other != group and group[0] in (None, other[0]) and len(other[1]) > len(body.key)}
            longer = {other for other in longer if body.kind in (None, fullest[other].kind)}
            if len(longer) == 1:
                known, reason, sure = fullest[next(iter(longer))], "short for a name of the article", 0.8
        best = known or fullest[group]
        kind, by_ending = body.kind or best.kind, self.kind(body.name)[1]
        if kind is None:
            kind, by_ending, reason = "company", 0.4, f"no ending tells its kind; {reason}"
        value = {"canonical": self._full(best), "kind": kind, "division": _code(best)}
        return Judged(value, round(min(sure, by_ending or 0.75), 2), reason)

    def _full(self, body: Body) -> str:
        """The name of a public body from its division and organ; of others as it is written."""
        if body.place is None or body.kind not in PUBLIC or not body.place.path or body.opener not in ("", PARTY):
            return body.name
        organ = OFFICIAL_NAMES.get(body.organ, body.organ)
        party = PARTY if body.opener or organ[0] == "委" or organ.startswith(("纪委", "工委")) else ""
        return party + body.place.path[-1] + organ


def _code(body: Body) -> str | None:
    """The division that a body belongs to."""
    return body.place.division.code if body.place and body.place.division else None
