import json
import subprocess
import sys

import pytest
import spacy

from tests.conftest import ROOT


def test_what_is_not_there_is_left_out_and_the_rules_are_scored(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        json.dumps({"text": "盂县有林地218万亩。", "spans": [{"start": 0, "end": 2, "label": "PLACE"}, {"start": 5, "end": 10, "label": "QUANTITY"}]})
        + "\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "scripts/benchmark.py", "accuracy", str(tmp_path / "none"), str(gold), "--out", str(tmp_path / "out.json")],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    systems = json.loads((tmp_path / "out.json").read_text())["systems"]
    assert "model" not in systems and "model is left out" in done.stderr
    assert systems["rules"]["scores"]["micro"]["f"] == 1.0 and systems["rules"]["memory_mb"] > 10


def test_pages_are_counted(tmp_path):
    done = subprocess.run(
        [sys.executable, "scripts/benchmark.py", "pages", "--out", str(tmp_path / "out.json"), "--count", "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out.json").read_text())["runs"][0]["pages"] == 20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes in /proc")
def test_an_archive_is_simulated_and_tagged(tmp_path):
    spacy.blank("zh").to_disk(tmp_path / "model")
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"text": "盂县有林地218万亩。"}\n{"text": "桃河"}\n', encoding="utf-8")
    arguments = [str(tmp_path / "model"), str(articles), "--out", str(tmp_path / "out.json"), "--articles", "101", "--workers", "0", "--cut", "2"]
    done = subprocess.run([sys.executable, "scripts/benchmark.py", "archive", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (run,) = json.loads((tmp_path / "out.json").read_text())["runs"]
    assert (run["articles"], run["characters"], run["workers"]) == (101, 202, 0)
    assert run["cpu_seconds"] > 0 and [process["name"] for process in run["processes"]] == ["tag.py"]
