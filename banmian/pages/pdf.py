"""Pages of a born-digital PDF: its characters, with their boxes and fonts, and the frames drawn around articles."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from banmian.pages import layout
from banmian.pages.layout import Box, Glyph
from banmian.pages.lines import Line
from banmian.problems import InputError

LEAST_FRAME, MOST_FRAME = 0.01, 0.7  # a frame around an article takes up such a share of the page


@dataclass(frozen=True)
class PdfPage:
    """One page.

    number (int): from 1.
    lines (list[Line]): in reading order; places are indices of characters on the page, as pdfium counts them.
    boxes (dict[int, Box]): of each printed character, by its index.
    """

    number: int
    lines: list[Line]
    boxes: dict[int, Box]


def read(path: Path) -> Iterator[PdfPage]:
    """The pages of a PDF that hold text.

    RAISES (InputError): if the library is missing, the file cannot be read, or no page holds text.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError(str(path), "reading PDF needs the extra `pdf`", "Run: pip install -e '.[pdf]'") from error
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise InputError(str(path), f"no readable PDF ({error})", "Open it in a viewer; remove its password, or extract its text.") from error
    with document:
        empty = True
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
                glyphs = list(_glyphs(page.get_textpage()))
                frames = list(_frames(page))
            except pypdfium2.PdfiumError as error:
                raise InputError(f"{path}, page {number}", f"a broken page ({error})", "Open it in a viewer and save it again.") from error
            if glyphs:
                empty = False
                yield PdfPage(number, layout.lines(glyphs, frames), {glyph.index: glyph.box for glyph in glyphs})
        if empty:
            raise InputError(str(path), "the PDF holds no text, only images", "Run it through OCR first.")


def _glyphs(text: Any) -> Iterator[Glyph]:
    """The printed characters in the order of the file. One outside the Basic Multilingual Plane counts as two, and stands at the first."""
    import pypdfium2.raw as pdfium

    name, flags = ctypes.create_string_buffer(64), ctypes.c_int()
    high: tuple[int, str] | None = None
    for index in range(text.count_chars()):
        at, char = index, chr(pdfium.FPDFText_GetUnicode(text, index))
        if "\ud800" <= char < "\udc00":
            high = index, char
            continue
        if "\udc00" <= char < "\ue000":
            at, first = high or (index, "")
            char = (first + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if not char.isspace() and char.isprintable():
            box = text.get_charbox(at, loose=True)
            pdfium.FPDFText_GetFontInfo(text, at, name, len(name), ctypes.byref(flags))
            if box[3] > box[1]:
                yield Glyph(at, char, box, name.value.decode("utf-8", "replace"))


def _frames(page: Any) -> Iterator[Box]:
    """The rectangles on a page that may frame an article, the smallest first."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    boxes = {tuple(round(side, 1) for side in item.get_bounds()) for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])}
    area = {box: (box[2] - box[0]) * (box[3] - box[1]) / (width * height) for box in boxes}
    yield from sorted((box for box in area if LEAST_FRAME <= area[box] <= MOST_FRAME), key=lambda box: (area[box], box))
