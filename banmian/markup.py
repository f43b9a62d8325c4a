"""Inline markup for authors: `[盂县林业局|ORG][相关负责人|OFFICIAL]表示…`, one readable file for a few articles.

An article opens with a line `=== id | key=value | key=value`; its text follows, each headline, subhead and paragraph on a line of its own.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from banmian.problems import InputError, Report, stop
from banmian.spans import LABELS, Span
from banmian.tasks import Task, from_spans

OPENING = "=== "
MARKED = re.compile(rf"\[([^\[\]|\n]+)\|({'|'.join(LABELS)})\]")
STRAY = re.compile(r"[\[\]|]")


def read(path: Path, report: Report = stop) -> Iterator[Task]:
    """Read the articles of a markup file; those with broken markup go to `report`."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        report(InputError(str(path), f"cannot be read ({error})", "Markup files are UTF-8 text."))
        return
    starts = [index for index, line in enumerate(lines) if line.startswith(OPENING)]
    if not starts or any(lines[: starts[0]]):
        report(InputError(f"{path}:1", "text before the first article", f"Open each article with a line {OPENING}id | key=value."))
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        try:
            yield parse(lines[start], "\n".join(lines[start + 1 : end]).strip("\n"), f"{path}:{start + 1}")
        except InputError as error:
            report(error)


def parse(opening: str, body: str, where: str) -> Task:
    """One article from its opening line and its marked text.

    RAISES (InputError): for markup left over, an empty article or one without id.
    """
    identity, *pairs = (part.strip() for part in opening.removeprefix(OPENING).split("|"))
    meta = {"id": identity} | {key.strip(): value.strip() for key, _, value in (pair.partition("=") for pair in pairs)}
    parts: list[str] = []
    spans: list[Span] = []
    length = done = 0
    for match in MARKED.finditer(body):
        plain = body[done : match.start()]
        start = length + len(plain)
        spans.append(Span(start, start + len(match[1]), match[2], 1.0, ()))
        parts += [plain, match[1]]
        length, done = start + len(match[1]), match.end()
    text = "".join([*parts, body[done:]])
    if stray := STRAY.search(text):
        near = text[max(0, stray.start() - 8) : stray.end() + 8]
        raise InputError(where, f"broken markup near {near!r}", f"Write [text|LABEL] with one of {', '.join(LABELS)}.")
    if not text or not identity:
        raise InputError(where, "an article without text or id", f"Open it with {OPENING}id | key=value and give its text.")
    return from_spans(text, spans, meta, where)


def write(task: Task) -> str:
    """An article as markup, the inverse of `parse`."""
    parts: list[str] = []
    done = 0
    for span in task.spans:
        parts += [task.text[done : span.start], f"[{task.text[span.start : span.end]}|{span.label}]"]
        done = span.end
    head = " | ".join([str(task.meta.get("id", "")), *(f"{key}={value}" for key, value in task.meta.items() if key != "id")])
    return f"{OPENING}{head}\n{''.join([*parts, task.text[done:]])}\n"
