"""Sentences with the spans of one label in brackets are input and expectation at once."""

from collections.abc import Callable

import pytest

from banmian import votes
from banmian.pages.articles import Article, Meta
from banmian.rules import functions
from banmian.rules.lexicon import Lexicon, load
from banmian.rules.view import View


@pytest.fixture(scope="session")
def lexicon(configs) -> Lexicon:
    return load(configs / "rules")


@pytest.fixture(scope="session")
def chosen(configs) -> list[functions.LabellingFunction]:
    return functions.load(configs / "rules.cfg")


@pytest.fixture(scope="session")
def look(lexicon) -> Callable[[str], View]:
    """A text as the labelling functions see it."""
    return lambda text: View(Article(text, Meta("", "")), lexicon)


@pytest.fixture(scope="session")
def label(look, chosen) -> Callable[[str, str], str]:
    """Label a sentence, its brackets left out, and put brackets around the spans of one label."""

    def bracketed(sentence: str, wanted: str) -> str:
        text = sentence.replace("[", "").replace("]", "")
        marked, done = "", 0
        for span in votes.agree(look(text), chosen):
            if span.label == wanted:
                marked += f"{text[done : span.start]}[{text[span.start : span.end]}]"
                done = span.end
        return marked + text[done:]

    return bracketed
