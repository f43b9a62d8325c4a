"""What an archive is made of: pages, articles as JSONL and as Parquet, read one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import srsly

from banmian import parquet
from banmian.pages import articles
from banmian.pages.articles import Article, Meta
from banmian.pages.reading import page_files, read_pages
from banmian.pages.segmentation import PageConverter
from banmian.problems import InputError, Report, stop

CHUNK = 1 << 20  # bytes


@dataclass(frozen=True)
class Inputs:
    """The inputs of a command, in the order in which they are read: files of articles as given, then pages.

    given (tuple[Path, ...]): articles (.jsonl, .parquet), pages (.txt, .html, .pdf) and folders of pages.
    lists (Path): the folder with the lists that the conversion of pages goes by.
    """

    given: tuple[Path, ...]
    lists: Path

    def read(self, report: Report = stop) -> Iterator[Article]:
        """All articles, the same in the same order each time; what is none goes to `report`."""
        files, pages = apart(self.given)
        for path in files:
            yield from READERS[path.suffix.lower()](path, report)
        if not pages:
            return
        converter = PageConverter(self.lists)
        for path, name in page_files(pages, report):
            try:
                for text in read_pages(path, name):
                    yield from converter.convert(text).articles
            except InputError as error:
                report(error)

    def count(self) -> int | None:
        """How many articles there are at most, told fast: lines and rows; None if there are pages, of which nobody knows before they are read."""
        files, pages = apart(self.given)
        return None if pages else sum(_rows(path) for path in files if path.is_file())

    def fingerprint(self) -> list[Any]:
        """What changes when the articles would."""
        files, pages = apart(self.given)
        return [fingerprint(path) for path in (*files, *(path for path, _ in page_files(pages, lambda error: None)), self.lists)]


def fingerprint(path: Path) -> list[Any]:
    """Names, sizes and times of a file, or of all files in a folder."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [[str(file), file.stat().st_size, file.stat().st_mtime_ns] for file in files if file.is_file()]


def read_parquet(path: Path, report: Report = stop) -> Iterator[Article]:
    """Read the articles of a Parquet file: a column `text`, and `meta` (a struct, or JSON), or what is known as columns of their own (`id`, `page` …).

    path (Path): the file; a row is named `file:number`, from 1.
    report (Report): receives rows that are no article; they are left out.
    RAISES (InputError): if pyarrow is not installed; if the file cannot be read, through `report`.
    """
    for where, row in parquet.read(path, report):
        try:
            yield articles.from_record({"text": row.get("text"), "meta": _meta(row, where)}, where)
        except InputError as error:
            report(error)


def _meta(row: dict[str, Any], where: str) -> Any:
    """What is known of an article; a column without a value is as none."""
    meta = row.get("meta", row)
    if isinstance(meta, str):
        try:
            meta = srsly.json_loads(meta)
        except ValueError as error:
            raise InputError(where, f"`meta` is not valid JSON ({error})", "It must be one JSON object, or a struct.") from error
    if not isinstance(meta, dict):
        return {} if meta is None else meta
    return {key: str(meta[key]) if key == "id" else meta[key] for key in Meta.__dataclass_fields__ if meta.get(key) is not None}


READERS = {".jsonl": articles.read, ".parquet": read_parquet}
"""By the suffix of a file of articles, in small letters."""


def apart(given: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files of articles, and the rest: pages and folders of them. Suffixes may be in capitals."""
    files, rest = [], []
    for path in given:
        (files if path.suffix.lower() in READERS else rest).append(path)
    return files, rest


def _rows(path: Path) -> int:
    if parquet.is_parquet(path):
        return parquet.count(path)
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(CHUNK), b""))
