"""Articles → rows, one an entity, each with its place on the page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from banmian.pages.articles import Article
from banmian.pages.located import Run
from banmian.problems import InputError
from banmian.values.component import HINTS

BATCH = 16  # articles
DIGITS = 4  # of a probability


@dataclass(frozen=True)
class Tagged:
    """What came of an article.

    article, page (str): which it was.
    rows (list[dict]): its entities; none if the model failed on it.
    error (str | None): why it failed.
    """

    article: str
    page: str
    rows: list[dict[str, Any]]
    error: str | None = None


def load(model: str) -> Language:
    """Load a trained model: its folder, or the name of an installed package.

    RAISES (InputError): if there is none.
    """
    try:
        return spacy.load(model)
    except Exception as error:  # its components may run any code, and not know these files
        what = f"no model can be loaded ({type(error).__name__}: {error})"
        raise InputError(model, what, "Give a folder such as training/model-best, or an installed package, trained with this code.") from error


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
    return article.standing_at(start)[0]


def rows(article: Article, doc: Doc) -> Iterator[dict[str, Any]]:
    """The entities of a labelled article as rows."""
    for ent in doc.ents:
        yield {
            "article": _name(article.meta.id),
            "label": ent.label_,
            "text": ent.text,
            "start": ent.start_char,
            "end": ent.end_char,
            "score": _score(ent),
            "page": _name(page_of(article, ent.start_char)),
            "page_spans": page_spans(article.meta.offsets, ent.start_char, ent.end_char),
            "value": ent._.value if ent.has_extension("value") else None,
        }


def _with_hints(nlp: Language, article: Article) -> Doc:
    """An article's text with what tells where it is from: its dateline and the name of its page."""
    doc = nlp.make_doc(article.text)
    doc.user_data[HINTS] = tuple(filter(None, (article.meta.dateline, Path(article.meta.page).stem)))
    return doc


def _name(value: Any) -> str:
    """An id or a page as text that can be written, whatever an input has there."""
    return str(value).encode("utf-8", "replace").decode()


def _score(ent: Span) -> float | None:
    """How probable an entity is; None if the model tells nothing."""
    score = ent._.score if ent.has_extension("score") else None
    return None if score is None else round(score, DIGITS)


def tag(nlp: Language, articles: Iterable[Article]) -> Iterator[Tagged]:
    """Label articles, in their order."""
    for batch in batches(articles):
        yield from tag_batch(nlp, batch)


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Cut a stream of articles into batches: always the same ones, so that no figure depends on who tags them."""
    stream = iter(articles)
    return iter(lambda: list(islice(stream, BATCH)), [])


def tag_batch(nlp: Language, batch: list[Article]) -> list[Tagged]:
    """Label a batch of articles together; if that fails, one by one, to see which it is that the model fails on."""
    try:
        docs = nlp.pipe([_with_hints(nlp, article) for article in batch], batch_size=len(batch))
        return [Tagged(_name(article.meta.id), _name(article.meta.page), list(rows(article, doc))) for article, doc in zip(batch, docs)]
    except Exception as error:  # a model may run any code
        if len(batch) == 1:
            return [Tagged(_name(batch[0].meta.id), _name(batch[0].meta.page), [], f"{type(error).__name__}: {error}")]
        return [tagged for article in batch for tagged in tag_batch(nlp, [article])]
