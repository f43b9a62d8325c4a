"""Blocks → articles: where each starts and ends, and which head is whose."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from banmian.pages.articles import Article, Meta
from banmian.pages.blocks import BlockReader, Head, Leftover, Paragraph
from banmian.pages.heads import Placed, Topics, assign, bigrams
from banmian.pages.lines import read_lines
from banmian.pages.located import Located, without_padding
from banmian.pages.reading import PageText

COHESION = 0.08  # share of a part's pairs of characters that the part before must have for both to be one article
SPACE = re.compile(r"\s+")


@dataclass
class Body:
    """The paragraphs and subheads of one article, with the places of its first and last block."""

    parts: list[Paragraph | Head] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def closed(self) -> bool:
        return bool(self.parts) and isinstance(self.parts[-1], Paragraph) and self.parts[-1].marks.closes

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
        owners = assign([placed for placed, _ in heads], [Placed(body.text, body.start, body.end) for body in bodies], topics)
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

    def _bodies(self, blocks: list[Paragraph | Head | Leftover]) -> tuple[list[Body], list[tuple[Placed, Head]]]:
        """Cut the blocks into bodies; heads that are no subheads are returned apart."""
        bodies: list[Body] = []
        heads: list[tuple[Placed, Head]] = []
        waiting: list[tuple[int, Head]] = []
        for place, block in enumerate(blocks):
            if isinstance(block, Head):
                waiting.append((place, block))
            elif isinstance(block, Paragraph):
                current = bodies[-1] if bodies else None
                if current is None or current.closed or block.marks.opens or waiting and not self._same_article(current, blocks, place):
                    heads += [(_placed(head, at), head) for at, head in waiting]
                    current = Body(start=place)
                    bodies.append(current)
                else:
                    current.parts += [head for _, head in waiting]
                waiting = []
                current.parts.append(block)
                current.end = place + 1
        heads += [(_placed(head, at), head) for at, head in waiting]
        return bodies, heads

    @staticmethod
    def _same_article(current: Body, blocks: list[Paragraph | Head | Leftover], place: int) -> bool:
        """Whether the paragraphs from `place` on, which a head sets apart, go on with the body so far."""
        following = []
        for block in blocks[place:]:
            if isinstance(block, Paragraph):
                if following and block.marks.opens:
                    break
                following.append(block.text.text)
                if block.marks.closes:
                    break
        before, after = bigrams(current.text), bigrams("".join(following))
        return len(before.keys() & after.keys()) >= COHESION * min(len(before), len(after))

    @staticmethod
    def _kickers(heads: list[tuple[Placed, Head]], owners: dict[int, int], topics: Topics) -> dict[int, int]:
        """Heads that stand right above or below a headline and are nobody's headline: index of the head by index of the body."""
        kickers = {}
        for body, owner in owners.items():
            beside = [
                index
                for index, (placed, _) in enumerate(heads)
                if index not in owners.values() and (placed.end == heads[owner][0].start or placed.start == heads[owner][0].end)
            ]
            if beside:
                kickers[body] = max(beside, key=lambda index: (topics.score(heads[index][0].text, body), -index))
        return kickers

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


