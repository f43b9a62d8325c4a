"""Blocks → articles: where each starts and ends, and which head is whose."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from banmian.pages.articles import Article, Meta
from banmian.pages.blocks import BlockReader, Head, Leftover, Paragraph
from banmian.pages.heads import Placed, Topics, assign
from banmian.pages.lines import read_lines
from banmian.pages.located import Located, without_padding
from banmian.pages.reading import PageText

SUBHEAD_WIDTH, SUBHEAD_WIDTH_WEIGHT = 11, 0.8  # characters, one more a line
LEAST_COHESION, COHESION_UNIT = 0.005, 0.006
KICKER_LIKE = 0.5
SUBTITLE = "—"  # opens a line that belongs to a headline and is none itself
SPACE = re.compile(r"\s+")


@dataclass
class Body:
    """The paragraphs and subheads of one article, or of a part of it, with the places of its first and last block, end exclusive."""

    parts: list[Paragraph | Head]
    start: int
    end: int

    @property
    def opens(self) -> bool:
        return isinstance(self.parts[0], Paragraph) and self.parts[0].marks.opens

    @property
    def jumped(self) -> bool:
        return isinstance(self.parts[0], Paragraph) and self.parts[0].marks.jump_from is not None

    @property
    def closed(self) -> bool:
        return isinstance(self.parts[-1], Paragraph) and self.parts[-1].marks.closes

    @property
    def text(self) -> str:
        return "\n".join(part.text.text for part in self.parts if isinstance(part, Paragraph))


@dataclass
class Page:
    """A converted page: its articles in the order of their bodies, and the lines that are in none, with their offsets."""

    articles: list[Article]
    leftovers: list[tuple[int, str]]


class PageConverter:
    """Turns the text of a page into articles.

    folder (Path): `configs/pages`, the lists that conversion goes by.
    """

    def __init__(self, folder: Path):
        self.blocks = BlockReader(folder)

    def convert(self, page: PageText) -> Page:
        """Convert one page.

        page (PageText): its text; its name becomes the stem of the articles' ids: `name-1`, `name-2`, …
        RETURNS (Page): with no article if the page has none.
        """
        blocks = list(self.blocks.read(read_lines(page.text)))
        bodies, heads = self._bodies(blocks)
        topics = Topics([body.text for body in bodies])
        owners = assign(
            [placed for placed, _ in heads],
            [Placed(body.text, body.start, body.end) for body in bodies],
            lambda head, body: topics.score(heads[head][0].text, body) * _headline_likeness(heads, head),
        )
        self._adopt_nearest(heads, bodies, owners)
        kickers = self._kickers(heads, owners, topics)
        articles = [
            self._article(
                body,
                heads[owners[index]][1] if index in owners else None,
                heads[kickers[index]][1] if index in kickers else None,
                Meta(f"{page.name}-{index + 1}", page.path),
            )
            for index, body in enumerate(bodies)
        ]
        used = {*owners.values(), *kickers.values()}
        left = [block.text for block in blocks if isinstance(block, Leftover)]
        left += [line for index, (_, head) in enumerate(heads) if index not in used for line in head.lines]
        return Page(articles, sorted((line.places[0], line.text) for line in left))

    @staticmethod
    def _bodies(blocks: list[Paragraph | Head | Leftover]) -> tuple[list[Body], list[tuple[Placed, Head]]]:
        """Cut the blocks into bodies; the heads that are no subheads are returned apart."""
        parts: list[Body] = []
        between: list[list[tuple[int, Head]]] = [[]]
        for place, block in enumerate(blocks):
            if isinstance(block, Head):
                between[-1].append((place, block))
            elif isinstance(block, Paragraph):
                if not parts or between[-1] or parts[-1].closed or block.marks.opens:
                    parts.append(Body([], place, place))
                    between.append([])
                parts[-1].parts.append(block)
                parts[-1].end = place + 1
        topics = Topics([part.text for part in parts])
        bodies: list[Body] = []
        heads: list[tuple[Placed, Head]] = []
        for index, part in enumerate(parts):
            above = between[index]
            if bodies and not bodies[-1].closed and not part.opens and _is_subhead(above, topics.cohesion(index - 1, index)):
                bodies[-1].parts += [head for _, head in above] + part.parts
                bodies[-1].end = part.end
            else:
                heads += [(_placed(head, place), head) for place, head in above]
                bodies.append(part)
        heads += [(_placed(head, place), head) for place, head in between[-1]]
        return bodies, heads

    @staticmethod
    def _adopt_nearest(heads: list[tuple[Placed, Head]], bodies: list[Body], owners: dict[int, int]) -> None:
        """Give a body that no head talks about the free one right above it; the headline of a jumped article may be on another page."""
        for index, body in enumerate(bodies):
            if index in owners or body.jumped:
                continue
            for number, (placed, _) in enumerate(heads):
                if placed.end == body.start and number not in owners.values() and not placed.text.startswith(SUBTITLE):
                    owners[index] = number

    @staticmethod
    def _kickers(heads: list[tuple[Placed, Head]], owners: dict[int, int], topics: Topics) -> dict[int, int]:
        """Heads that stand right above or below a headline and are nobody's headline: index of the head by index of the body."""
        free = [index for index in range(len(heads)) if index not in owners.values()]
        kickers = assign(
            [heads[index][0] for index in free],
            [Placed("", heads[owner][0].start, heads[owner][0].end) for owner in owners.values()],
            lambda head, body: topics.score(heads[free[head]][0].text, list(owners)[body]),
            least=0.0,
            farthest=0,
        )
        return {list(owners)[body]: free[head] for body, head in kickers.items()}

    @staticmethod
    def _article(body: Body, headline: Head | None, kicker: Head | None, meta: Meta) -> Article:
        lines: list[Located] = []
        if headline is not None:
            title = _one_line(headline)
            lines.append(title)
            meta = replace(meta, headline=title.text)
        if kicker is not None:
            meta = replace(meta, kicker=_one_line(kicker).text)
        for part in body.parts:
            if isinstance(part, Head):
                subhead = [_closed_up(line) for line in part.lines]
                lines += subhead
                meta.subheads.append([line.text for line in subhead])
                continue
            marks = part.marks
            meta.byline.extend(marks.byline)
            meta = replace(
                meta,
                dateline=meta.dateline or marks.dateline,
                jump_from=meta.jump_from or marks.jump_from,
                jump_to=meta.jump_to or marks.jump_to,
                source_note=meta.source_note or marks.source_note,
            )
            if paragraph := without_padding(part.text[marks.start : marks.end].strip()):
                lines.append(paragraph)
        text = _stacked(lines)
        return Article(text.text, replace(meta, offsets=text.runs()))


