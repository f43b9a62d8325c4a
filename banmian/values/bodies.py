"""ORG to body: its fullest name within the article, its kind, and the division that it belongs to (县政府 → 盂县人民政府, government, 140322)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .. import lists
from ..spans import Span
from .article import Article, Judged, Place
from .body import PARTY, PARTY_ORGANS, Body, Group, short_names
from .divisions import LONGEST_MEMORY, Division
from .kinds import Kinds
from .places import Places
from .units import Row, rows

PUBLIC = frozenset({"party", "government", "legislature", "consultative", "court", "procuratorate"})  # named by division and organ
LEVEL = re.compile(
    r"(自治[区州县旗]|街道|社区(?!卫生|服务)|[省州盟旗乡](?!级)|市(?!场|政(?![府协法务研])|民(?![政族宗兵革盟建进])|级)|县(?!域|级)|区(?!块链|域|级)|镇(?!级)|村(?!镇|级))(?=[\u4e00-\u9fff])"
)
TOWNS = frozenset({"镇", "乡", "街道"})
VILLAGES = frozenset({"村", "社区"})
TOWN_BODY = re.compile(r"([\u4e00-\u9fff]{1,4}?(?:(?<![城乡])镇|(?<!城)乡|街道|苏木))(?!镇)[\u4e00-\u9fff]{2,}")
CORPS = re.compile(r"(?:新疆生产建设)?(?:兵团)?(?:第?[一二三四五六七八九十百零〇\d]{1,4}(?:师|团)){1,2}(?:[一二三四五六七八九十\d]{1,3}连)?")
IN_CORPS = re.compile(r"兵团|师市|职工群众")
NEAR = 8  # characters between a body and the one whose division it shares: 县委常委、|组织部
DOUBTFUL = frozenset({"中山"})  # bodies named after a person


class Bodies:
    """Reads the bodies of an article.

    kinds (Kinds): the table of kinds. short_forms (Iterable[Row]): see the list.
    bare (Iterable[str]): bodies that stand without their division. places (Places): has read the article.
    """

    def __init__(self, kinds: Kinds, short_forms: Iterable[Row], bare: Iterable[str], places: Places):
        self.places = places
        self.kinds = kinds
        self.bare = frozenset(bare)
        self._short = [(long, short) for long, short in short_forms]
        self._keys: dict[str, str] = {}

    @classmethod
    def load(cls, folder: Path, places: Places) -> "Bodies":
        """Read `body_kinds.tsv` and `short_forms.tsv`.

        folder (Path): `configs/values`; `bare_bodies.txt` lies in `rules` beside it.
        RAISES (InputError): if a list cannot be read or a line has other columns.
        """
        bare = lists.read(folder.parent / "rules" / "bare_bodies.txt")
        return cls(Kinds(dict(rows(folder / "body_kinds.tsv", 2, 2))), rows(folder / "short_forms.tsv", 2, 2), bare, places)

    def read(self, text: str, entities: Sequence[Span], article: Article) -> dict[int, Judged]:
        """The value of each ORG by its number.

        text (str): the article. entities (Sequence[Span]): sorted. article (Article): what `Places.read` found in it.
        """
        bodies: dict[int, Body] = {}
        known: dict[str, Body] = {}
        before = Before(IN_CORPS.search(text) is not None)
        for number, entity in enumerate(entities):
            name = text[entity.start : entity.end]
            if entity.label == "PLACE":
                before.see(entity, name, article.places[number])
            elif entity.label == "ORG":
                touching = before.touching(entity)
                body = None if touching else known.get(name)
                if body is None:
                    body = self._parse(name, article, number, touching, before, before.body_near(entity))
                    level = LEVEL.match(name)
                    if touching is None and not (level and level[1] in TOWNS):
                        known[name] = body
                bodies[number] = body
                before.body = (entity, body)
        return self._judge(bodies)

    def _parse(self, name: str, article: Article, number: int, touching: Place | None, before: "Before", near: Body | None) -> Body:
        """Take a name apart."""
        kind, _ = self.kinds.of(name)
        if CORPS.fullmatch(name) and kind in (None, "government"):
            kind = "government" if before.in_corps or "兵团" in name else "military"
        bare = name.removeprefix(PARTY)
        place = article.bodies.get(number)
        if place and place.division and self._belongs(article, name, place):
            organ, plain = self._after(bare, place, kind)
            return self._body(name, place, organ, kind, plain, place.score, place.reason)
        if touching and touching.division:
            return self._body(name, touching, bare, kind, kind in PUBLIC, touching.score, "stands after its division")
        level = LEVEL.match(bare)
        if level and level[1] not in VILLAGES:
            organ = bare[level.end() :]
            if level[1] in TOWNS:
                place, sure, reason = before.town(level[1])
            else:
                division, sure, reason = self._home(article, level[1])
                place = division and Place(division.code, division.path, sure, reason, division)
            return self._body(name, place, organ, kind, True, sure, reason)
        if name in self.bare and near and near.code:
            return self._body(name, near.place, name, kind, kind in PUBLIC, 0.75, f"stands beside {near.name}")
        county = self.places.home(article, 2)
        if county and ((match := TOWN_BODY.fullmatch(name)) or self._in_town(name, county)):
            place = Place(county.code, (*county.path, match[1]) if match else county.path, 0.6, "", county)
            return self._body(name, place, name, kind, False, 0.6, f"a body of a township, and the article is about {county.name}")
        return self._body(name, None, bare, kind, False, 0.7, "no division is named")

    def _in_town(self, name: str, county: Division) -> bool:
        """Whether a name begins with the short name of a township of a county: 寺头派出所."""
        return any(county is other for end in range(2, min(5, len(name) - 1)) for other, _ in self.places.divisions.town_briefs.get(name[:end], ()))

    def _body(self, name: str, place: Place | None, organ: str, kind: str | None, plain: bool, sure: float, reason: str) -> Body:
        key = self._keys.get(organ)
        if key is None:
            if len(self._keys) >= LONGEST_MEMORY:
                self._keys.clear()
            key = organ
            for long, short in self._short:
                if long in key:
                    key = key.replace(long, short)
            self._keys[organ] = key
        key = "委" + key if kind == "party" and key.startswith(PARTY_ORGANS) else key
        return Body(name, place, organ, kind, key, plain, sure, reason)

    def _belongs(self, article: Article, name: str, place: Place) -> bool:
        """Whether a body that begins with a short name belongs to that division: 贵州大学 does, 中山大学 does not, 长安汽车 only if Chang'an is told of."""
        division = place.division
        if division.name in name or division.level == 0:
            return True
        if division.brief in self.places.regions and division.name not in article.full:  # 恒山风景名胜区管理中心
            return False
        if division.brief in DOUBTFUL or division.level == 2 and division.brief in name:
            above = division.code if division.brief in DOUBTFUL else division.codes[0]
            told = article.evidence.get(above, 0) - article.own.get(name, {}).get(above, 0)
            return told > 0 or self.places.names.of_body(name).chains[0].first < division.level  # 陕西|佛坪
        return True

    def _after(self, name: str, place: Place, kind: str | None) -> tuple[str, bool]:
        """The organ after a division, without the level said twice (盂县|县委 → 委), and whether the name is these two and no more."""
        found = self.places.names.of_body(name)
        organ = found.rest
        if not self.places.divisions.chains(name):  # 农业银行盂县支行: the division stands inside
            return name, False
        chain = found.chains[0]
        plain = kind in PUBLIC and not chain.brief and len(name) > len(organ) > 0 and name[: len(name) - len(organ)].endswith(place.path[-1][-1])
        doubled = organ[:1] == place.path[-1][-1] and (level := LEVEL.match(organ)) and level[1] == organ[:1]
        return (organ[1:] if doubled else organ), plain

    def _home(self, article: Article, level: str) -> tuple[Division | None, float, str]:
        """The division that a level alone means in this article: 县 → 盂县, and 市 → 阳泉市 beside it."""
        home = self.places.home
        if level == "市":
            return self._city(article, home(article, 2), home(article, 1))
        for depth in (0,) if level in ("省", "自治区") else (2, 1):
            if division := home(article, depth, (level[-1],)):
                return division, 0.9 if depth == 0 else 0.85, f"the article is about {division.name}"
        county = home(article, 2)
        for division, brief in self.places.divisions.names.get(county.brief + level, ()) if county else ():
            if division.former and not brief and division.code[:2] == county.code[:2]:  # 县委 where the article is about 淮阳, a district today
                return division, 0.7, f"the article is about {county.brief}, once a {level}"
        for lower in (county, home(article, 1)):
            for code in lower.codes[-2::-1] if lower else ():
                division = self.places.divisions.by_code[code]
                if division.name.endswith(level[-1]) and (division.level > 0) == (level not in ("省", "自治区")):
                    return division, 0.85, f"the article is about {lower.name}"
        return None, 0.4, f"which {level} is not told"

    def _city(self, article: Article, county: Division | None, city: Division | None) -> tuple[Division | None, float, str]:
        """The city that 市 alone means: the county-level one or the one above it, whichever the article names more."""
        above = self.places.divisions.by_code[county.codes[-2]] if county and len(county.codes) > 1 else None
        if county and county.name.endswith("市"):
            own, upper = article.named.get(county.code, 0), article.named.get(above.code, 0) if above else 0
            if own >= 1.5 * upper:
                return county, 0.8, f"the article is about {county.name}"
            if upper < 1.5 * own:
                return None, 0.4, f"ambiguous: {county.name} or {above.name}"
        if above and above.name.endswith("市"):
            return above, 0.85, f"{county.name}, which the article is about, is in it"
        for division in (city, self.places.home(article, 0), self.places.home(article, 2, ("市",))):
            if division and division.name.endswith("市"):
                return division, 0.85, f"the article is about {division.name}"
        return None, 0.4, "which 市 is not told"

    def _judge(self, bodies: Mapping[int, Body]) -> dict[int, Judged]:
        """Bring names of one body together, and write their values."""
        fullest: dict[Group, Body] = {}
        divisions: dict[str, set[Group]] = defaultdict(set)
        shorts: dict[str, set[Group]] = defaultdict(set)
        distinct = list(dict.fromkeys(bodies.values()))
        for body in distinct:
            group = body.group
            if group[0]:
                divisions[body.key].add(group)
            if group not in fullest or len(body.full) > len(fullest[group].full):
                fullest[group] = body
        for group, body in fullest.items():
            for short in short_names(body):
                shorts[short].add(group)
        judged = {body: self._value(body, fullest, divisions, shorts) for body in distinct}
        return {number: judged[body] for number, body in bodies.items()}

    def _value(self, body: Body, fullest: Mapping[Group, Body], divisions: Mapping[str, set[Group]], shorts: Mapping[str, set[Group]]) -> Judged:
        best, sure, reason = fullest[body.group], body.sure, body.reason
        level = None if body.place else LEVEL.match(body.name)
        named = [group for group in divisions.get(body.key, ()) if not level or group[0][-1].endswith(level[1][-1])]
        if body.place is None and len(named) == 1:
            best, sure, reason = fullest[named[0]], 0.85, "named with its division elsewhere in the article"
        else:
            longer = [other for other in shorts.get(body.key, ()) if other != body.group and body.group[0] in ((), other[0])]
            longer = [other for other in longer if len(other[1]) > len(body.key) and body.kind in (None, fullest[other].kind)]
            if len(longer) == 1:
                best, sure, reason = fullest[longer[0]], 0.8, "short for a name of the article"
        kind, by_ending = body.kind or best.kind, self.kinds.of(body.name)[1] or 0.75
        if kind is None:
            kind, by_ending, reason = "company", 0.4, f"no ending tells its kind; {reason}"
        return Judged({"canonical": best.full, "kind": kind, "division": best.code}, round(min(sure, by_ending), 2), reason)


class Before:
    """What stands before a body in the article: the last place, township, and body.

    in_corps (bool): whether the article is about the corps of Xinjiang.
    """

    def __init__(self, in_corps: bool):
        self.in_corps = in_corps
        self.place: tuple[Span, Place] | None = None
        self.body: tuple[Span, Body] | None = None
        self._town: Place | None = None

    def see(self, entity: Span, name: str, place: Place) -> None:
        """Remember a place."""
        self.place = (entity, place)
        if place.code and place.division and len(place.path) > len(place.division.path):
            self._town = place

    def touching(self, entity: Span) -> Place | None:
        """The place that a body stands directly behind."""
        return self.place[1] if self.place and self.place[0].end == entity.start else None

    def body_near(self, entity: Span) -> Body | None:
        """The body just before one."""
        return self.body[1] if self.body and entity.start - self.body[0].end <= NEAR else None

    def town(self, level: str) -> tuple[Place | None, float, str]:
        """The township named last, if it is of a kind: 镇, 乡, 街道."""
        if self._town and self._town.path[-1].endswith(level):
            return self._town, 0.6, f"the township named last is {self._town.path[-1]}"
        return None, 0.5, "which township is not told"
