"""Blocks → articles: where each starts and ends, and which head is whose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy

from banmian.pages.articles import Article, Meta, PrintedBox
from banmian.pages.blocks import Block, BlockReader, Head, Leftover, Paragraph
from banmian.pages.bodies import Body, cut
from banmian.pages.heads import PlacedHead, headlines, kickers
from banmian.pages.layout import Box, around
from banmian.pages.located import SPACES, Located, without_padding
from banmian.pages.pairs import Pairs
from banmian.pages.reading import PageText
from banmian.pages.topics import Topics


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
        self.pairs = self.blocks.pairs

    def convert(self, page: PageText) -> Page:
        """Convert one page.

        page (PageText): its text; its name becomes the stem of the articles' ids: `name-1`, `name-2`, …
        RETURNS (Page): with no article if the page has none.
        """
        blocks = list(self.blocks.read(page.lines))
        topics = Topics([_text(block) for block in blocks], self.pairs)
        bodies, places = cut(blocks, topics)
        heads = [PlacedHead(blocks[place], place) for place in places]
        counts = numpy.array([topics.counts(range(body.start, body.end)) for body in bodies])
        about = numpy.array([topics.about(place, counts) for place in places] if bodies else [])
        owners = headlines(heads, bodies, about)
        beside = kickers(heads, owners, about)
        articles = [
            self._article(
                body,
                heads[owners[index]].head if index in owners else None,
                heads[beside[index]].head if index in beside else None,
                Meta(f"{page.name}-{index + 1}", page.path, page_number=page.number),
                page.boxes,
            )
            for index, body in enumerate(bodies)
        ]
        used = {*owners.values(), *beside.values()}
        left = [*page.aside, *(block.text for block in blocks if isinstance(block, Leftover))]
        left += [line for index, head in enumerate(heads) if index not in used for line in head.head.lines]
        return Page(articles, sorted((line.first, line.text) for line in left))

    def _article(self, body: Body, headline: Head | None, kicker: Head | None, meta: Meta, boxes: Mapping[int, Box] | None) -> Article:
        lines: list[Located] = []
        said = "\n".join(part.text.text for part in body.parts if isinstance(part, Paragraph))
        if headline is not None:
            title = _one_line(headline, said, self.pairs)
            lines.append(title)
            meta = replace(meta, headline=title.text)
        if kicker is not None:
            meta = replace(meta, kicker=_one_line(kicker, said, self.pairs).text)
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
        return Article(text.text, replace(meta, offsets=text.runs(), boxes=_boxes(text, boxes) if boxes else []))


def _text(block: Block) -> str:
    """What a block says; nothing if it is left over."""
    return "" if isinstance(block, Leftover) else block.text.text if isinstance(block, Paragraph) else "\n".join(line.text for line in block.lines)


def _stacked(lines: list[Located]) -> Located:
    """The lines as one text, each line break placed at the end of the line before it."""
    parts: list[Located] = []
    for line in lines:
        if parts:
            parts.append(parts[-1].then("\n"))
        parts.append(line)
    return Located.join(parts)


def _boxes(text: Located, boxes: Mapping[int, Box]) -> list[PrintedBox]:
    """Where each printed line of a text stands on the page of a PDF."""
    found: list[PrintedBox] = []
    row: list[Box] = []
    start = 0
    for index, place in enumerate(text.places()):
        box = boxes.get(place)
        if row and (box is None or not row[-1][1] < (box[1] + box[3]) / 2 < row[-1][3] or box[0] < row[-1][0]):
            found.append((start, index - start, *around(row)))
            row = []
        if box is not None:
            start = start if row else index
            row.append(box)
    return [*found, (start, len(text.text) - start, *around(row))] if row else found


def _one_line(head: Head, body: str, pairs: Pairs) -> Located:
    """The lines of a headline or kicker as one, with a space between them where each is a clause, as between clauses on one line.

    A line goes on in the next if the characters that meet make a pair that is listed, or that the body has: of real headlines cut in
    the middle 80 % do, of those cut between their clauses 22 %.
    """
    parts: list[Located] = []
    for line in map(_closed_up, head.lines):
        if parts:
            before, after = parts[-1].text[-1], line.text[0]
            goes_on = before + after in pairs.listed or before + after in body or not (before.isalpha() and after.isalpha())
            if not goes_on or before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
                parts.append(parts[-1].then(" "))
        parts.append(line)
    return Located.join(parts)


def _closed_up(line: Located) -> Located:
    """A head's line with single spaces between its clauses; the spaces of a stretched line (“新 闻”) removed."""
    stretched = all(len(clause) == 1 for clause in line.text.split())
    kept = line.without((space.start() + (not stretched), space.end()) for space in SPACES.finditer(line.text))
    return replace(kept, text=SPACES.sub(" ", kept.text))
