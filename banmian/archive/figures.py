"""What an archive names, counted row by row: bodies, officials, places, amounts, and when."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from heapq import heappush, heapreplace, nlargest
from pathlib import Path

from banmian.archive.rows import Entity
from banmian.archive.words import Paths
from banmian.pages.articles import Article

TOP = 300  # lines of a table
LARGEST = 20  # amounts of a kind
KNOWN = 12  # articles that are told by name where something stands
CONTEXT = 18  # characters on either side of an amount
COUNT = "count"  # the dimension of things; its units are measure words, as many as there are
NONE = "no value"
MONEY = ("money", "CNY")
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:([-_./]?)(0[1-9]|1[0-2])(?:\2(?:0[1-9]|[12]\d|3[01]))?|年(0?[1-9]|1[0-2])月)(?!\d)")
MOST_MONTHS = 36  # a longer time is shown by years


@dataclass
class Tally:
    """How often something is named.

    count (int): in how many rows. articles (int): in how many articles. known (list[str]): the first of these.
    forms (Counter): how it is written, or which titles it has.
    """

    count: int = 0
    articles: int = 0
    known: list[str] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)

    def add(self, article: str, count: int, forms: Iterable[str]) -> None:
        """Count what one article has of it."""
        self.count += count
        self.articles += 1
        self.forms.update(forms)
        if len(self.known) < KNOWN:
            self.known.append(article)


@dataclass(order=True)
class Amount:
    """An amount among the largest.

    size (Decimal): in the canonical unit. order (int): the earlier of two that are alike counts as larger.
    before, after (str): what stands around it.
    """

    size: Decimal
    order: int
    entity: Entity = field(compare=False)
    before: str = field(default="", compare=False)
    after: str = field(default="", compare=False)


@dataclass
class Amounts:
    """The amounts of one dimension and unit: how many there are, from what to what, the largest, and how many of each power of ten."""

    count: int = 0
    least: Decimal | None = None
    largest: list[Amount] = field(default_factory=list)
    powers: Counter[int] = field(default_factory=Counter)

    def add(self, entity: Entity, size: Decimal) -> None:
        """Count an amount; an article's mentions of the same one stand once among the largest."""
        self.count += 1
        self.least = size if self.least is None else min(self.least, size)
        self.powers[size.adjusted() if size else 0] += 1
        new = Amount(size, -self.count, entity)
        if any(other.size == size and other.entity.article == entity.article for other in self.largest):
            return
        if len(self.largest) < LARGEST:
            heappush(self.largest, new)
        elif self.largest[0] < new:
            heapreplace(self.largest, new)

    def ordered(self) -> list[Amount]:
        """The largest first."""
        return sorted(self.largest, reverse=True)


