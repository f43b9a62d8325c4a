"""The mapping that peers get, on words and tags as they give them; no peer is needed."""

import pytest

from banmian.pages.articles import Article, Meta
from banmian.peers import mapping, taggers
from banmian.problems import InputError
from banmian.rules import lexicon
from banmian.rules.view import View

CASES = [
    ("山西省/LOC 阳泉市/LOC 召开", "[山西省阳泉市|PLACE]召开"),
    ("盂县林业局/ORG 局长 张某/PER 表示", "[盂县林业局|ORG][局长张某|OFFICIAL]表示"),
    ("盂县县委书记/ORG 张某/PER 到", "[盂县县委|ORG][书记张某|OFFICIAL]到"),
    ("局长 张某/PER 说， 张某/PER 种树", "[局长张某|OFFICIAL]说，[张某|OFFICIAL]种树"),
    ("市民 李某/PER 说", "市民李某说"),
    ("林地 218/m 万/m 亩", "林地[218万亩|QUANTITY]"),
    ("约 53/m %", "[约53%|QUANTITY]"),
    ("2024年/m 召开", "2024年召开"),
    ("一家/m 商户", "一家商户"),
    ("历时 三年/TIME 建成", "历时[三年|QUANTITY]建成"),
]


def read(tagged):
    """Text and tokens from words divided by spaces, some with a tag behind a slash."""
    text, tokens = "", []
    for item in tagged.split(" "):
        word, _, tag = item.partition("/")
        if tag:
            tokens.append((len(text), len(text) + len(word), tag))
        text += word
    return text, tokens


@pytest.fixture(scope="module")
def words(configs):
    return lexicon.load(configs / "rules")


@pytest.mark.parametrize("tagged, expected", CASES)
def test_tags_become_spans(words, tagged, expected):
    text, tokens = read(tagged)
    marked = text
    for start, end, label in reversed(mapping.from_tags(View(Article(text, Meta("", "")), words), tokens)):
        marked = f"{marked[:start]}[{marked[start:end]}|{label}]{marked[end:]}"
    assert marked == expected


def test_a_peer_without_numerals_gets_them(words):
    text = "盂县有18个林区"
    assert mapping.with_numerals(text, [(0, 2, "LOC")]) == [(0, 2, "LOC"), (3, 5, "m")]


def test_a_peer_that_is_not_installed_is_named(monkeypatch):
    def missing():
        raise ImportError("No module named 'cutword'")

    monkeypatch.setitem(taggers.TAGGERS, "cutword", missing)
    with pytest.raises(InputError, match="not installed"):
        taggers.load("cutword")
