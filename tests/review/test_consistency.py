"""The same words with different decisions, in articles as an editor marks them."""

import pytest

from banmian import lists, markup, tasks
from banmian.review import consistency
from tests.conftest import ROOT


def found(*articles, exceptions=()):
    parsed = [markup.parse("=== x", article, f"gold:{number}") for number, article in enumerate(articles, 1)]
    return {
        finding.surface: {label: [where for where, _ in places] for label, places in finding.decisions.items()}
        for finding in consistency.findings(parsed, exceptions)
    }


LABELLED = "[县林业局|ORG]说"


@pytest.mark.parametrize(
    "other, expected",
    [
        ("[县林业局|ORG]又说", {}),
        ("县林业局又说", {"县林业局": {"ORG": ["gold:1 x"], "—": ["gold:2 x"]}}),
        ("[县林业局|PLACE]边", {"县林业局": {"ORG": ["gold:1 x"], "PLACE": ["gold:2 x"]}}),
        ("[盂县林业局|ORG]又说", {}),  # inside a longer name
        ("县[林业局长|OFFICIAL]说", {}),  # cut by another span
        ("县林业", {}),
    ],
)
def test_what_one_labels_and_another_leaves(other, expected):
    assert found(LABELLED, other) == expected
    assert found(LABELLED, other, exceptions=["县林业局"]) == {}


@pytest.mark.parametrize(
    "exception, is_found",
    [
        ("县林业局", False),
        ("原[县林业局]旧", False),
        ("原[县林业局]", False),
        ("[县林业局]旧", False),
        ("旧[县林业局]", True),
        ("[县林业局]长", True),
        ("林业局", True),
    ],
)
def test_an_exception_may_tell_its_context(exception, is_found):
    assert bool(found(LABELLED, "原县林业局旧址", exceptions=[exception])) == is_found


@pytest.mark.parametrize(
    "labelled, other, is_found",
    [
        ("[15公里|QUANTITY]", "第115公里处", False),
        ("[15公里|QUANTITY]", "走15公里处", True),
        ("[三分之一|QUANTITY]", "三分之一百", False),
        ("[18个|QUANTITY]", "2018个", False),
        ("[市委|ORG]", "市委", False),  # too short to mean one thing
    ],
)
def test_words_inside_a_numeral_and_short_words_are_left_out(labelled, other, is_found):
    assert bool(found(labelled, other)) == is_found


def test_every_exception_of_the_gold_corpus_still_stands_in_it():
    gold = ROOT / "corpus" / "gold"
    texts = "\0".join(task.text for task in tasks.read(gold / "articles.jsonl"))
    entries = lists.read(gold / "exceptions.txt")
    assert entries and [entry for entry in entries if entry.replace("[", "").replace("]", "") not in texts] == []


def test_a_slip_among_many_comes_first():
    articles = ["[人民公园|PLACE]"] * 5 + ["人民公园", "[政务大厅|PLACE]", "政务大厅"]
    assert list(found(*articles)) == ["人民公园", "政务大厅"]