def _is_subhead(heads: list[tuple[int, Head]], cohesion: float) -> bool:
    """Whether what stands between two parts of a page is a subhead, and the parts one article.

    A subhead is one short block; a longer one needs parts that speak of the same things. The weights were set on 400 pages of
    tests/page_simulator.py (704 such places, 19 judged wrong).
    """
    width = max((len(line.text) + len(head.lines) for _, head in heads for line in head.lines), default=0)
    return len(heads) == 1 and SUBHEAD_WIDTH_WEIGHT * (width - SUBHEAD_WIDTH) <= (cohesion - LEAST_COHESION) / COHESION_UNIT


def _headline_likeness(heads: list[tuple[Placed, Head]], index: int) -> float:
    """How far a head may be a headline: not if it opens with a dash, less if it is two clauses on one line beside another head, as kickers are."""
    placed, head = heads[index]
    if placed.text.startswith(SUBTITLE):
        return 0.0
    beside = any(other.start == placed.end or other.end == placed.start for other, _ in heads)
    return KICKER_LIKE if beside and len(head.lines) == 1 and SPACE.search(placed.text) else 1.0


def _placed(head: Head, place: int) -> Placed:
    return Placed("".join(line.text for line in head.lines), place, place + 1)


def _stacked(lines: list[Located]) -> Located:
    """The lines as one text, each line break placed at the end of the line before it."""
    parts: list[Located] = []
    for line in lines:
        if parts:
            parts.append(Located("\n", (parts[-1].places[-1] + 1,)))
        parts.append(line)
    return Located.join(parts)


def _one_line(head: Head) -> Located:
    """The lines of a headline or kicker as one, a space between them as between its clauses."""
    parts: list[Located] = []
    for line in map(_closed_up, head.lines):
        if parts:
            parts.append(Located(" ", (parts[-1].places[-1] + 1,)))
        parts.append(line)
    return Located.join(parts)


def _closed_up(line: Located) -> Located:
    """A head's line with single spaces between its clauses; the spaces of a stretched line (“新 闻”) removed."""
    clauses = line.text.split()
    if all(len(clause) == 1 for clause in clauses):
        return line.keep(not char.isspace() for char in line.text)
    wanted = [True] * len(line.text)
    for space in SPACE.finditer(line.text):
        wanted[space.start() + 1 : space.end()] = [False] * (space.end() - space.start() - 1)
    kept = line.keep(wanted)
    return Located(SPACE.sub(" ", kept.text), kept.places)


