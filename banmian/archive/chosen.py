"""Which articles a report shows in full, and their rows held against them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from banmian.archive.figures import CONTEXT, Amount, Figures
from banmian.archive.rows import Entity
from banmian.pages.articles import Article, Meta
from banmian.problems import InputError, Report, stop

REMEDY = "Give the articles or pages that were tagged."
REMEDY_ARTICLE = "Make articles with scripts/convert.py."


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
        """Count all articles; yields those to show, and None for the others."""
        amounts: dict[str, list[Amount]] = defaultdict(list)
        for group in self.figures.amounts.values():
            for amount in group.largest:
                amounts[amount.entity.article].append(amount)
        shown = 0
        for article in articles:
            name = article.meta.id = str(article.meta.id)
            if not _sound(article.meta):
                self.report(InputError(name, "`page`, `parts` or `subheads` of this article are not what they should be", REMEDY_ARTICLE))
                continue
            self.figures.seen(article)
            end, line = self.reach.pop(name, (0, 0))
            for amount in amounts.pop(name, ()):
                start = amount.entity.start
                amount.before = article.text[max(0, start - CONTEXT) : start]
                amount.after = article.text[amount.entity.end : amount.entity.end + CONTEXT]
            if name in self.kept or not (line or self.only) and shown + len(self.kept) < self.limit:
                shown += 1
                yield Shown(article, list(self._fitting(article, self.kept.pop(name, []))))
                continue
            if end > len(article.text):
                self.report(_beyond(f"{self.path}:{line}", end, article))
            yield None
        for name, (_, line) in self.reach.items():
            self.report(InputError(f"{self.path}:{line}", f"there is no article {name!r}", f"{REMEDY} Its rows are counted all the same."))

    def _fitting(self, article: Article, entities: list[Entity]) -> Iterator[Entity]:
        """The entities that stand in the article where they say, none over another."""
        at = 0
        for entity in sorted(entities, key=lambda entity: entity.start):
            found = article.text[entity.start : entity.end]
            if entity.end > len(article.text):
                self.report(_beyond(entity.where, entity.end, article))
            elif found != entity.text:
                self.report(
                    InputError(entity.where, f"at {entity.start} of article {article.meta.id!r} stands {found!r}, not {entity.text!r}", REMEDY)
                )
            elif entity.start < at:
                self.report(
                    InputError(entity.where, f"{entity.text!r} ({entity.start}-{entity.end}) overlaps the entity before it", "Keep one of the two.")
                )
            else:
                at = entity.end
                yield entity


def names(entity: Entity) -> Iterator[str]:
    """What an entity can be found by: how it is written, and the names in its value."""
    yield entity.text
    value = entity.value or {}
    if entity.label == "QUANTITY":
        return
    yield from filter(None, (value.get(key) for key in ("canonical", "name", "body")))
    yield from value.get("path", ())


def _sound(meta: Meta) -> bool:
    """Whether what a report takes from an article's meta is of the right kind."""
    return (
        isinstance(meta.page, str)
        and isinstance(meta.page_number, int | None)
        and all(isinstance(at, int) and isinstance(page, str) and isinstance(number, int | None) for at, page, number in meta.parts)
        and isinstance(meta.subheads, list)
        and all(isinstance(lines, list) and all(isinstance(line, str) for line in lines) for lines in meta.subheads)
    )


def _beyond(where: str, end: int, article: Article) -> InputError:
    return InputError(where, f"the entity ends at {end}, beyond article {article.meta.id!r} of {len(article.text)} characters", REMEDY)
