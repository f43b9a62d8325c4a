"""An archive as one HTML page: what it names, and its articles with their entities, beside the pages they are printed on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from banmian.archive import words
from banmian.archive.chosen import REMEDY, Chosen, Shown, names
from banmian.archive.figures import MONEY, NONE, Figures, date_of, standing
from banmian.archive.rows import Entity
from banmian.pages.articles import Article
from banmian.pages.reading import PageText, page_files, read_pages
from banmian.problems import InputError, Report, stop
from banmian.review.exchange import COLOURS
from banmian.spans import LABELS

Standing = tuple[str, int | None]
"""A page: its name as articles have it, and its number in a PDF."""

CLOSING = "”’）)"
ENDS = tuple("。！？…；：")  # of a paragraph; a first line without is a headline, be it known as one or not
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Mark:
    """An entity as it is shown.

    number (int): stands for it in the whole report. tells (str): its value in words. place (str): where it stands on its page.
    """

    number: int
    entity: Entity
    tells: str
    place: str


Piece = tuple[str, Mark | None]
"""Characters of one entity, or of none."""


@dataclass
class Column:
    """A printed page: its lines as pieces, each with whether a gap is above it."""

    title: str
    lines: list[tuple[bool, list[Piece]]]


@dataclass
class Story:
    """An article as it is shown: paragraphs with whether they are heads, and all names it can be found by."""

    number: int
    article: Article
    paragraphs: list[tuple[str, list[Piece]]]
    names: str
    date: str
    counts: Counter[str]


@dataclass
class Section:
    """Articles that stand on the same pages, and these."""

    columns: list[Column] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)


class Originals:
    """The printed pages of articles, as far as they are given.

    given (Iterable[Path]): page files and folders of them.
    """

    def __init__(self, given: Iterable[Path], report: Report = stop):
        files = page_files(list(given), report)
        self.report = report
        self._paths = {path.resolve(): (path, name) for path, name in files}
        counts = Counter(path.name for path, _ in files)
        self._names = {path.name: (path, name) for path, name in files if counts[path.name] == 1}
        self._last: tuple[Path | None, dict[int | None, PageText]] = (None, {})

    def read(self, page: str, number: int | None) -> PageText | None:
        """A page by the name that articles have for it, be the path another; None if it is not given or cannot be read."""
        found = (self._paths.get(Path(page).resolve()) or self._names.get(Path(page).name)) if page else None
        if found is None:
            return None
        if self._last[0] != found[0]:
            try:
                self._last = found[0], {text.number: text for text in read_pages(*found)}
            except InputError as error:
                self.report(error)
                self._last = found[0], {}
        return self._last[1].get(number)


class Layout:
    """Puts the articles that are shown beside their pages.

    paths (words.Paths): of the divisions. originals (Originals): the pages. report (Report): receives rows that are not on the page where they say.
    """

    def __init__(self, paths: words.Paths, originals: Originals, report: Report = stop):
        self.paths, self.originals, self.report = paths, originals, report
        self.marks = self.stories = 0

    def sections(self, shown: Sequence[Shown]) -> Iterator[Section]:
        """Page by page, in the order in which the pages first come."""
        by_pages: dict[tuple[Standing, ...], list[Shown]] = {}
        for one in shown:
            by_pages.setdefault(tuple(standing(one.article)), []).append(one)
        for pages, group in by_pages.items():
            section, marks = Section(), []
            for one in group:
                own = [self._mark(entity) for entity in one.entities]
                marks += [(one.article, mark) for mark in own]
                section.stories.append(self._story(one.article, own))
            for page, number in pages:
                if text := self.originals.read(page, number):
                    on_page = [mark for article, mark in marks if article.standing_at(mark.entity.start) == (page, number)]
                    section.columns.append(self._column(text, on_page))
            yield section

    def _mark(self, entity: Entity) -> Mark:
        self.marks += 1
        place = ", ".join(f"{start}–{end}" for start, end in entity.page_spans)
        return Mark(self.marks, entity, words.words(entity.label, entity.value, self.paths), place)

    def _story(self, article: Article, marks: list[Mark]) -> Story:
        self.stories += 1
        heads = {line for lines in article.meta.subheads for line in lines}
        owners = {place: mark for mark in marks for place in range(mark.entity.start, mark.entity.end)}
        paragraphs, at = [], 0
        for line in article.text.split("\n"):
            kind = (
                "headline" if at == 0 and (article.meta.headline or not line.rstrip(CLOSING).endswith(ENDS)) else "subhead" if line in heads else ""
            )
            paragraphs.append((kind, list(_pieces(line, range(at, at + len(line)), owners))))
            at += len(line) + 1
        said = "\n".join(dict.fromkeys(name for mark in marks for name in names(mark.entity)))
        counts = Counter(mark.entity.label for mark in marks)
        return Story(self.stories, article, paragraphs, said, date_of(article.meta.page, article.meta.id), counts)

    def _column(self, text: PageText, marks: list[Mark]) -> Column:
        printed = {place: char for line in text.lines for char, place in zip(line.text.text, line.text.places())}
        size, owners = max(printed, default=-1) + 1, {}
        for mark in marks:
            places = [place for start, end in mark.entity.page_spans for place in range(start, end)]
            found = "".join(printed.get(place, "") for place in places)
            if places and max(places) > size:  # one more than there are may be the space that stands for a line's end
                what = f"`page_spans` end at {max(places) + 1}, beyond the {size} characters of {text.path}"
                self.report(InputError(mark.entity.where, what, REMEDY))
            elif "".join(found.split()) != "".join(mark.entity.text.split()):
                what = f"`page_spans` lead to {found!r} on {text.path}, not to {mark.entity.text!r}"
                self.report(InputError(mark.entity.where, what, REMEDY))
            else:
                owners |= dict.fromkeys(places, mark)
        title = text.path if text.number is None else f"{text.path}, page {text.number}"
        return Column(title, [(line.after_gap, list(_pieces(line.text.text, line.text.places(), owners))) for line in text.lines])


def write(file: TextIO, title: str, figures: Figures, chosen: Chosen, sections: Iterable[Section]) -> None:
    """Write the page.

    title (str): of what it is. figures (Figures), chosen (Chosen): after rows and articles have been gone through. sections (Iterable[Section]): see Layout.
    """
    sections = list(sections)
    periods = figures.periods()
    stories = [story for section in sections for story in section.stories]
    amounts = sorted(figures.amounts.items(), key=lambda item: (item[0] != MONEY, -item[1].count))
    told: dict[str, Any] = {
        "title": title,
        "figures": figures,
        "chosen": chosen,
        "sections": sections,
        "stories": stories,
        "numbers": {story.article.meta.id: story.number for story in stories},
        "amounts": amounts,
        "money": _powers(figures.amounts[MONEY].powers) if MONEY in figures.amounts else [],
        "tree": _tree(figures.divisions),
        "top": {name: figures.top(name) for name in ("bodies", "officials", "places")},
        "periods": periods,
        "highest": max((sum(counts[label] for label in LABELS) for _, counts in periods), default=0),
    }
    for part in _templates.get_template("report.html").generate(told, labels=LABELS, colours=COLOURS, words=words, none=NONE):
        file.write(part.encode("utf-8", "replace").decode())  # half a character may stand in a text


def _pieces(text: str, places: Iterable[int], owners: dict[int, Mark]) -> Iterator[Piece]:
    """A line cut where an entity begins or ends."""
    at = 0
    for owner, chars in groupby(places, key=owners.get):
        length = len(list(chars))
        yield text[at : at + length], owner
        at += length


def _powers(powers: Counter[int]) -> list[tuple[str, int]]:
    """How many amounts there are of each power of ten, none left out between; all below 1 as one."""
    small = sum(count for power, count in powers.items() if power < 0)
    whole = [power for power in powers if power >= 0]
    shown = [(f"{10**power:,} +", powers[power]) for power in range(min(whole), max(whole) + 1)] if whole else []
    return ([("< 1", small)] if small else []) + shown


def _tree(divisions: Counter[tuple[str, ...]]) -> list[dict[str, Any]]:
    """Divisions, each with how often places in it are named and those below it, the most named first."""
    below: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    nodes = {path: {"name": path[-1], "count": count, "below": below.setdefault(path, [])} for path, count in divisions.items()}
    for path, node in sorted(nodes.items(), key=lambda item: -item[1]["count"]):
        below.setdefault(path[:-1], []).append(node)
    return below.get((), [])
