"""Parquet: rows in, batch by batch, and entity rows out, as one table.

A column has one type, so `value` is a struct with a part for each label, null but for the row's own.
"""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import srsly

from banmian.problems import InputError, Report, stop

BATCH = 20_000  # rows of a row group
READ = 256  # rows read at a time
PARTS = {"QUANTITY": "quantity", "PLACE": "place", "ORG": "org", "OFFICIAL": "official"}


def is_parquet(path: Path) -> bool:
    """Whether a file is called .parquet, be it in capitals."""
    return path.suffix.lower() == ".parquet"


def read(path: Path, report: Report = stop) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the rows of a Parquet file, never more than a few at a time.

    path (Path): the file.
    report (Report): receives what keeps it from being read; the rows before that are given.
    YIELDS (tuple): where the row stands (`file:number`, from 1) and the row.
    RAISES (InputError): if pyarrow, the extra `parquet`, is not installed.
    """
    arrow, parquet = library()
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(READ):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{path}:{number}", row
    except (arrow.ArrowException, OSError) as error:
        report(InputError(f"{path}:{number + 1}" if number else str(path), f"cannot be read as Parquet ({error})", "Is the file whole?"))


def count(path: Path) -> int:
    """How many rows a Parquet file has; 0 if it cannot be read."""
    arrow, parquet = library()
    try:
        return parquet.read_metadata(path).num_rows
    except (arrow.ArrowException, OSError):
        return 0


def from_jsonl(rows: Path, out: Path) -> None:
    """Turn entity rows into a Parquet file, batch by batch; it takes its place when it is whole.

    rows (Path): what `tagging.rows` gives, a JSON object a line.
    RAISES (InputError): if pyarrow, the extra `parquet`, is not installed.
    """
    arrow, parquet = library()
    columns, part = schema(arrow), out.with_name(out.name + ".whole")
    read = srsly.read_jsonl(rows)
    try:
        with parquet.ParquetWriter(part, columns) as writer:
            while batch := [{**row, "value": _parted(row)} for row in islice(read, BATCH)]:
                writer.write_table(arrow.Table.from_pylist(batch, schema=columns))
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)


def library() -> tuple[Any, Any]:
    """pyarrow and its Parquet module.

    RAISES (InputError): if they are not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise InputError("pyarrow", "Parquet needs the extra `parquet`", "Run: pip install -e '.[parquet]', or write .jsonl.") from error
    return pyarrow, pyarrow.parquet


def schema(arrow: Any) -> Any:
    """The columns of an entity row."""
    text, number = arrow.string(), arrow.int64()
    texts = arrow.list_(text)

    def struct(*names: str, **others: Any) -> Any:
        return arrow.struct([*((name, text) for name in names), *others.items()])

    value = struct(
        quantity=struct("low", "high", "unit", "modifier", "dimension", "counted", canonical=struct("low", "high", "unit")),
        place=struct("code", path=texts),
        org=struct("canonical", "kind", "division"),
        official=struct("name", "body", "place", "person", titles=texts),
    )
    columns = [("article", text), ("label", text), ("text", text), ("start", number), ("end", number), ("score", arrow.float64()), ("page", text)]
    return arrow.schema([*columns, ("page_spans", arrow.list_(arrow.list_(number))), ("value", value)])


def _parted(row: dict[str, Any]) -> dict[str, Any] | None:
    return None if row["value"] is None else {PARTS[row["label"]]: row["value"]}
