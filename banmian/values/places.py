"""PLACE to division: code and path, ambiguous names settled by what else the article names (盂县 → 140322, 山西省 阳泉市 盂县).

Every name of a division, in a PLACE or at the head of an ORG, is evidence for the divisions it can mean, spread over them evenly; so are dateline and
paper. A name with several meanings takes the one with the most evidence from the other names, if it leads clearly; else it has no value.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .. import lists
from ..spans import Span
from .article import NOTHING, Article, Place
from .divisions import Chain, Division, Divisions
from .names import CHINA, Meanings, Names
from .units import either

WEIGHTS = (1.0, 2.0, 3.0)  # of evidence for the province, the prefecture, the county
PRIORS = (2.0, 1.0, 0.4)  # of a short name for a division of these levels; a city district has none: 西安 is hardly 西安区
CAPITAL, FORMER, SIBLING, INSIDE = 0.5, -0.4, 2.0, 3.0
LEAD = 0.5  # of the best meaning over the second
SMALLEST = 0.6  # evidence that makes a division the article's own
HOME = 0.5  # how sure it is that an unlisted village lies in the county that the article is about
DOUBTFUL = 0.3  # share of the evidence of a county's short name that townships have too
HINT = 2.0  # evidence of dateline and paper
JOINED = ("、", "和", "与", "及", "以及", "，", "至", "到")
OF = ("的", "境内", "境内的", "辖区", "下辖的", "下属的")
FEATURES = tuple("山江河湖岭海岛")
UNKNOWN_TOWN = re.compile(r"[\u4e00-\u9fff]{1,5}(?:民族乡|街道|(?<![古小渔])镇|(?<!水)乡|苏木)")
VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:村|社区|嘎查)(?:[0-9一二三四五六七八九十]{1,3}组)?")
COUNTY = 2  # a division's level; 0 is a province
CLEAR = 1.8  # how much more evidence than others the article's own division has

Near = tuple[str, Division]
"""How a place stands to the one before it: `in` that division (阳泉市的矿区), or `beside` it (盂县、矿区)."""


class Places:
    """Reads the places of an article.

    names (Names): what names say by themselves. regions (Iterable[str]): named regions and natural features. world (Iterable[str]): other countries and
    their cities. tails (Iterable[str]): words after a division that mean the division itself.
    """

    def __init__(self, names: Names, regions: Iterable[str], world: Iterable[str], tails: Iterable[str]):
        self.names = names
        self.divisions = names.divisions
        self.regions = frozenset(regions)
        self.world = frozenset(world)
        self.tails = frozenset(tails)
        self._abroad = re.compile(either(self.world.difference(CHINA)))

    @classmethod
    def load(cls, folder: Path) -> "Places":
        """Read the lists.

        folder (Path): `configs/values`; lists of `configs/rules` beside it.
        RAISES (InputError): if a list cannot be read.
        """
        rules = folder.parent / "rules"
        names = Names(Divisions.load(folder), lists.read(folder / "namesakes.txt"), lists.read(rules / "openers.txt"))
        return cls(names, *map(lists.read, (rules / "regions.txt", rules / "world.txt", folder / "division_tails.txt")))

    def read(self, text: str, entities: Sequence[Span], hints: Sequence[str] = ()) -> Article:
        """Settle the places of an article, and the divisions that its bodies begin with.

        text (str): the article. entities (Sequence[Span]): sorted. hints (Sequence[str]): dateline, name of the paper.
        """
        article = Article()
        keys = [("".join(text[entity.start : entity.end].split()), entity.label) for entity in entities]
        counts = Counter(keys)
        read = {"PLACE": self.names.of_place, "ORG": self.names.of_body}
        meanings = {(name, label): read[label](name) for name, label in counts if label in read}
        for (name, label), found in meanings.items():
            if found.chains and (weight := _weight(label, found)):
                if found.chains[0].first == 2 and self._may_be_town(name, found.chains[0]):
                    weight *= DOUBTFUL  # 永宁: a county, or one of the townships
                self._weigh(article, name, found, counts[(name, label)] * weight)
        for hint in hints:
            for found in self.names.mentions(hint):
                self._weigh(article, "", found, HINT)
        settled: dict[tuple[str, str], Place] = {}
        last = told = None
        for number, (entity, key) in enumerate(zip(entities, keys)):
            if key[1] == "ORG":
                if key not in settled:
                    settled[key] = self._body(article, key[0], meanings[key])
                place = article.bodies[number] = settled[key]
            elif key[1] == "PLACE":
                near = self._near(text, entity, last)
                place = settled.get(key)
                if place is None or near and (place.division is None or len(meanings[key].chains) > 1):
                    place = self._settle(article, key[0], meanings[key], near)
                    if near is None:
                        settled[key] = place
                if (place is NOTHING or place.score <= HOME) and told and "\n" not in text[told[0] : entity.start]:
                    place = self._below(key[0], told[1], "paragraph") or place
                article.places[number] = place
                last = (entity, place)
            else:
                continue
            if place.division is not None and place.division.level == COUNTY and meanings[key].chains:
                told = (entity.end, place.division)
        self._agree(article, [name for name, _ in keys])
        return article

    def _agree(self, article: Article, names: Sequence[str]) -> None:
        """Give a name that is settled at one place of the article, by its neighbours, the same meaning at the others."""
        settled = {names[number]: place for number, place in article.places.items() if place.code}
        for number, place in article.places.items():
            if place.code is None and not place.path and (same := settled.get(names[number])):
                article.places[number] = same._replace(score=max(0.5, same.score - 0.1), reason=f"{same.reason}, as elsewhere in the article")

    def _weigh(self, article: Article, name: str, found: Meanings, weight: float) -> None:
        """Spread the evidence of a name over what it can mean."""
        share = weight / len(found.chains)
        own = article.own.setdefault(name, defaultdict(float))
        for chain in found.chains:
            for code in chain.division.codes:
                article.evidence[code] += share
                own[code] += share
            article.named[chain.division.code] += share
        if not found.rest and not found.chains[0].brief:
            article.full.update(chain.town or chain.division.name for chain in found.chains)

    def _near(self, text: str, entity: Span, last: tuple[Span, Place] | None) -> Near | None:
        """How a place stands to the one before it, if it stands close to it."""
        if last is None or entity.start - last[0].end > 4 or last[1].division is None:
            return None
        gap = text[last[0].end : entity.start]
        return ("in", last[1].division) if gap in OF or not gap else ("beside", last[1].division) if gap in JOINED else None

    def _settle(self, article: Article, name: str, found: Meanings, near: Near | None) -> Place:
        if name in CHINA:
            return Place(None, (CHINA[0],), 0.99, "China")
        chains, rest = found
        if not rest and name in self.regions and all(chain.first > 0 for chain in chains):
            chains = self._meant_for_division(article, name, chains)
            if not chains:
                return Place(None, (), 0.8, "a region or natural feature")
        if not rest and name in self.world and all(chain.first > 1 for chain in chains):
            return Place(None, (), 0.95, "outside China")
        if not rest or not chains:
            chains, rest = (*chains, *self._short_towns(article, name)), rest if chains else ""
        if not chains:
            return self._without_division(article, name, near)
        chain, score, reason = self._best(article, name, chains, near)
        if chain is None:
            return Place(None, (), score, reason)
        division = chain.division
        if not rest or rest in self.tails and chain.town is None:
            return Place(division.code, chain.path, score, reason, division)
        if chain.brief and chain.first == division.level > 0 and not self._is_told(article, name, division):
            return self._without_division(article, name, near)
        if UNKNOWN_TOWN.fullmatch(rest) and chain.town is None and division.level:
            return Place(division.code, (*chain.path, rest), min(score, 0.85), f"a township of {division.name}", division)
        if VILLAGE.fullmatch(rest) and division.level == COUNTY:
            return Place(division.code, chain.path, min(score, 0.9), f"a village of {division.name}", division)
        return Place(None, chain.path, min(score, 0.9), f"a spot in {chain.path[-1]}", division)

    def _meant_for_division(self, article: Article, name: str, chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
        """Of the meanings of a name that a natural feature has too, those that the article speaks of as divisions."""
        if not name.endswith(FEATURES) and any(chain.division.level == 1 for chain in chains):
            return chains
        return tuple(chain for chain in chains if not chain.brief or chain.division.name in article.full)

    def _short_towns(self, article: Article, name: str) -> tuple[Chain, ...]:
        """Townships of the article that go by a short name: 苌池; the seat of a county of the same name (镇赉镇) is not meant by it."""
        counties = {division.code for division, _ in self.divisions.names.get(name, ())}
        return tuple(
            Chain(county, town, len(name), True, 3)
            for county, town in self.divisions.town_briefs.get(name, ())
            if county.code not in counties and (town in article.full or article.evidence.get(county.code, 0) >= LEAD)
        )

    def _may_be_town(self, name: str, chain: Chain) -> bool:
        """Whether the short name of a county is that of a township of another county too."""
        return chain.brief and any(county is not chain.division for county, _ in self.divisions.town_briefs.get(name, ()))

    def _without_division(self, article: Article, name: str, near: Near | None) -> Place:
        if near and near[0] == "in":
            code = near[1].code if VILLAGE.fullmatch(name) and near[1].level == COUNTY else None
            return Place(code, near[1].path, 0.7, f"stands with {near[1].name}", near[1])
        if self._abroad.match(name):
            return Place(None, (), 0.95, "outside China")
        county = self.home(article, COUNTY)
        return (county and self._below(name, county, "article")) or NOTHING

    def _below(self, name: str, county: Division, context: str) -> Place | None:
        """A village or township that no list has, in the county that its article, or its paragraph (`context`), is about; None for other places."""
        if UNKNOWN_TOWN.fullmatch(name):
            return Place(county.code, (*county.path, name), HOME, f"a township, and the {context} is about {county.name}", county)
        if VILLAGE.fullmatch(name):
            return Place(county.code, county.path, HOME, f"a village, and the {context} is about {county.name}", county)
        return None

    def _best(self, article: Article, name: str, chains: Sequence[Chain], near: Near | None) -> tuple[Chain | None, float, str]:
        """The meaning with the most evidence, how sure it is and why; None if it does not lead."""
        if len(chains) == 1:
            return self._only(article, name, chains[0])
        own = article.own.get(name, {})
        ranked = sorted(((self._evidence(article, own, chain, near), number) for number, chain in enumerate(chains)), reverse=True)
        lead = ranked[0][0] - ranked[1][0]
        best = chains[ranked[0][1]]
        if lead < LEAD or best.town and ranked[0][0] < 2 * LEAD:
            return None, 0.3, f"ambiguous: {len(chains)} divisions have this name"
        return best, min(0.95, 0.6 + 0.15 * lead), f"one of {len(chains)} of this name, by the article's other places"

    def _only(self, article: Article, name: str, chain: Chain) -> tuple[Chain | None, float, str]:
        division, own = chain.division, article.own.get(name, {})
        told = article.evidence.get(division.codes[0], 0) - own.get(division.codes[0], 0) > 0
        if not told and (chain.first == 3 or chain.first == 2 and chain.brief):
            if chain.brief and name.endswith(FEATURES):
                return None, 0.4, "ambiguous: a division or a natural feature"
            if chain.first == 2 and self._may_be_town(name, chain):
                return None, 0.4, f"ambiguous: {division.name}, of which the article says nothing, or a township"
            elsewhere = next(filter(None, (self.home(article, level) for level in (2, 1, 0))), None)
            if elsewhere and elsewhere.codes[0] != division.codes[0] and (chain.town or division.former or division.name.endswith("区")):
                return None, 0.4, f"ambiguous: the only one listed is in {division.path[0]}, of which the article says nothing"
        score = 0.98 - 0.06 * chain.brief - 0.1 * (chain.first == 3) - 0.08 * division.former
        return chain, score if told or chain.first < 2 else score - 0.15 * (1 + chain.brief), "the only division of this name"

    def _evidence(self, article: Article, own: Mapping[str, float], chain: Chain, near: Near | None) -> float:
        division = chain.division
        total = 0.0
        for depth, code in enumerate(division.codes):
            amount = article.evidence.get(code, 0) - own.get(code, 0)
            level = 2 if depth and depth == len(division.codes) - 1 and division.level == 2 else depth
            weight = WEIGHTS[level] + (WEIGHTS[1] if level == 0 and len(division.codes) == 2 and division.level == 2 else 0)
            total += weight * amount / (amount + 1) if amount > 1e-9 else 0.0
        if chain.brief and not chain.town:
            total += 0.0 if division.name.endswith("区") and division.level == 2 else PRIORS[division.level]
            total += CAPITAL * division.capital + (division.name in article.full)
        elif chain.town and chain.town in article.full:
            total += 1.0
        if division.former:
            total += FORMER if len(division.name) == 2 else 2 * FORMER  # 矿区 may well be an old one
        if near:
            kind, other = near
            if kind == "in" and (other.holds(division) or chain.town and other is division):
                total += INSIDE
            elif kind == "beside" and (other.holds(division) or division.codes[:-1] and other.codes[:-1] == division.codes[:-1]):
                total += SIBLING
        return total

    def _is_told(self, article: Article, name: str, division: Division) -> bool:
        """Whether the article speaks of a division elsewhere, so that a spot with its short name (宝坻南站) lies in it."""
        told = article.evidence.get(division.code, 0) - article.own.get(name, {}).get(division.code, 0)
        return division.capital or told > 0

    def home(self, article: Article, level: int, endings: tuple[str, ...] = ()) -> Division | None:
        """The division of a level, and of a kind by its ending, that the article is about: it has clearly more evidence than any other; else None."""
        key = (level, endings)
        if key not in article.homes:
            found = []
            for code, amount in article.evidence.items():
                division = self.divisions.by_code[code]
                if division.level == level and (not endings or division.name.endswith(endings)):
                    found.append((amount, code))
            found.sort(reverse=True)
            clear = found and found[0][0] >= SMALLEST and (len(found) == 1 or found[0][0] >= CLEAR * found[1][0])
            article.homes[key] = self.divisions.by_code[found[0][1]] if clear else None
        return article.homes[key]

    def _body(self, article: Article, name: str, found: Meanings) -> Place:
        if not found.chains:
            return NOTHING
        chain, score, reason = self._best(article, name, found.chains, None)
        if chain is None:
            return Place(None, (), score, reason)
        return Place(chain.division.code, chain.path, score, reason, chain.division)


def _weight(label: str, found: Meanings) -> float:
    """How much a mention tells of the article's divisions; the short name of a county that begins that of a spot tells nothing (乌兰毛都)."""
    if label == "PLACE":
        brief = found.chains[0].brief
        if found.rest:
            return 0.0 if brief and found.chains[0].first == 2 else 0.4
        return 0.7 if brief else 1.0
    return 0.3 if found.chains[0].brief or found.rest[:1] in "（(" else 0.8
