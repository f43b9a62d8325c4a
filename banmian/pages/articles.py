"""The article: what a page becomes, and the line of `articles.jsonl` that holds it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from banmian import jsonl
from banmian.pages.located import Run
from banmian.problems import InputError, Report, stop

PrintedBox = tuple[int, int, float, float, float, float]
"""`(text_start, length, left, bottom, right, top)`: so many characters of the text stand in that box, in points from the lower left corner."""

Part = tuple[int, str, int | None]
"""`(text_start, page, page_number)`: from there on the text stands on that page."""


@dataclass
class Meta:
    """What is known of an article besides its text (DESIGN, contract 2).

    offsets (list[Run]): where each character of the text stands on the page.
    page_number (int | None): which page of a PDF it is on, from 1; the offsets are then indices of characters on that page.
    boxes (list[PrintedBox]): where each printed line of the text stands on the page of a PDF.
    parts (list[Part]): of an article joined from several pages, where each part starts; its offsets are those of the part's page.
    words (list): words of human segmentation, `[start, end, part-of-speech tag]`, where the source has them.
    """

    id: str
    page: str
    headline: str | None = None
    kicker: str | None = None
    subheads: list[list[str]] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    dateline: str | None = None
    jump_from: str | None = None
    jump_to: str | None = None
    source_note: str | None = None
    offsets: list[Run] = field(default_factory=list)
    page_number: int | None = None
    boxes: list[PrintedBox] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    words: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Article:
    """An article: headline, subheads and paragraphs, each on a line of its own, and what is known besides.

    where (str): the file and line that it was read from; of an article just converted, empty.
    """

    text: str
    meta: Meta
    where: str = field(default="", compare=False)

    def standing_at(self, start: int) -> tuple[str, int | None]:
        """The page, and in a PDF its number, that a character of the text stands on; an article joined from several pages has several."""
        return next(((page, number) for at, page, number in reversed(self.meta.parts) if at <= start), (self.meta.page, self.meta.page_number))

    def record(self) -> dict[str, Any]:
        """The article as a line of JSONL; without what only a PDF or a tagged text has where there is none."""
        meta = {name: value for name, value in vars(self.meta).items() if value or name not in ("page_number", "boxes", "parts", "words")}
        return {"text": self.text, "meta": meta}


Check = Callable[[Any], bool]
REMEDY = "Make articles with scripts/convert.py."


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and set(map(type, value)) <= {str}


def _rows(*columns: set[type]) -> Check:
    """Rows with such values in their columns; looked at column by column, as an article may have thousands of rows."""

    def check(value: Any) -> bool:
        return (
            isinstance(value, list)
            and set(map(type, value)) <= {list, tuple}
            and set(map(len, value)) <= {len(columns)}
            and all(set(map(type, column)) <= kinds for column, kinds in zip(zip(*value), columns))
        )

    return check


WHOLE, NUMBER = {int}, {int, float}
ROWS: dict[str, tuple[str, Check]] = {
    "offsets": ("list of [text_start, page_start, length]", _rows(WHOLE, WHOLE, WHOLE)),
    "boxes": ("list of [text_start, length, left, bottom, right, top]", _rows(WHOLE, WHOLE, *[NUMBER] * 4)),
    "parts": ("list of [start, page, number]", _rows(WHOLE, {str}, {int, type(None)})),
    "words": ("list of [start, end, tag]", _rows(WHOLE, WHOLE, {str})),
}
FIELDS: dict[str, tuple[str, Check]] = {
    "id": ("string", lambda value: type(value) in (str, int)),
    **dict.fromkeys(("page", "headline", "kicker", "dateline", "jump_from", "jump_to", "source_note"), ("string", _text)),
    "subheads": ("list of lists of lines", lambda value: isinstance(value, list) and all(map(_texts, value))),
    "byline": ("list of names", _texts),
    "page_number": ("whole number", lambda value: type(value) is int),
    **ROWS,
}
"""What each thing known of an article must be, in words, and whether it is."""


def from_record(record: dict[str, Any], where: str) -> Article:
    """An article from a line of JSONL; unknown keys of its meta are left out, and a number that is its id is taken as text.

    RAISES (InputError): if the record is no article, or something in its meta is not what it must be.
    """
    text, meta = record.get("text"), record.get("meta", {})
    if not isinstance(text, str) or not isinstance(meta, dict):
        raise InputError(where, "no article: it needs a string `text` and an object `meta`", REMEDY)
    known = {"id": where, "page": ""}
    for name, (what, fits) in FIELDS.items():
        if (value := meta.get(name)) is not None:
            if not fits(value):
                raise InputError(where, f"`{name}` is no {what}", f"Mend it or leave it out. {REMEDY}")
            known[name] = list(map(tuple, value)) if name in ROWS else value
    known["id"] = str(known["id"])
    return Article(text, Meta(**known), where)


def read(path: Path, report: Report = stop) -> Iterator[Article]:
    """Read the articles of a JSONL file; what is none goes to `report`."""
    for where, record in jsonl.read(path, report):
        try:
            yield from_record(record, where)
        except InputError as error:
            report(error)
