import json

import pytest

from banmian import parquet

ROWS = [
    {"article": "a-1", "label": "PLACE", "text": "盂县", "start": 0, "end": 2, "score": None, "page": "a.txt", "page_spans": [[4, 5], [7, 8]], "value": {"code": "140322", "path": ["山西省", "阳泉市", "盂县"]}},
    {"article": "a-1", "label": "ORG", "text": "县委", "start": 5, "end": 7, "score": None, "page": "a.txt", "page_spans": [[9, 11]], "value": None},
    {"article": "a-1", "label": "QUANTITY", "text": "500余名", "start": 9, "end": 14, "score": None, "page": "a.txt", "page_spans": [[13, 18]], "value": {"low": "500", "high": None, "unit": "名", "modifier": "余", "dimension": "persons", "canonical": {"low": "500", "high": None, "unit": "persons"}, "counted": None}},
]  # fmt: skip


def test_rows_become_a_table(tmp_path):
    table = pytest.importorskip("pyarrow.parquet")
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    parquet.from_jsonl(rows, tmp_path / "rows.parquet")
    found = table.read_table(tmp_path / "rows.parquet").to_pylist()
    assert [row["text"] for row in found] == ["盂县", "县委", "500余名"] and found[0]["page_spans"] == [[4, 5], [7, 8]]
    assert found[0]["value"]["place"] == ROWS[0]["value"] and found[0]["value"]["quantity"] is None
    assert found[1]["value"] is None
    assert found[2]["value"]["quantity"] == ROWS[2]["value"]
    assert not (tmp_path / "rows.parquet.whole").exists()


def test_a_file_that_is_no_parquet_is_named(tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "rows.parquet"
    path.write_text("no table", encoding="utf-8")
    problems = []
    assert list(parquet.read(path, problems.append)) == [] and parquet.count(path) == 0
    assert problems[0].where == str(path) and "cannot be read as Parquet" in problems[0].what


def test_rows_are_numbered_through_all_row_groups(tmp_path):
    arrow, table = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "rows.parquet"
    table.write_table(arrow.table({"number": list(range(1, 601))}), path, row_group_size=250)
    assert [(where, row["number"]) for where, row in parquet.read(path)] == [(f"{path}:{number}", number) for number in range(1, 601)]
    assert parquet.count(path) == 600
