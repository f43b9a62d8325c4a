"""Blocks → articles: where each starts and ends, and which head is whose."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy

from banmian import lists
from banmian.pages.articles import Article, Meta, PrintedBox
from banmian.pages.blocks import Block, BlockReader, Head, Leftover, Paragraph
from banmian.pages.bodies import Body, cut
from banmian.pages.heads import PlacedHead, headlines, kickers
from banmian.pages.layout import Box, around
from banmian.pages.lines import Line
from banmian.pages.located import SPACES, Located, without_padding
from banmian.pages.pairs import Pairs
from banmian.pages.reading import PageText
from banmian.pages.topics import Topics

SIGNS = 2  # of an advertisement: one may stand in an article
MOST_LINES = 2000  # no printed page has more


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
        self.advertisement = [re.compile(pattern) for pattern in lists.read(folder / "advertisements.txt")]

    def convert(self, page: PageText) -> Page:
        """Convert one page.

        page (PageText): its text; its name becomes the stem of the articles' ids: `name-1`, `name-2`, …
        RETURNS (Page): with no article if the page has none.
        """
        articles: list[Article] = []
        left = list(page.aside)
        for lines in _stretches(page.lines):
            found, left_over = self._convert(lines, page, len(articles))
            articles += found
            left += left_over
        return Page(articles, sorted((line.first, line.text) for line in left))

    def _convert(self, lines: list[Line], page: PageText, known: int) -> tuple[list[Article], list[Located]]:
        blocks = list(self.blocks.read(lines))
        topics = Topics([_text(block) for block in blocks], self.pairs)
        bodies, places = cut(blocks, topics)
        advertisements = [body for body in bodies if self._is_advertisement(body)]
        bodies = [body for body in bodies if body not in advertisements]
        heads = [PlacedHead(blocks[place], place) for place in places]
        counts = numpy.array([topics.counts(range(body.start, body.end)) for body in bodies])
        about = numpy.array([topics.about(place, counts) for place in places] if bodies else [])
        owners = headlines(heads, bodies, about)
        beside = kickers(heads, owners, about)
        articles = []
        for index, body in enumerate(bodies):
            meta = Meta(f"{page.name}-{known + index + 1}", page.path, page_number=page.number)
            headline, kicker = (heads[chosen[index]].head if index in chosen else None for chosen in (owners, beside))
            articles.append(self._article(body, headline, kicker, meta, page.boxes))
        used = {*owners.values(), *beside.values()}
        left = [block.text for block in blocks if isinstance(block, Leftover) or isinstance(block, Paragraph) and block.marks.informs]
        left += [line for body in advertisements for part in body.parts for line in ([part.text] if isinstance(part, Paragraph) else part.lines)]
        return articles, left + [line for index, head in enumerate(heads) if index not in used for line in head.head.lines]

    def _is_advertisement(self, body: Body) -> bool:
        """Whether a body is an advertisement or a paid notice: nobody signs it, and it says what they say."""
        text = "".join(part.text.text for part in body.parts if isinstance(part, Paragraph))
        return not body.opens and not body.closed and sum(bool(sign.search(text)) for sign in self.advertisement) >= SIGNS

    def _article(self, body: Body, headline: Head | None, kicker: Head | None, meta: Meta, boxes: Mapping[int, Box] | None) -> Article:
        lines: list[Located] = []
        said = "\n".join(part.text.text for part in body.parts if isinstance(part, Paragraph))
        if headline is not None:
            lines.append(_one_line(headline, said, self.pairs))
            meta.headline = lines[0].text
        if kicker is not None:
            meta.kicker = _one_line(kicker, said, self.pairs).text
        for part in body.parts:
            if isinstance(part, Head):
                subhead = [_closed_up(line) for line in part.lines]
                lines += subhead
                meta.subheads.append([line.text for line in subhead])
                continue
            marks = part.marks
            meta.byline += marks.byline
            for name in ("dateline", "jump_from", "jump_to", "source_note"):
                if getattr(meta, name) is None:
                    setattr(meta, name, getattr(marks, name))
            if paragraph := without_padding(part.text[marks.start : marks.end].strip()):
                lines.append(paragraph)
        text = _stacked(lines)
        meta.offsets, meta.boxes = text.runs(), _boxes(text, boxes) if boxes else []
        return Article(text.text, meta)


def _stretches(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of a page; those of an endless one in stretches that end at a gap where there is one, so that time grows no faster than length."""
    start = 0
    while start < len(lines):
        end = min(len(lines), start + MOST_LINES)
        gap = next((index for index in range(end, start + MOST_LINES // 2, -1) if index == len(lines) or lines[index].after_gap), end)
        yield lines[start:gap]
        start = gap


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
