"""The article: what a page becomes, and the line of `articles.jsonl` that holds it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from banmian import jsonl
from banmian.pages.located import Run
from banmian.problems import InputError, Report, stop


@dataclass
class Meta:
    """What is known of an article besides its text (DESIGN, contract 2).

    offsets (list[Run]): where each character of the text stands on the page.
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
    words: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Article:
    """An article: headline, subheads and paragraphs, each on a line of its own, and what is known besides."""

    text: str
    meta: Meta

    def record(self) -> dict[str, Any]:
        """The article as a line of JSONL; without `words` where there are none."""
        meta = asdict(self.meta)
        if not meta["words"]:
            del meta["words"]
        return {"text": self.text, "meta": meta}


def from_record(record: dict[str, Any], where: str) -> Article:
    """An article from a line of JSONL; unknown keys of its meta are left out.

    RAISES (InputError): if the record is no article.
    """
    text, meta = record.get("text"), record.get("meta", {})
    if not isinstance(text, str) or not isinstance(meta, dict):
        raise InputError(where, "no article: it needs a string `text` and an object `meta`", "Make articles with scripts/convert.py.")
    known = {key: meta[key] for key in Meta.__dataclass_fields__ if key in meta}
    known["words"] = [tuple(word) for word in meta.get("words", [])]
    return Article(text, Meta(**{"id": where, "page": "", **known}))


def read(path: Path, report: Report = stop) -> Iterator[Article]:
    """Read the articles of a JSONL file; what is none goes to `report`."""
    for where, record in jsonl.read(path, report):
        try:
            yield from_record(record, where)
        except InputError as error:
            report(error)
