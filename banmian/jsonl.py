"""JSONL in, with every broken line named, and whole files out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import srsly

from banmian.problems import InputError, Report, stop


def read(path: Path, report: Report = stop) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the records of a JSONL file.

    path (Path): the file; `.jsonl`, UTF-8.
    report (Report): receives lines that are no JSON object; they are left out.
    YIELDS (tuple): where the record stands (`file:line`) and the record.
    RAISES (InputError): if the file cannot be read, through `report`.
    """
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                where = f"{path}:{number}"
                if not raw.strip():
                    continue
                try:
                    record = srsly.json_loads(raw.decode("utf-8-sig"))
                except UnicodeDecodeError as error:
                    report(InputError(where, f"not UTF-8 at byte {error.start}", "Save the file as UTF-8."))
                    continue
                except ValueError as error:
                    report(InputError(where, f"not valid JSON ({error})", "Each line must be one JSON object."))
                    continue
                if isinstance(record, dict):
                    yield where, record
                else:
                    report(InputError(where, f"a JSON {type(record).__name__}, not an object", "Each line must be one JSON object."))
    except OSError as error:
        report(InputError(str(path), f"cannot be read ({error.strerror})"))


def line(record: dict[str, Any]) -> str:
    """One record as one line of JSON, Chinese left readable."""
    return srsly.ujson.dumps(record, ensure_ascii=False, escape_forward_slashes=False) + "\n"


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open a text file that appears under its name only when it is whole; an error leaves the old file as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
