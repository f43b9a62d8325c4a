"""Pages beside their articles as one HTML file: each article in a colour, heads linked to bodies, what is left over marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from banmian.pages.reading import PageText
from banmian.pages.segmentation import Page

COLOURS = 8  # as many as the style sheet has
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Piece:
    """Characters of a printed line that belong together: to the headline or the body of an article, to its marks, or to none."""

    text: str
    article: int | None
    part: str


class Report:
    """Writes the report page by page, so that nothing is kept in memory.

    file (TextIO): where to; the file is whole after `close`.
    """

    def __init__(self, file: TextIO):
        self.file, self.count = file, 0
        file.write(_templates.get_template("report_head.html").render(colours=COLOURS))

    def add(self, text: PageText, page: Page) -> None:
        """Add a page as printed and as converted."""
        self.count += 1
        lines = [list(_pieces(line.text.text, list(line.text.places()), page)) for line in text.lines]
        gaps = [line.after_gap for line in text.lines]
        template = _templates.get_template("report_page.html")
        self.file.write(
            template.render(number=self.count, page=page, path=text.path, page_number=text.number, lines=list(zip(gaps, lines)), colours=COLOURS)
        )

    def close(self) -> None:
        """End the file."""
        self.file.write("</main></body></html>\n")


def _pieces(text: str, places: list[int], page: Page) -> Iterator[Piece]:
    owners = _owners(page)
    at = 0
    for owner, chars in groupby(places, key=lambda place: owners.get(place)):
        length = len(list(chars))
        yield Piece(text[at : at + length], *(owner or (None, "left")))
        at += length


def _owners(page: Page) -> dict[int, tuple[int | None, str]]:
    """Which article each character of the page belongs to, and as what."""
    owners: dict[int, tuple[int | None, str]] = {}
    for number, article in enumerate(page.articles):
        head = len(article.meta.headline or "")
        for start, place, length in article.meta.offsets:
            for index in range(length):
                owners[place + index] = number, "headline" if start + index < head else "body"
    return owners
