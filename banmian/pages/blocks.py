"""Lines → the pieces of a page: paragraphs joined from their lines, heads, and lines that belong to no article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from banmian import lists
from banmian.pages.lines import Line, column_widths
from banmian.pages.located import Located
from banmian.pages.marks import SENTENCE_END, MarkReader, Marks

HEAD_WIDTH = 30.0  # a longer line is no head, in full-width characters
HEAD_LINES = 3
SHORT = 0.7  # of its column's width: a line without a gap on both sides is a head only if it is shorter
RAGGED = 3.5  # full lines differ by so much, for extractors squeeze punctuation, in full-width characters
INDENT = 2.0  # how far the first line of a paragraph is set in, though the extractor drops the space
STOPS = re.compile(r"[。；]")
CLOSING = re.compile(r"[。！？!?；：:…）)”’」』》—]$")
UNFINISHED = re.compile(r"[，、,（(“‘《「『]$")
OPENING_PUNCTUATION = re.compile(r"^[，、。；：！？”’）》」』,;!?)…]")
CAPTION = re.compile(r"^(?:上图|下图|左图|右图|题图|图为|图①)|(?:\s|。|[（(])[\u4e00-\u9fff·\s]{2,12}(?:摄|供图|/图|/摄)[）)]?$")
AUTHOR_LINE = re.compile(r"^[□■◎●○]?\s*((?:本报|本台|见习|实习|全媒体|融媒体|特约)?(?:记者|通讯员)\s*[\u4e00-\u9fff·\s、]{2,30})$")


@dataclass
class Paragraph:
    """A paragraph with the marks it carries; its `text` keeps the spaces of the page."""

    text: Located
    marks: Marks


@dataclass
class Head:
    """A block of one to three short lines that may be a headline, a kicker or a subhead."""

    lines: list[Located]


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
        self.sections = frozenset(lists.read(folder / "section_names.txt"))
        self.furniture = re.compile("|".join(f"(?:{pattern})" for pattern in lists.read(folder / "furniture.txt")))

    def read(self, lines: list[Line]) -> Iterator[Block]:
        """The blocks of a page in their order; every line is in exactly one of them."""
        paragraph = _Paragraph()
        widths = column_widths(lines)
        index = 0
        while index < len(lines):
            line, width = lines[index], widths[index]
            if self._is_furniture(line):
                yield Leftover(line.text)
                index += 1
            elif (count := self._head_lines(lines, widths, index, paragraph)) > 0:
                if paragraph.closed:
                    yield from self._finish(paragraph)
                yield Head([head.text for head in lines[index : index + count]])
                index += count
            else:
                if paragraph.lines and (paragraph.closed or self._starts_paragraph(line)):
                    yield from self._finish(paragraph)
                paragraph.add(line, width)
                index += 1
        yield from self._finish(paragraph)

    def _is_furniture(self, line: Line) -> bool:
        text = "".join(line.text.text.split())
        return bool(self.furniture.fullmatch(text)) or text in self.sections and (line.after_gap or line.before_gap)

    def _starts_paragraph(self, line: Line) -> bool:
        return line.indented or self.marks.read(line.text.text).opens

    def _head_lines(self, lines: list[Line], widths: list[float], index: int, paragraph: "_Paragraph") -> int:
        """How many lines from here on are a head; 0 if a paragraph goes on or starts."""
        line = lines[index]
        if paragraph.lines and not paragraph.closed and not line.after_gap:
            return 0
        block = [line]
        while not block[-1].before_gap and index + len(block) < len(lines) and self._short(lines[index + len(block)]):
            block.append(lines[index + len(block)])
        if not all(self._short(head) for head in block) or len(block) > HEAD_LINES:
            return 0
        following = lines[index + len(block) : index + len(block) + 1]
        if following and not self._starts_paragraph(following[0]) and self._goes_on(block, widths[index]):
            return 0
        if paragraph.lines and not paragraph.closed:
            # Inside an unfinished sentence a full line is its continuation; a short one may be a head set between two columns.
            return len(block) if all(head.width < widths[index] - 2 for head in block) and self._resumes(following) else 0
        return len(block)

    def _short(self, line: Line) -> bool:
        text = line.text.text
        return (
            line.width <= HEAD_WIDTH
            and not STOPS.search(text)
            and not UNFINISHED.search(text)
            and not OPENING_PUNCTUATION.search(text)
            and not line.indented
            and not self.marks.read(text).opens
            and not self.marks.read(text).closes
            and any(map(str.isalpha, text))
        )

    @staticmethod
    def _resumes(following: list[Line]) -> bool:
        return bool(following) and bool(STOPS.search(following[0].text.text) or "，" in following[0].text.text)

    @staticmethod
    def _goes_on(block: list[Line], width: float) -> bool:
        """Whether lines that look like a head are the first ones of a paragraph, which goes on below (after a column break, if there is a gap)."""
        if not block[0].after_gap or not block[-1].before_gap:
            return block[-1].width > width * SHORT
        text = "".join(line.text.text for line in block)
        return _unbalanced(text) or "，" in text and block[-1].width >= width - RAGGED

    def _finish(self, paragraph: "_Paragraph") -> Iterator[Block]:
        if paragraph.lines:
            text = paragraph.joined()
            yield Leftover(text) if CAPTION.search(text.text) and len(text.text) < 120 else Paragraph(text, self.marks.read(text.text))
            paragraph.lines.clear()


def _unbalanced(text: str) -> bool:
    """Whether a quotation or bracket opens without closing."""
    return any(text.count(opening) > text.count(closing) for opening, closing in ("“”", "‘’", "（）", "《》", "「」"))


@dataclass
class _Paragraph:
    """The lines of a paragraph so far, and the width of the column that the last one stands in."""

    lines: list[Line] = field(default_factory=list)
    width: float = 0.0

    def add(self, line: Line, width: float) -> None:
        self.lines.append(line)
        self.width = width

    @property
    def closed(self) -> bool:
        """Whether the last line ends the paragraph: it ends a sentence and leaves room in its column, or stands before a gap."""
        if not self.lines:
            return True
        last = self.lines[-1]
        room = self.width - last.width - (INDENT if len(self.lines) == 1 else 0)
        ends = bool(CLOSING.search(last.text.text))
        return ends and (room >= 1 or last.before_gap and (bool(SENTENCE_END.search(last.text.text)) or last.text.text[-1] in "）)：:"))

    def joined(self) -> Located:
        """The lines as one text; a space stays where a line ends and the next starts with Latin words."""
        parts = [self.lines[0].text]
        for line in self.lines[1:]:
            last, first = parts[-1], line.text
            if last.text[-1].isascii() and last.text[-1].isalpha() and first.text[0].isascii() and first.text[0].isalpha():
                parts.append(Located(" ", (last.places[-1] + 1,)))
            parts.append(first)
        return Located.join(parts)
