"""How well pages were converted: the articles found against those that stand on them."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import linear_sum_assignment

from banmian import jsonl
from banmian.pages import articles
from banmian.pages.articles import Article, Meta
from banmian.problems import InputError, Report

ALIKE = 0.5  # articles that share more than half of their text are matched, as IoU > 0.5 is asked for in newspaper segmentation (Teklia)
FIELDS = ("headline", "kicker", "subheads", "byline", "dateline", "jump_from", "jump_to", "source_note")


def of_files(found: Path, expected: Path, report: Report) -> dict[str, Any]:
    """Score the articles of a file against those expected.

    found (Path): articles (JSONL), as `convert` writes them.
    expected (Path): a folder with a JSONL file a page, named as the page is, an article a line: `text` and the fields of its metadata.
    RAISES (InputError): if the folder holds no such file.
    """
    files = sorted(expected.glob("*.jsonl"))
    if not files:
        raise InputError(str(expected), "no page to compare with", "Give a folder with a JSONL file a page.")
    by_page: dict[str, list[Article]] = {file.stem: [] for file in files}
    for article in articles.read(found, report):
        by_page.get(Path(article.meta.page).stem, []).append(article)
    wanted = [[_expected(record, file) for _, record in jsonl.read(file, report)] for file in files]
    return score(list(by_page.values()), wanted)


def _expected(record: dict[str, Any], file: Path) -> Article:
    return Article(record["text"], Meta("", str(file), **{name: record[name] for name in FIELDS}))


def score(found: Sequence[Sequence[Article]], expected: Sequence[Sequence[Article]]) -> dict[str, Any]:
    """Score pages.

    found, expected (Sequence[Sequence[Article]]): the articles of each page, page by page.
    RETURNS (dict): `pages`, `expected`, `found`, `matched`; as shares of the expected articles those with exactly the right `text`, `body`,
        each field of the metadata, and everything (`exact`); `precision`, `recall` and `f` of articles matched one to one;
        `splits` (expected articles whose paragraphs are in more than one found) and `merges` (found ones with paragraphs of more than one).
    """
    counts: Counter[str] = Counter(pages=len(expected))
    for one, other in zip(found, expected, strict=True):
        counts["found"] += len(one)
        counts["expected"] += len(other)
        for article, wanted in _matched(one, other):
            counts["matched"] += 1
            right = {name: getattr(article.meta, name) == getattr(wanted.meta, name) for name in FIELDS}
            right |= {"text": article.text == wanted.text, "body": _paragraphs(article) == _paragraphs(wanted)}
            counts.update(name for name in right if right[name])
            counts["exact"] += all(right.values())
        counts["splits"] += _spread(other, one)
        counts["merges"] += _spread(one, other)
    whole = max(1, counts["expected"])
    shares = {name: counts[name] / whole for name in ("exact", "text", "body", *FIELDS)}
    precision, recall = counts["matched"] / max(1, counts["found"]), counts["matched"] / whole
    numbers = {name: counts[name] for name in ("pages", "expected", "found", "matched", "splits", "merges")}
    return {**numbers, **shares, "precision": precision, "recall": recall, "f": 2 * precision * recall / max(precision + recall, 1e-9)}


def _paragraphs(article: Article) -> list[str]:
    return article.text.split("\n")[article.meta.headline is not None :]


def _matched(found: Sequence[Article], expected: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Articles matched one to one, so that they share as much text as can be."""
    if not found or not expected:
        return []
    pairs = [[Counter(pairwise(article.text)) for article in articles] for articles in (found, expected)]
    alike = numpy.array([[2 * (one & other).total() / max(1, one.total() + other.total()) for other in pairs[1]] for one in pairs[0]])
    return [(found[row], expected[column]) for row, column in zip(*linear_sum_assignment(alike, maximize=True)) if alike[row, column] > ALIKE]


def _spread(articles: Sequence[Article], over: Sequence[Article]) -> int:
    """How many articles have paragraphs in more than one of some others."""
    owners = {paragraph: index for index, article in enumerate(over) for paragraph in _paragraphs(article)}
    return sum(len({owners[paragraph] for paragraph in _paragraphs(article) if paragraph in owners}) > 1 for article in articles)
