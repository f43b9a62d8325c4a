"""Lines → the pieces of a page: paragraphs joined from their lines, heads, and lines that belong to no article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from banmian import lists
from banmian.pages.lines import Line
from banmian.pages.located import Located
from banmian.pages.marks import MarkReader, Marks
from banmian.pages.pairs import Pairs
from banmian.pages.structure import HEADS, Kind, structure

CAPTION = re.compile(r"^(?:上图|下图|左图|右图|题图|图为|图①)|(?:\s|。|[（(])[\u4e00-\u9fff·\s]{2,12}(?:摄|供图|/图|/摄)[）)]?$")
CAPTION_LENGTH = 120  # in characters


@dataclass
class Paragraph:
    """A paragraph with the marks it carries; its `text` keeps the spaces of the page."""

    text: Located
    marks: Marks


@dataclass
class Head:
    """A block of short lines that may be a headline, a kicker or a subhead. `size` is that of its font against the page's text, if known."""

    lines: list[Located]
    size: float | None = None


@dataclass
class Leftover:
    """A line that belongs to no article: section name, page number, date, editor, caption."""

    text: Located


Block = Paragraph | Head | Leftover


class BlockReader:
    """Reads the blocks of a page.

    folder (Path): `configs/pages`.
    """

    def __init__(self, folder: Path):
        self.marks = MarkReader(folder)
        self.pairs = Pairs(folder)
        self.sections = frozenset(lists.read(folder / "section_names.txt"))
        self.furniture = re.compile("|".join(f"(?:{pattern})" for pattern in lists.read(folder / "furniture.txt")))

    def read(self, lines: list[Line]) -> Iterator[Block]:
        """The blocks of a page in their order; every line is in exactly one of them."""
        furniture = [self._is_furniture(line) for line in lines]
        text = [line for line, belongs_to_page in zip(_close_ranks(lines, furniture), furniture) if not belongs_to_page]
        kinds = iter(structure(text, [self.marks.opens(line.text.text) for line in text], self.pairs))
        paragraph: list[Located] = []
        head: list[Located] = []
        inner: list[Block] = []  # what stands inside an unfinished paragraph
        for line, belongs_to_page in zip(lines, furniture):
            if belongs_to_page:
                inner.append(Leftover(line.text))
                continue
            kind = next(kinds)
            if kind in (Kind.HEAD_FURTHER, Kind.INNER_HEAD_FURTHER):
                head.append(line.text)
            elif kind in HEADS:
                if kind == Kind.HEAD and paragraph:
                    yield self._paragraph(paragraph)
                    paragraph = []
                head = [line.text]
                inner.append(Head(head, line.size))
            elif kind == Kind.FURTHER:
                paragraph.append(line.text)
                continue
            else:
                if paragraph:
                    yield self._paragraph(paragraph)
                yield from inner
                inner = []
                paragraph = [line.text]
            if not paragraph:
                yield from inner
                inner = []
        if paragraph:
            yield self._paragraph(paragraph)
        yield from inner

    def _is_furniture(self, line: Line) -> bool:
        text = "".join(line.text.text.split())
        closes_only = text[-1] in "）)" and text.count("）") + text.count(")") > text.count("（") + text.count("(")  # the end of （下转第四版）
        return not closes_only and bool(self.furniture.fullmatch(text)) or text in self.sections and (line.after_gap or line.before_gap)

    def _paragraph(self, lines: list[Located]) -> Paragraph | Leftover:
        text = joined(lines)
        line_ends = set(accumulate(len(line.text) for line in lines[:-1]))
        return (
            Leftover(text)
            if CAPTION.search(text.text) and len(text.text) < CAPTION_LENGTH
            else Paragraph(text, self.marks.read(text.text, line_ends))
        )


def _close_ranks(lines: list[Line], left_out: list[bool]) -> Iterator[Line]:
    """The lines, each with a gap above or below it where its neighbour is left out."""
    for index, line in enumerate(lines):
        above, below = index > 0 and left_out[index - 1], index + 1 < len(lines) and left_out[index + 1]
        yield replace(line, after_gap=line.after_gap or above, before_gap=line.before_gap or below) if above or below else line


def joined(lines: list[Located]) -> Located:
    """The lines as one text; a space stays where a line ends and the next starts with Latin words."""
    parts = [lines[0]]
    for line in lines[1:]:
        last, first = parts[-1].text[-1], line.text[0]
        if last.isascii() and last.isalpha() and first.isascii() and first.isalpha():
            parts.append(parts[-1].then(" "))
        parts.append(line)
    return Located.join(parts)
