"""Articles → rows, one an entity, each with its place on the page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from banmian.pages.articles import Article
from banmian.pages.located import Run
from banmian.values.component import HINTS

BATCH = 16  # articles


def page_spans(offsets: list[Run], start: int, end: int) -> list[list[int]]:
    """Where a stretch of an article's text stands on the page.

    offsets (list[Run]): `meta.offsets`, runs `(text_start, page_start, length)` in the order of the text; none means text and page are the same.
    start, end (int): characters of the text, end exclusive.
    RETURNS (list[list[int]]): stretches of the page, end exclusive, in the order of the text; a name cut by a line break has two.
    """
    if not offsets:
        return [[start, end]]
    found = []
    first = max(0, bisect_right(offsets, start, key=lambda run: run[0]) - 1)
    for text_start, page_start, length in offsets[first:]:
        if text_start >= end:
            break
        left, right = max(start, text_start), min(end, text_start + length)
        if left < right:
            found.append([page_start + left - text_start, page_start + right - text_start])
    return found


def page_of(article: Article, start: int) -> str:
    """The page that a character of an article stands on; an article joined from several pages has several."""
    return next((page for at, page, _ in reversed(article.meta.parts) if at <= start), article.meta.page)


def rows(article: Article, doc: Doc) -> Iterator[dict[str, Any]]:
    """The entities of a labelled article as rows."""
    for ent in doc.ents:
        yield {
            "article": article.meta.id,
            "label": ent.label_,
            "text": ent.text,
            "start": ent.start_char,
            "end": ent.end_char,
            "score": None,  # the model tells none that is calibrated
            "page": page_of(article, ent.start_char),
            "page_spans": page_spans(article.meta.offsets, ent.start_char, ent.end_char),
            "value": ent._.value if ent.has_extension("value") else None,
        }


def _with_hints(nlp: Language, article: Article) -> Doc:
    """An article's text with what tells where it is from: its dateline and the name of its page."""
    doc = nlp.make_doc(article.text)
    doc.user_data[HINTS] = tuple(filter(None, (article.meta.dateline, Path(article.meta.page).stem)))
    return doc


def tag(nlp: Language, articles: Iterable[Article]) -> Iterator[list[dict[str, Any]]]:
    """Label articles in batches; the rows of one after another."""
    pairs = ((_with_hints(nlp, article), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield list(rows(article, doc))
