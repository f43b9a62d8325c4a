"""Which articles a report shows in full, and their rows held against them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from banmian.archive.figures import CONTEXT, Amount, Figures
from banmian.archive.rows import Entity
from banmian.pages.articles import Article
from banmian.problems import InputError, Report, stop

REMEDY = "Give the articles or pages that were tagged."
REMEDY_TWICE = "Give each an id of its own and tag them again: their rows cannot be told apart."


@dataclass
class Shown:
    """An article that is shown in full, with its entities in the order of the text."""

    article: Article
    entities: list[Entity]


class Chosen:
    """Goes through the rows, then through the articles; both are streams, of any length.

    entities (Path): the file of the rows, for naming problems.
    figures (Figures): counts them.
    limit (int): how many articles are shown at most.
    only (str): a name; only articles that have it are shown. Empty: the first ones are.
    report (Report): receives rows that do not belong to any article, or not where they say.
    """

    def __init__(self, entities: Path, figures: Figures, limit: int, only: str = "", report: Report = stop):
        self.path, self.figures, self.limit, self.only, self.report = entities, figures, limit, only, report
        self.kept: dict[str, list[Entity]] = {}
        self.matching = 0
        self.reach: dict[str, tuple[int, int]] = {}  # by article, the end of the row that reaches farthest, and its line

    def rows(self, rows: Iterable[Entity]) -> Iterator[str]:
        """Count all rows and keep those of the articles to show; yields the articles' ids on the way."""
        for name, group in groupby(rows, key=lambda entity: entity.article):
            entities = list(group)
            self.figures.add(entities)
            farthest = max(entities, key=lambda entity: entity.end)
            self.reach[name] = max(self.reach.get(name, (0, 0)), (farthest.end, farthest.line))
            if name in self.kept:
                self.kept[name] += entities
            elif not self.only or any(self.only in said for entity in entities for said in names(entity)):
                self.matching += 1
                if len(self.kept) < self.limit:
                    self.kept[name] = entities
            yield name

    def articles(self, articles: Iterable[Article]) -> Iterator[Shown | None]:
        """Count all articles; yields those to show, and None for the others. Of two with one id, the first counts and the second is named."""
        amounts: dict[str, list[Amount]] = defaultdict(list)
        for group in self.figures.amounts.values():
            for amount in group.largest:
                amounts[amount.entity.article].append(amount)
        shown = 0
        places: dict[str, str] = {}  # by article, where it was read
        unfit: dict[str, list[InputError]] = defaultdict(list)  # told at the end: the rows of an article may be another's of the same id
        for article in articles:
            name, place = article.meta.id, article.where or article.meta.page
            if name in places:
                self.report(InputError(place, f"its id {name!r} is that of {places[name]} too; it is left out", REMEDY_TWICE))
                unfit.pop(name, None)
                continue
            places[name] = place
            self.figures.seen(article)
            end, line = self.reach.pop(name, (0, 0))
            for amount in amounts.pop(name, ()):
                first, last = amount.entity.start, amount.entity.end
                if article.text[first:last] == amount.entity.text:
                    amount.before, amount.after = article.text[max(0, first - CONTEXT) : first], article.text[last : last + CONTEXT]
            if name in self.kept or not (line or self.only) and shown + len(self.kept) < self.limit:
                shown += 1
                yield Shown(article, list(_fitting(article, self.kept.pop(name, []), unfit[name].append)))
                continue
            if end > len(article.text):
                self.report(_beyond(f"{self.path}:{line}", end, article))
            yield None
        for error in chain.from_iterable(unfit.values()):
            self.report(error)
        for name, (_, line) in self.reach.items():
            self.report(InputError(f"{self.path}:{line}", f"there is no article {name!r}", f"{REMEDY} Its rows are counted all the same."))


def names(entity: Entity) -> Iterator[str]:
    """What an entity can be found by: how it is written, and the names in its value."""
    yield entity.text
    value = entity.value or {}
    if entity.label == "QUANTITY":
        return
    yield from filter(None, (value.get(key) for key in ("canonical", "name", "body")))
    yield from value.get("path", ())


def _fitting(article: Article, entities: list[Entity], report: Report) -> Iterator[Entity]:
    """The entities that stand in the article where they say, none over another."""
    at = 0
    for entity in sorted(entities, key=lambda entity: entity.start):
        found = article.text[entity.start : entity.end]
        if entity.end > len(article.text):
            report(_beyond(entity.where, entity.end, article))
        elif found != entity.text:
            report(InputError(entity.where, f"at {entity.start} of article {article.meta.id!r} stands {found!r}, not {entity.text!r}", REMEDY))
        elif entity.start < at:
            report(InputError(entity.where, f"{entity.text!r} ({entity.start}-{entity.end}) overlaps the entity before it", "Keep one of the two."))
        else:
            at = entity.end
            yield entity


def _beyond(where: str, end: int, article: Article) -> InputError:
    return InputError(where, f"the entity ends at {end}, beyond article {article.meta.id!r} of {len(article.text)} characters", REMEDY)
