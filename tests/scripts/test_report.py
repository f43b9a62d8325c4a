"""The command as a user runs it: what it says, what it leaves, exit codes (DESIGN, contract 7)."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGE = "盂县全力筑牢防火屏障\n\n本报讯 盂县境内有 18 个重点林区，林\n地面积218万亩。\n"
PLACE = {
    "article": "2024-12-05-1",
    "label": "PLACE",
    "text": "盂县",
    "start": 0,
    "end": 2,
    "score": 0.9,
    "page": "2024-12-05.txt",
    "page_spans": [[0, 2]],
}
ROWS = [PLACE | {"value": {"code": "140322", "path": ["山西省", "阳泉市", "盂县"]}}, PLACE | {"article": "b-1", "value": None}, PLACE]


def run(*arguments):
    command = [sys.executable, str(ROOT / "scripts" / "report.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "pages" / "2024-12-05.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def entities(tmp_path):
    """Writes rows, or other lines, to a file."""

    def write(*rows):
        path = tmp_path / "entities.jsonl"
        path.write_text("".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


def test_pages_give_a_report_that_needs_no_other_file(page, entities, tmp_path):
    out = tmp_path / "report.html"
    done = run(entities(ROWS[0]), page.parent, "--out", out, "--title", "阳泉")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"1 entities of 1 articles, 1 of them in full, in {out}"
    shown = out.read_text(encoding="utf-8")
    assert "<span>阳泉</span>" in shown and shown.count('data-e="1"') == 2  # in the article and on the page
    assert "src=" not in shown and "http" not in shown and "@import" not in shown


def test_bad_rows_are_named_and_the_rest_is_shown(page, entities, tmp_path):
    path, out = entities(*ROWS, "nonsense\n"), tmp_path / "report.html"
    done = run(path, page, "--out", out)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"{path}:2: there is no article 'b-1'" in done.stderr
    assert f"{path}:3: no entity row: `value` is missing" in done.stderr and f"{path}:4: not valid JSON" in done.stderr
    assert "2 entities of 1 articles, 1 of them in full" in done.stdout and 'data-e="1"' in out.read_text(encoding="utf-8")


def test_articles_without_their_page_are_shown_alone(page, entities, tmp_path):
    articles, out = tmp_path / "articles.jsonl", tmp_path / "report.html"
    record = {"text": "盂县有18个重点林区。", "meta": {"id": "2024-12-05-1", "page": "elsewhere/2024-12-05.txt"}}
    articles.write_text(json.dumps(record) + "\n", encoding="utf-8")
    rows = entities(ROWS[0] | {"page": "elsewhere/2024-12-05.txt"})
    assert run(rows, articles, "--out", out).returncode == 0
    assert 'class="printed"' not in out.read_text(encoding="utf-8")
    assert run(rows, articles, page.parent, "--out", out).returncode == 0  # the same page in another place
    assert out.read_text(encoding="utf-8").count('data-e="1"') == 2


def test_a_page_that_cannot_be_read_is_named_once(page, entities, tmp_path):
    empty = page.with_name("empty.txt")
    empty.touch()
    done = run(entities(ROWS[0]), page.parent, tmp_path / "none", "--out", tmp_path / "report.html")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.count(f"{empty}: the page is empty") == 1 and done.stderr.count("no such file or folder") == 1


@pytest.mark.parametrize("arguments", [["--out", "x.html"], ["nowhere.jsonl", "corpus/pages", "--out", "x.html"], ["README.md", "corpus/pages"]])
def test_wrong_usage_is_exit_code_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr
