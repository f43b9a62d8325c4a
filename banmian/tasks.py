"""Prodigy tasks: labelled articles in the format that annotation tools exchange, checked line by line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
import srsly
from murmurhash.mrmr import hash as murmur_hash
from spacy.language import Language
from spacy.tokens import Doc

from banmian import jsonl
from banmian.problems import InputError, Report, stop
from banmian.spans import LABELS, Span

VIEW = "ner_manual"


@dataclass(frozen=True)
class Task:
    """One labelled article.

    text (str): its text.
    spans (tuple[Span, ...]): its labels, sorted, none overlapping.
    meta (dict): whatever is known besides; `id` is the article's.
    where (str): file and line it was read from.
    """

    text: str
    spans: tuple[Span, ...]
    meta: dict[str, Any]
    where: str = ""


def tokenizer() -> Language:
    """The pipeline whose tokens a task lists and a model is trained on: every character is one."""
    return spacy.blank("zh")


def to_doc(nlp: Language, task: Task) -> Doc:
    """A task as a `Doc` with entities.

    RAISES (InputError): if a span cuts a token.
    """
    doc = nlp.make_doc(task.text)
    ents = []
    for span in task.spans:
        found = doc.char_span(span.start, span.end, label=span.label)
        if found is None:
            raise InputError(task.where, f"{_show(task.text, span)} cuts a token", "Move its edges.")
        ents.append(found)
    doc.set_ents(ents)
    return doc


def record(task: Task, nlp: Language) -> dict[str, Any]:
    """A task as one line of Prodigy's JSONL.

    `token_end` is inclusive, `end` exclusive, as Prodigy has it; the hashes are those that Prodigy would give
    (MurmurHash of 32 bits; support.prodi.gy/t/7410 tells what goes in).

    RAISES (InputError): if a span cuts a token.
    """
    doc = to_doc(nlp, task)
    spans = []
    for span, found in zip(task.spans, doc.ents):
        spans.append({"start": span.start, "end": span.end, "token_start": found.start, "token_end": found.end - 1, "label": span.label})
        if span.sources:
            spans[-1] |= {"score": span.score, "source": ", ".join(span.sources)}
    tokens = [{"text": token.text, "start": token.idx, "end": token.idx + len(token), "id": token.i, "ws": bool(token.whitespace_)} for token in doc]
    input_hash = murmur_hash("text=" + srsly.json_dumps(task.text))
    return {
        "text": task.text,
        "meta": task.meta,
        "_input_hash": input_hash,
        "_task_hash": murmur_hash(f"{input_hash}spans=" + srsly.json_dumps(spans)),
        "tokens": tokens,
        "spans": spans,
        "_view_id": VIEW,
        "answer": "accept",
    }


def read(path: Path, report: Report = stop) -> Iterator[Task]:
    """Read accepted tasks from a JSONL file, of any tool that writes `text` and `spans`.

    report (Report): receives lines without text, and spans that are off, overlap or have another label; the article is then left out.
    """
    for where, line in jsonl.read(path, report):
        if line.get("answer", "accept") != "accept":
            continue
        try:
            yield from_record(line, where)
        except InputError as error:
            report(error)


def from_record(line: dict[str, Any], where: str) -> Task:
    """A task from a line of JSONL.

    RAISES (InputError): naming the first offence.
    """
    text, given, meta = line.get("text"), line.get("spans") or [], line.get("meta") or {}
    if not isinstance(text, str) or not isinstance(given, list) or not isinstance(meta, dict):
        raise InputError(where, "no task: it needs a string `text` and a list `spans`", "See the Prodigy format in README.md.")
    spans = []
    for span in given:
        try:
            spans.append(Span(int(span["start"]), int(span["end"]), str(span["label"]), float(span.get("score", 1.0)), _sources(span)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(where, f"a span needs start, end and label: {span}", "Write all three.") from error
    return check(Task(text, tuple(sorted(spans, key=lambda span: (span.start, span.end))), meta, where))


def check(task: Task) -> Task:
    """The task itself, if its spans are labelled as agreed, lie within the text, hold no edge of white space and do not overlap.

    RAISES (InputError): naming the first offence.
    """
    before = None
    for span in task.spans:
        if span.label not in LABELS:
            raise InputError(task.where, f"unknown label {span.label!r}", f"Use one of {', '.join(LABELS)}.")
        if not 0 <= span.start < span.end <= len(task.text):
            raise InputError(task.where, f"span {span.start}-{span.end} lies outside the text of {len(task.text)} characters", "Fix the offsets.")
        if task.text[span.start : span.end] != task.text[span.start : span.end].strip():
            raise InputError(task.where, f"{_show(task.text, span)} begins or ends with white space", "Move its edges.")
        if before is not None and span.start < before.end:
            raise InputError(task.where, f"{_show(task.text, span)} overlaps {_show(task.text, before)}", "Keep one of the two.")
        before = span
    return task


def from_spans(text: str, spans: Iterable[Span], meta: dict[str, Any], where: str = "") -> Task:
    """A checked task from spans in any order."""
    return check(Task(text, tuple(sorted(spans, key=lambda span: (span.start, span.end))), meta, where))


def _sources(span: dict[str, Any]) -> tuple[str, ...]:
    source = span.get("source", "")
    return tuple(filter(None, source.split(", "))) if isinstance(source, str) else tuple(source)


def _show(text: str, span: Span) -> str:
    return f"span {span.start}-{span.end} {text[span.start : span.end]!r} ({span.label})"
