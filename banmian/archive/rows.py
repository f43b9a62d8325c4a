"""Entity rows read back, from JSONL or Parquet, each one checked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from banmian import jsonl, parquet
from banmian.problems import InputError, Report, stop
from banmian.spans import LABELS

REMEDY = "Entity rows are made with scripts/tag.py."
MOST_DIGITS = 60  # of an amount


@dataclass(frozen=True)
class Entity:
    """An entity row (see `tagging.rows`) and where it was read.

    path (Path), line (int): the file, and its line or row, from 1.
    """

    path: Path
    line: int
    article: str
    label: str
    text: str
    start: int
    end: int
    page: str
    page_spans: list[list[int]]
    value: dict[str, Any] | None

    @property
    def where(self) -> str:
        """The file with the line."""
        return f"{self.path}:{self.line}"


def read(path: Path, report: Report = stop) -> Iterator[Entity]:
    """Read the entity rows of a file, one after another.

    path (Path): what scripts/tag.py wrote, .jsonl or .parquet.
    report (Report): receives rows that are none; they are left out.
    """
    parted = parquet.is_parquet(path)
    for where, record in (parquet.read if parted else jsonl.read)(path, report):
        try:
            yield from_record(record, path, int(where.rpartition(":")[2]), parted)
        except InputError as error:
            report(error)


def from_record(record: dict[str, Any], path: Path, line: int, parted: bool = False) -> Entity:
    """An entity from a row.

    parted (bool): whether `value` has a part for each label, as in Parquet.
    RAISES (InputError): naming the first thing that is missing or of another kind.
    """
    where = f"{path}:{line}"
    for name, fits in COLUMNS.items():
        if name not in record:
            raise InputError(where, f"no entity row: `{name}` is missing", REMEDY)
        if not fits(record[name]):
            raise InputError(where, f"no entity row: `{name}` is {_short(record[name])}", REMEDY)
    label, start, end, value = record["label"], record["start"], record["end"], record["value"]
    if end - start != len(record["text"]) or start < 0 or not record["text"]:
        raise InputError(where, f"{start}-{end} is not where {_short(record['text'])} can stand", REMEDY)
    if parted and value is not None:
        value = value.get(parquet.PARTS[label])
    if value is not None:
        for name, fits in VALUES[label].items():
            if name not in value:
                raise InputError(where, f"the value of {_short(record['text'])} ({label}) has no `{name}`", REMEDY)
            if not fits(value[name]):
                raise InputError(where, f"the value of {_short(record['text'])} ({label}) has {_short(value[name])} as `{name}`", REMEDY)
    return Entity(path, line, record["article"], label, record["text"], start, end, record["page"], record["page_spans"], value)


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _text_or_none(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _spans(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(span, list) and len(span) == 2 and all(map(_whole, span)) and 0 <= span[0] < span[1] for span in value
    )


def _number_or_none(value: Any) -> bool:
    if not isinstance(value, str):
        return value is None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    return number.is_finite() and abs(number.adjusted()) <= MOST_DIGITS


def _canonical(value: Any) -> bool:
    return value is None or (
        isinstance(value, dict)
        and {"low", "high", "unit"} <= value.keys()
        and _number_or_none(value["low"])
        and _number_or_none(value["high"])
        and _text_or_none(value["unit"])
    )


Check = Callable[[Any], bool]
COLUMNS: dict[str, Check] = {
    "article": _text,
    "label": lambda value: value in LABELS,
    "text": _text,
    "start": _whole,
    "end": _whole,
    "page": _text,
    "page_spans": _spans,
    "value": lambda value: value is None or isinstance(value, dict),
}
VALUES: dict[str, dict[str, Check]] = {
    "QUANTITY": {
        "low": _number_or_none,
        "high": _number_or_none,
        "unit": _text_or_none,
        "modifier": _text_or_none,
        "dimension": _text_or_none,
        "canonical": _canonical,
        "counted": _text_or_none,
    },
    "PLACE": {"code": _text_or_none, "path": _texts},
    "ORG": {"canonical": _text_or_none, "kind": _text_or_none, "division": _text_or_none},
    "OFFICIAL": {"name": _text_or_none, "titles": _texts, "body": _text_or_none, "place": _text_or_none, "person": lambda value: True},
}
