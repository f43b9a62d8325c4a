"""PDFs made here: columns, frames and fonts → articles, and every character with its box."""

import json
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

import pdf_simulator  # noqa: E402

from banmian import page_scores  # noqa: E402
from banmian.pages.articles import Article, Meta  # noqa: E402
from banmian.pages.reading import read_pages  # noqa: E402
from banmian.pages.segmentation import PageConverter  # noqa: E402

ARTICLES = [json.loads(line) for line in (Path(__file__).parent / "sample_articles.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def converter(configs):
    return PageConverter(configs / "pages")


def test_articles_on_pages_of_three_to_six_columns(converter, tmp_path):
    found, expected = [], []
    for path, wanted in pdf_simulator.pages(ARTICLES, tmp_path, range(16)):
        found.append([article for page in read_pages(path, "page") for article in converter.convert(page).articles])
        expected.append([Article(article["text"], Meta("", "", **{name: article[name] for name in page_scores.FIELDS})) for article in wanted])
    score = page_scores.score(found, expected)
    assert score["text"] >= 0.95 and score["body"] >= 0.95 and score["headline"] >= 0.97


def test_every_line_of_an_article_has_its_box(converter, tmp_path):
    ((path, _),) = pdf_simulator.pages(ARTICLES, tmp_path, [3])
    for page in read_pages(path, "page"):
        for article in converter.convert(page).articles:
            assert article.meta.page_number == 1
            assert sum(length for _, length, *_ in article.meta.boxes) >= len(article.text.replace("\n", "").replace(" ", ""))
            for start, length, left, bottom, right, top in article.meta.boxes:
                assert "\n" not in article.text[start : start + length]
                assert 0 < left < right < 1080 and 0 < bottom < top < 4200 and top - bottom < 40
