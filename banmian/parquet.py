"""Entity rows as Parquet: JSONL in, one table out. A column has one type, so `value` is a struct with a part for each label, null but for the row's own."""

import os
from itertools import islice
from pathlib import Path
from typing import Any

import srsly

from banmian.problems import InputError

BATCH = 20_000  # rows of a row group
PARTS = {"QUANTITY": "quantity", "PLACE": "place", "ORG": "org", "OFFICIAL": "official"}


def from_jsonl(rows: Path, out: Path) -> None:
    """Turn entity rows into a Parquet file, batch by batch; it takes its place when it is whole.

    rows (Path): what `tagging.rows` gives, a JSON object a line.
    RAISES (InputError): if pyarrow, the extra `parquet`, is not installed.
    """
    arrow, parquet = library()
    columns, part = schema(arrow), out.with_name(out.name + ".whole")
    read = srsly.read_jsonl(rows)
    with parquet.ParquetWriter(part, columns) as writer:
        while batch := [{**row, "value": _parted(row)} for row in islice(read, BATCH)]:
            writer.write_table(arrow.Table.from_pylist(batch, schema=columns))
    os.replace(part, out)


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
