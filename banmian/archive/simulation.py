"""An archive of any size out of a few articles."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from banmian.pages import articles
from banmian.pages.articles import Article
from banmian.problems import InputError


def simulate(path: Path, count: int, cut: int | None = None) -> Iterator[Article]:
    """So many articles: those of a file, again and again, each time under new ids.

    path (Path): articles (JSONL). cut (int | None): how many characters are left of each; None for all.
    RAISES (InputError): if there is none, or one of them is no article.
    """
    given = [replace(article, text=article.text[:cut]) for article in articles.read(path)]
    if not given:
        raise InputError(str(path), "no article in it", "Make articles with scripts/convert.py.")
    for number, article in enumerate(islice(cycle(given), count)):
        yield Article(article.text, replace(article.meta, id=f"{article.meta.id}-{number}"))
