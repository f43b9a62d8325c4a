"""What goes to an annotation tool and what comes back, whichever the tool.

A tool shows a text with spans. All else of a task (hashes, meta, scores, sources, the order of its keys) travels beside it as one string that no
tool looks into, so that a task nobody edited comes back as it was, and an edited one keeps whatever the edit did not touch.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import srsly
from murmurhash.mrmr import hash as murmur_hash
from spacy.language import Language

from banmian import jsonl, tasks
from banmian.problems import InputError, Report, stop
from banmian.scores import Key
from banmian.spans import Span

KEY = "banmian"  # under which a tool keeps the string
HUMAN = "human"  # the annotator whose name is not known
ACCEPT, REJECT, IGNORE = ANSWERS = ("accept", "reject", "ignore")
COLOURS = {"PLACE": "#8fd694", "ORG": "#8ab6f9", "OFFICIAL": "#f7b267", "QUANTITY": "#d5a6e6"}  # of the labels, in every tool
Record = dict[str, Any]
"""A task as a line of JSONL."""


@dataclass(frozen=True)
class Shown:
    """An article as a tool has it.

    text (str): its text.
    spans (tuple[Span, ...] | None): its labels; from a tool, as annotators left them, in any order; None where nobody looked at it.
    answer (str | None): accept, reject or ignore; None for what it was.
    carried (str | None): what `carry` made of the task; None for an article that began in the tool.
    annotator (str): who edited it.
    besides (dict): other keys of the task; from a tool, those that it added.
    where (str): file and line it was read from.
    """

    text: str
    spans: tuple[Span, ...] | None
    answer: str | None = None
    carried: str | None = None
    annotator: str = HUMAN
    besides: Record = field(default_factory=dict)
    where: str = ""


def read(path: Path, report: Report = stop) -> Iterator[tuple[str, Record]]:
    """Read tasks as they stand in the file, whatever their answer; those that are none go to `report`.

    YIELDS (tuple): where the task stands (`file:line`) and its record.
    """
    for where, record in jsonl.read(path, report):
        try:
            tasks.from_record(record, where)
            answer_of(record, where)
            check_characters(record, where)
        except InputError as error:
            report(error)
        else:
            yield where, record


def answer_of(record: Record, where: str) -> str:
    """The answer of a task; none means accept.

    RAISES (InputError): if it is unknown.
    """
    answer = record.get("answer", ACCEPT)
    if answer not in ANSWERS:
        raise InputError(where, f"unknown answer {answer!r}", f"Use one of {', '.join(ANSWERS)}.")
    return answer


def check_characters(record: Record, where: str) -> None:
    """RAISES (InputError): if a string of a record cannot be written as UTF-8."""
    try:
        jsonl.line(record).encode()
    except UnicodeEncodeError as error:
        raise InputError(where, "half a character (a lone surrogate)", "Write the whole character.") from error


def show(record: Record, where: str, nlp: Language) -> Shown:
    """A task as it goes to a tool.

    RAISES (InputError): if it is no task.
    """
    task = tasks.from_record(record, where)
    return Shown(task.text, task.spans, answer_of(record, where), carry(record, nlp), besides={"meta": task.meta}, where=where)


def carry(record: Record, nlp: Language) -> str:
    """All of a task but its text and, where they are ours, its tokens, as a string.

    A string, as some tools store JSON objects without the order of their keys, and JavaScript rounds large numbers. In place of the text
    stands its hash, which tells whether the text was edited.
    """
    rest = record | {"text": murmur_hash(record["text"])}
    if "tokens" in record and record["tokens"] == _tokens(record["text"], nlp):
        rest["tokens"] = None
    return jsonl.line(rest).rstrip("\n")


def back(shown: Shown, nlp: Language) -> Record:
    """The task that an article from a tool stands for.

    Unedited, it is the task that went out. Edited, spans that were there keep their score and source; new ones, moved ones and those with
    another label are the annotator's; tokens and hashes are made anew. White space at the edges of a selection is cut off.

    RAISES (InputError): if spans overlap, lie outside the text or have an unknown label, or if what the task carried is broken.
    """
    check_characters({"text": shown.text} | shown.besides, shown.where)
    original, before, whole = _original(shown, nlp)
    was = original.get("answer", ACCEPT)
    answer = shown.answer or was
    given = None if shown.spans is None else {_trimmed(span, shown.text) for span in shown.spans}
    if whole and given in (None, set(before)):
        return original | ({"answer": answer} if answer != was else {}) | shown.besides
    if given is None:
        raise InputError(shown.where, "nobody annotated this text", "Annotate it, or leave it out.")
    made = [Span(*key, sources=() if key in before else (shown.annotator,)) for key in given]
    record = tasks.record(tasks.from_spans(shown.text, made, original.get("meta") or {}, shown.where), nlp)
    record["spans"] = [before.get(_key(span), {}) | span for span in record["spans"]]
    return original | shown.besides | record | {"_task_hash": task_hash(record), "answer": answer}


def task_hash(record: Record) -> int:
    """The hash that Prodigy gives a task: of its input and its spans."""
    return murmur_hash(f"{record['_input_hash']}spans=" + srsly.json_dumps(record["spans"]))


def write(path: Path, records: Iterable[Record]) -> int:
    """Write records, one a line, under the file's name only when all are there.

    RETURNS (int): how many.
    """
    count = 0
    with jsonl.whole_file(path) as file:
        for record in records:
            file.write(jsonl.line(record))
            count += 1
    return count


def _original(shown: Shown, nlp: Language) -> tuple[Record, dict[Key, Record], bool]:
    """The task that went out, those of its spans whose makers are known, and whether it is whole and its text still the same."""
    if shown.carried is None:
        return shown.besides, {_key(span): span for span in shown.besides.get("spans") or [] if span.get("source")}, False
    try:
        original = srsly.json_loads(shown.carried)
        same_text = original["text"] == murmur_hash(shown.text)
        original["text"] = shown.text
        tasks.from_record(original | ({} if same_text else {"spans": []}), shown.where)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(shown.where, f"the field `{KEY}` is broken ({error})", "Leave it as it was exported.") from error
    if not same_text:
        return original, {}, False
    if "tokens" in original and original["tokens"] is None:
        original["tokens"] = _tokens(shown.text, nlp)
    return original, {_key(span): span for span in original.get("spans") or []}, True


def _tokens(text: str, nlp: Language) -> list[Record]:
    return tasks.record(tasks.Task(text, (), {}), nlp)["tokens"]


def _key(span: Record) -> Key:
    return int(span["start"]), int(span["end"]), str(span["label"])


def _trimmed(span: Span, text: str) -> Key:
    inside = text[span.start : span.end] if span.start >= 0 else ""
    kept = inside.strip()
    if not kept or span.end > len(text):
        return span.start, span.end, span.label
    start = span.start + len(inside) - len(inside.lstrip())
    return start, start + len(kept), span.label
