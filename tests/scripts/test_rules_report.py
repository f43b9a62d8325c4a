"""The report as a user asks for it."""

import json

import pytest

from tests.scripts.test_commands import run

TEXT = "盂县林业局局长张某表示，林地218万亩。"
SPANS = [
    {"start": 0, "end": 5, "label": "ORG"},
    {"start": 5, "end": 9, "label": "OFFICIAL"},
    {"start": 14, "end": 19, "label": "QUANTITY"},
]


def gold(folder, *tasks):
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(task, ensure_ascii=False) + "\n" for task in tasks), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    tasks = [{"text": TEXT, "spans": SPANS, "meta": {"id": "a"}}, {"text": TEXT, "spans": SPANS, "meta": {"id": "b", "split": "test"}}, {"text": 5}]
    path = gold(folder, *tasks)
    return run("rules_report.py", path, "--out", folder / "report.json", "--html", folder / "report.html"), path, folder


def test_the_test_split_is_left_out_and_broken_lines_are_named(done):
    ended, path, folder = done
    assert ended.returncode == 1 and f"{path}:3: no task" in ended.stderr and "Traceback" not in ended.stderr
    figures = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (figures["articles"], figures["articles_left_out"], figures["result"]["micro"]["gold"]) == (1, 1, 3)


def test_every_function_has_a_row_and_the_page_shows_it(done):
    _, _, folder = done
    figures = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    rows = {row["name"]: row for row in figures["functions"]}
    assert rows["quantities.amount"]["precision"] == {"share": 1.0, "low": 0.2065, "high": 1.0}
    assert rows["quantities.amount"]["examples"]["hit"][0]["span"] == "218万亩"
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert all(f">{name}</button>" in html for name in rows) and '<mark class="QUANTITY">218万亩</mark>' in html


def test_a_file_of_the_test_alone_is_refused(tmp_path):
    path = gold(tmp_path, {"text": TEXT, "spans": SPANS, "meta": {"split": "test"}})
    ended = run("rules_report.py", path, "--out", tmp_path / "report.json")
    assert ended.returncode == 1 and f"{path}: no task that could be used" in ended.stderr and not (tmp_path / "report.json").exists()


def test_the_same_seed_gives_the_same_report(done, tmp_path):
    _, path, folder = done
    run("rules_report.py", path, "--out", tmp_path / "report.json")
    assert (tmp_path / "report.json").read_bytes() == (folder / "report.json").read_bytes()
