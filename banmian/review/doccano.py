"""doccano: JSONL for a project of sequence labelling (without relations).

Its server stores offsets as they come, and its editor counts the UTF-16 units of JavaScript: an emoji or a rare character such as 𠮷 is two. (The
project's option to count grapheme clusters must stay off.) All fields but `text` and `label` become doccano's meta and come back with the export,
so there the task as it was travels. doccano guesses the encoding of what it imports, so it gets ASCII. It has no reject: a comment `reject`,
`ignore` or `accept` says so.

The test against a real server (doccano 1.8 does not start with the newest marshmallow and numpy):
    python -m venv .venv-doccano && .venv-doccano/bin/pip install doccano "marshmallow<4" "numpy<2"
    DOCCANO=.venv-doccano/bin/doccano python -m pytest -m doccano
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language

from banmian import jsonl
from banmian.problems import InputError, Report, stop
from banmian.review.exchange import ANSWERS, KEY, Record, Shown
from banmian.spans import Span

OURS = frozenset(["id", "text", "label", "labels", "entities", "relations", "Comments", KEY])


def export(articles: Iterable[Shown], out: Path, nlp: Language) -> int:
    """Write articles as doccano imports them.

    RETURNS (int): how many.
    """
    count = 0
    with jsonl.whole_file(out) as file:
        for shown in articles:
            units = _units(shown.text)
            label = [[units[span.start], units[span.end], span.label] for span in shown.spans or ()]
            file.write(srsly.json_dumps({"text": shown.text, "label": label, KEY: shown.carried}) + "\n")
            count += 1
    return count


def read(path: Path, annotator: str, nlp: Language, report: Report = stop) -> Iterator[Shown]:
    """Read the articles of a JSONL export of doccano; those that cannot be used go to `report`.

    annotator (str): who edited them; doccano does not say.
    """
    for where, line in jsonl.read(path, report):
        try:
            yield _shown(line, annotator, where)
        except InputError as error:
            report(error)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            report(InputError(where, f"no article of doccano ({type(error).__name__}: {error})", "Export from doccano as JSONL."))


def _shown(line: Record, annotator: str, where: str) -> Shown:
    text = line["text"]
    if not isinstance(text, str):
        raise TypeError("text is no string")
    given = next((line[key] for key in ("label", "labels", "entities") if line.get(key) is not None), [])
    carried = line.get(KEY)
    besides = {} if carried is not None else {"meta": {key: value for key, value in line.items() if key not in OURS}}
    characters = {unit: character for character, unit in enumerate(_units(text))}
    return Shown(text, tuple(_span(span, characters, where) for span in given), _answer(line), carried, annotator, besides, where)


def _units(text: str) -> list[int]:
    """How many UTF-16 units stand before each character, and before the end."""
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def _span(given: Any, characters: dict[int, int], where: str) -> Span:
    if isinstance(given, dict):  # of a project with relations
        given = given["start_offset"], given["end_offset"], given["label"]
    start, end, label = given
    if start not in characters or end not in characters:
        raise InputError(where, f"span {start}-{end} lies outside the text or cuts a character in two", "Is the counting of grapheme clusters off?")
    return Span(characters[start], characters[end], str(label))


def _answer(line: Record) -> str | None:
    """The last comment that is an answer."""
    comments = [comment["comment"] if isinstance(comment, dict) else comment for comment in line.get("Comments") or []]
    return next((comment.strip() for comment in reversed(comments) if comment.strip() in ANSWERS), None)
