"""The commands as a user runs them: good input, bad input, exit codes (DESIGN, contract 7)."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGE = "盂县全力筑牢防火屏障\n\n本报讯 盂县境内有 18 个重点林区，林\n地面积218万亩。盂县林业局相关负责人\n表示，将加大力度。 （侯节 嘉崧）\n"


def run(script, *arguments):
    command = [sys.executable, str(ROOT / "scripts" / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """Articles of pages in three encodings, converted beside a page of each bad kind."""
    folder = tmp_path_factory.mktemp("pages")
    for name, encoding in (("a", "utf-8"), ("b", "gb18030"), ("c", "utf-16")):
        (folder / f"{name}.txt").write_bytes(PAGE.encode(encoding))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "bare.txt").write_text("要闻\n\n第3版\n", encoding="utf-8")
    out = folder / "out.jsonl"
    return run("convert.py", folder, "--out", out), out, folder


def test_bad_pages_are_named_and_the_good_ones_converted(articles):
    done, out, folder = articles
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"{folder}/empty.txt: the page is empty" in done.stderr
    assert f"{folder}/binary.txt: neither UTF-8, GB18030 nor UTF-16 text" in done.stderr
    assert f"{folder}/bare.txt: no article on this page" in done.stderr
    assert {article["text"] for article in lines(out)} == {
        "盂县全力筑牢防火屏障\n盂县境内有18个重点林区，林地面积218万亩。盂县林业局相关负责人表示，将加大力度。"
    }
    assert [article["meta"]["id"] for article in lines(out)] == ["a-1", "b-1", "c-1"]


def test_articles_are_labelled_and_broken_lines_named(articles, tmp_path):
    _, source, _ = articles
    broken = tmp_path / "articles.jsonl"
    broken.write_text(source.read_text(encoding="utf-8") + '{"text": 5}\nnonsense\n', encoding="utf-8")
    done = run("bootstrap.py", broken, "--out", tmp_path / "silver.jsonl")
    assert done.returncode == 1 and f"{broken}:4: no article" in done.stderr and f"{broken}:5: not valid JSON" in done.stderr
    first = lines(tmp_path / "silver.jsonl")[0]
    spans = {(first["text"][span["start"] : span["end"]], span["label"]) for span in first["spans"]}
    assert {("盂县", "PLACE"), ("18个", "QUANTITY"), ("盂县林业局", "ORG"), ("相关负责人", "OFFICIAL"), ("218万亩", "QUANTITY")} <= spans
    assert all(span["token_end"] - span["token_start"] == span["end"] - span["start"] - 1 and span["source"] for span in first["spans"])


def test_a_gold_span_off_by_one_is_named(tmp_path):
    gold = tmp_path / "gold.jsonl"
    good = {"text": "盂县林业局", "spans": [{"start": 0, "end": 5, "label": "ORG"}], "meta": {"id": "a"}}
    off = {"text": "盂县林业局", "spans": [{"start": 0, "end": 6, "label": "ORG"}], "meta": {"id": "b"}}
    gold.write_text("".join(json.dumps(task, ensure_ascii=False) + "\n" for task in (good, off)), encoding="utf-8")
    done = run("corpus.py", gold, "--silver", gold, "--out", tmp_path / "corpus", "--seed", 1, "--dev", 0)
    assert done.returncode == 1 and f"{gold}:2: span 0-6 lies outside the text of 5 characters" in done.stderr
    assert "train: 1 articles" in done.stdout


@pytest.mark.parametrize(
    "script, arguments",
    [
        ("convert.py", ["corpus/pages"]),  # no --out
        ("convert.py", ["--out", "x.jsonl"]),  # no pages
        ("bootstrap.py", ["nowhere.jsonl", "--out", "x.jsonl"]),
        ("evaluate.py", ["model", "nowhere.jsonl", "--out", "x.json"]),
        ("corpus.py", ["--unknown"]),
    ],
)
def test_wrong_usage_is_exit_code_2(script, arguments):
    done = run(script, *arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_a_missing_model_is_named(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"text": "盂县", "spans": []}\n', encoding="utf-8")
    for script, arguments in (("evaluate.py", [gold]), ("tag.py", [gold])):
        done = run(script, "no-such-model", *arguments, "--out", tmp_path / "out")
        assert done.returncode == 1 and "no-such-model: no model can be loaded" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "scripts").glob("*.py")))
def test_every_command_explains_itself(script):
    done = run(script, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout and len(done.stdout) > 400