class Figures:
    """Counts the rows of an archive, article by article; what it keeps grows with the different names only.

    paths (Paths): of the divisions.
    """

    def __init__(self, paths: Paths):
        self.paths = paths
        self.articles = 0
        self.pages: set[tuple[str, int | None]] = set()
        self.labels: Counter[str] = Counter()
        self.valued: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.bodies: defaultdict[tuple[str, str, str], Tally] = defaultdict(Tally)
        self.officials: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
        self.unnamed = 0
        self.places: defaultdict[tuple[str, str, tuple[str, ...]], Tally] = defaultdict(Tally)
        self.divisions: Counter[tuple[str, ...]] = Counter()
        self.amounts: defaultdict[tuple[str, str], Amounts] = defaultdict(Amounts)
        self.months: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, entities: Sequence[Entity]) -> None:
        """Count the rows of one article."""
        month = date_of(entities[0].page, entities[0].article)
        for entity in entities:
            self.labels[entity.label] += 1
            self.valued[entity.label] += entity.value is not None
            if month:
                self.months[month][entity.label] += 1
            if entity.label == "QUANTITY":
                self._amount(entity)
        self._bodies(entities)
        self._officials(entities)
        self._places(entities)

    def seen(self, article: Article) -> None:
        """Count an article itself."""
        self.articles += 1
        self.pages |= {place for place in standing(article) if place[0]}
        if month := date_of(article.meta.page, article.meta.id):
            self.months[month]["articles"] += 1

    def top(self, name: str) -> list[tuple[tuple, Tally]]:
        """The lines of a table: what is named most.

        name (str): "bodies", "officials" or "places".
        """
        return nlargest(TOP, getattr(self, name).items(), key=lambda item: (item[1].count, item[1].articles))

    def periods(self) -> list[tuple[str, Counter[str]]]:
        """Rows of each label, and articles, by month, none left out between; by year if there are many months."""
        if not self.months:
            return []
        first, last = min(self.months), max(self.months)
        months = [(month, self.months.get(month, Counter())) for month in _months(first, last)]
        if len(months) <= MOST_MONTHS:
            return months
        years: dict[str, Counter[str]] = {str(year): Counter() for year in range(int(first[:4]), int(last[:4]) + 1)}
        for month, counts in self.months.items():
            years[month[:4]].update(counts)
        return list(years.items())

    def _amount(self, entity: Entity) -> None:
        told = entity.value and entity.value["canonical"]
        size = told and (told["high"] or told["low"])
        if size:
            dimension = entity.value["dimension"] or "other"
            self.amounts[dimension, "" if dimension == COUNT else told["unit"] or ""].add(entity, Decimal(size))

    def _bodies(self, entities: Sequence[Entity]) -> None:
        found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for entity in entities:
            if entity.label == "ORG":
                value = entity.value or {"canonical": None, "kind": None, "division": None}
                found[value["canonical"] or entity.text, value["kind"] or "", value["division"] or ""].append(entity.text)
                self.kinds[value["kind"] or NONE] += 1
        self._count(self.bodies, entities, found)

    def _officials(self, entities: Sequence[Entity]) -> None:
        """Mentions of one person in an article share an id; each tells something of name, titles and body."""
        persons: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            if entity.label == "OFFICIAL":
                value = entity.value
                person = value["person"] if value and value["person"] is not None else entity.text
                persons[str(person)].append(entity)
        for mentions in persons.values():
            values = [mention.value for mention in mentions if mention.value]
            name = max((value["name"] or "" for value in values), key=len, default="")
            if not name:
                self.unnamed += len(mentions)
                continue
            body = next(filter(None, (value["body"] for value in values)), None) or next(filter(None, (value["place"] for value in values)), "")
            titles = {title for value in values for title in value["titles"]}
            self.officials[name, body].add(mentions[0].article, len(mentions), titles)

    def _places(self, entities: Sequence[Entity]) -> None:
        found: defaultdict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
        for entity in entities:
            if entity.label == "PLACE":
                value = entity.value or {"code": None, "path": []}
                lies = tuple(value["path"])
                name = lies[-1] if value["code"] and lies and _is(entity.text, lies[-1]) else entity.text
                found[name, value["code"] or "", lies].append(entity.text)
                for depth in range(len(lies)):
                    self.divisions[lies[: depth + 1]] += 1
        self._count(self.places, entities, found)

    @staticmethod
    def _count(tallies: defaultdict, entities: Sequence[Entity], found: dict[tuple, list[str]]) -> None:
        for key, forms in found.items():
            tallies[key].add(entities[0].article, len(forms), forms)


def standing(article: Article) -> list[tuple[str, int | None]]:
    """The pages that an article stands on, a PDF's with their number."""
    places = [(page, number) for _, page, number in article.meta.parts] or [(article.meta.page, article.meta.page_number)]
    return list(dict.fromkeys(places))


def _is(text: str, division: str) -> bool:
    """Whether a name is that of a division, and not of a village or spot in it: 盂县苌池, 阳泉市 and 内蒙古, of 苌池镇, 阳泉市 and 内蒙古自治区."""
    return any(division.startswith(text[start:]) for start in range(max(1, len(text) - 1)))


def _months(first: str, last: str) -> Iterator[str]:
    """All months from one to another."""
    year, month = map(int, first.split("-"))
    while (shown := f"{year}-{month:02}") <= last:
        yield shown
        year, month = year + month // 12, month % 12 + 1


def date_of(page: str, article: str) -> str:
    """The month (2024-12) that a page's name tells, or else its article's id; empty if none does."""
    for name in (Path(page).stem, page, article):
        if found := DATE.search(name):
            return f"{found[1]}-{int(found[3] or found[4]):02}"
    return ""
