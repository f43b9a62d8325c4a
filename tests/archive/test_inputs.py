import json

import pytest

from banmian.archive.inputs import Inputs
from banmian.pages.articles import Article, Meta

ARTICLES = [
    {
        "text": "盂县有林地218万亩。",
        "meta": {"id": "a-1", "page": "a.txt", "headline": None, "dateline": "盂县", "offsets": [[0, 4, 11]], "parts": []},
    },
    {"text": "桃河", "meta": {"id": "a-2", "page": "a.txt", "headline": "桃河", "dateline": None, "offsets": [], "parts": []}},
]
FIRST = Article("盂县有林地218万亩。", Meta("a-1", "a.txt", dateline="盂县", offsets=[(0, 4, 11)]))


@pytest.fixture
def write(tmp_path):
    """Writes columns as a Parquet file."""
    arrow, table = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")

    def write(columns):
        path = tmp_path / "articles.parquet"
        table.write_table(arrow.table(columns), path)
        return path

    return write


def of_struct(articles):
    return {"text": [article["text"] for article in articles], "meta": [article["meta"] for article in articles]}


def of_json(articles):
    return {"text": [article["text"] for article in articles], "meta": [json.dumps(article["meta"]) for article in articles]}


def of_columns(articles):
    names = ("id", "page", "headline", "dateline", "offsets")
    return {"text": [article["text"] for article in articles], **{name: [article["meta"][name] for article in articles] for name in names}}


@pytest.mark.parametrize("columns", [of_struct, of_json, of_columns])
def test_parquet_and_jsonl_give_the_same_articles(columns, write, tmp_path, configs):
    lines = tmp_path / "articles.jsonl"
    lines.write_text("".join(json.dumps(article, ensure_ascii=False) + "\n" for article in ARTICLES), encoding="utf-8")
    of_lines, of_rows = (list(Inputs((path,), configs / "pages").read()) for path in (lines, write(columns(ARTICLES))))
    assert of_lines == of_rows and of_rows[0] == FIRST


def test_suffixes_may_be_in_capitals(write, tmp_path, configs):
    lines, page, small = tmp_path / "ARTICLES.JSONL", tmp_path / "PAGE.TXT", write(of_columns(ARTICLES))
    lines.write_text('{"text": "盂县", "meta": {"id": "x"}}\n', encoding="utf-8")
    page.write_text("盂县全力筑牢防火屏障\n\n本报讯 盂县境内有 18 个重点林区，林\n地面积218万亩。\n", encoding="utf-8")
    table = small.rename(tmp_path / "ROWS.PARQUET")
    assert [article.meta.id for article in Inputs((page, table, lines), configs / "pages").read()] == ["a-1", "a-2", "x", "PAGE-1"]
    assert Inputs((table, lines), configs / "pages").count() == 3 and len(Inputs((lines,), configs / "pages").fingerprint()) == 2


def test_rows_that_are_no_article_are_named(write, configs):
    path = write({"text": ["盂县", None, "桃河", "北山"], "meta": ['{"id": 1}', '{"id": 2}', "{", "[3]"]})
    problems = []
    articles = list(Inputs((path,), configs / "pages").read(problems.append))
    assert [(article.text, article.meta.id) for article in articles] == [("盂县", "1")]
    assert [problem.where.rpartition(":")[2] for problem in problems] == ["2", "3", "4"]


def test_an_article_without_a_name_is_called_by_its_row(write, configs):
    path = write({"text": ["盂县"]})
    assert [article.meta.id for article in Inputs((path,), configs / "pages").read()] == [f"{path}:1"]


def test_lines_and_rows_are_counted_and_pages_are_not(write, tmp_path, configs):
    rows, lines, page = write(of_columns(ARTICLES)), tmp_path / "articles.jsonl", tmp_path / "page.txt"
    lines.write_text('{"text": "盂县"}\n{"text": "桃河"}\n{"text": "北山"}\n', encoding="utf-8")
    page.write_text("要闻\n", encoding="utf-8")
    assert Inputs((rows, lines, tmp_path / "none.jsonl"), configs / "pages").count() == 5
    assert Inputs((lines, page), configs / "pages").count() is None


def test_pages_come_after_articles_and_bad_ones_are_named(tmp_path, configs):
    lines, page, empty = tmp_path / "articles.jsonl", tmp_path / "page.txt", tmp_path / "empty.txt"
    lines.write_text('{"text": "盂县", "meta": {"id": "x"}}\n', encoding="utf-8")
    page.write_text("盂县全力筑牢防火屏障\n\n本报讯 盂县境内有 18 个重点林区，林\n地面积218万亩。\n", encoding="utf-8")
    empty.touch()
    problems = []
    articles = Inputs((page, empty, lines), configs / "pages").read(problems.append)
    assert [article.meta.id for article in articles] == ["x", "page-1"]
    assert [problem.where for problem in problems] == [str(empty)]


def test_the_fingerprint_tells_of_a_change(tmp_path, configs):
    lines = tmp_path / "articles.jsonl"
    lines.write_text('{"text": "盂县"}\n', encoding="utf-8")
    inputs = Inputs((lines,), configs / "pages")
    before = inputs.fingerprint()
    assert inputs.fingerprint() == before
    lines.write_text('{"text": "盂县城"}\n', encoding="utf-8")
    assert inputs.fingerprint() != before
