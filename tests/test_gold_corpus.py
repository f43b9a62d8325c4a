"""The annotated articles themselves: whole, consistent, and compiled."""

from pathlib import Path

import pytest

from banmian import jsonl, lists, markup, tasks
from banmian.review import consistency
from tests.conftest import ROOT

GOLD = ROOT / "corpus" / "gold"


@pytest.fixture(scope="module")
def articles():
    return [task for path in sorted((GOLD / "markup").glob("*.txt")) for task in markup.read(path)]


def test_the_compiled_file_is_that_of_the_markup(articles):
    nlp = tasks.tokenizer()
    compiled = "".join(jsonl.line(tasks.record(task, nlp)) for task in articles)
    assert (GOLD / "articles.jsonl").read_text(encoding="utf-8") == compiled, "Run: python -m spacy project run gold"


def test_ids_are_unique_and_no_text_stands_twice(articles):
    assert len({task.meta["id"] for task in articles}) == len({task.text for task in articles}) == len(articles) >= 300


def test_no_span_begins_or_ends_with_punctuation(articles):
    edges = set("，。、；：！？“”‘’《》（ \n")
    wrong = [
        (task.where, task.text[span.start : span.end])
        for task in articles
        for span in task.spans
        if task.text[span.start] in edges or task.text[span.end - 1] in edges
    ]
    assert not wrong


def test_every_article_tells_its_kind_and_region(articles):
    assert all({"id", "kind", "region", "style"} <= set(task.meta) for task in articles)


def test_files_are_named_by_series():
    assert all(path.stem[0].isalpha() and path.stem[1:].isdigit() for path in Path(GOLD / "markup").iterdir())


def test_the_same_words_are_labelled_alike(articles):
    found = consistency.findings(articles, lists.read(GOLD / "exceptions.txt"))
    assert not found, "Read them with: python scripts/review.py check corpus/gold/articles.jsonl"
