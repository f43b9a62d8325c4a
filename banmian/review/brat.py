"""brat: a folder with a text (.txt), its annotations (.ann) and the task as it was (.json) for each article, and brat's configuration.

Offsets count code points over the text as it is, with its line breaks. brat has no reject: a note `reject`, `ignore` or `accept` on any span says so.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from banmian.problems import InputError, Report, stop
from banmian.review.exchange import ANSWERS, COLOURS, Shown
from banmian.spans import LABELS, Span

SETTINGS = {
    "annotation.conf": "[entities]\n" + "\n".join(LABELS) + "\n[relations]\n[events]\n[attributes]\n",
    "visual.conf": "[labels]\n[drawing]\n" + "".join(f"{label}\tbgColor:{colour}\n" for label, colour in COLOURS.items()),
}
UNSAFE = re.compile(r"[^\w.-]+")  # in file names
ENTITY = re.compile(r"T\d+\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
NOTE = re.compile(r"#\d+\tAnnotatorNotes \S+\t(.*)")


def export(articles: Iterable[Shown], out: Path, nlp: Language) -> int:
    """Write articles into a new folder, which gets its name when it is whole.

    RETURNS (int): how many.
    RAISES (InputError): if the folder is there and not empty.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(str(out), "is there already", "Give a new folder, so that nobody's annotations are overwritten.")
    part = out.with_name(out.name + ".part")
    part.mkdir(parents=True, exist_ok=True)
    for file in part.iterdir():
        file.unlink()  # of an interrupted export
    for name, text in SETTINGS.items():
        _write(part / name, text)
    count = 0
    for count, shown in enumerate(articles, 1):
        name = f"{count:06d}-{UNSAFE.sub('_', str(shown.besides['meta'].get('id', '')))[:80]}"
        _write(part / f"{name}.txt", shown.text)
        _write(part / f"{name}.ann", "".join(_line(number, span, shown.text) for number, span in enumerate(shown.spans or (), 1)))
        if shown.carried is not None:
            _write(part / f"{name}.json", shown.carried)
    os.replace(part, out)
    return count


def read(path: Path, annotator: str, nlp: Language, report: Report = stop) -> Iterator[Shown]:
    """Read the articles of a folder in the order of their names; those that cannot be used go to `report`.

    annotator (str): who edited them; brat does not say.
    """
    texts = sorted(path.glob("*.txt")) if path.is_dir() else []
    if not texts:
        report(InputError(str(path), "no folder with .txt files", "Give the folder that brat works on."))
    for file in texts:
        try:
            text = _read(file)
            carried = _read(beside) if (beside := file.with_suffix(".json")).exists() else None
            spans, answer = _annotations(file.with_suffix(".ann"), text)
        except InputError as error:
            report(error)
        else:
            yield Shown(text, spans, answer, carried, annotator, {} if carried is not None else {"meta": {"id": file.stem}}, str(file))


def _line(number: int, span: Span, text: str) -> str:
    """One entity; where it runs over a line break, in fragments."""
    pieces, start = [], span.start
    for piece in text[span.start : span.end].split("\n"):
        if piece:
            pieces.append(f"{start} {start + len(piece)}")
        start += len(piece) + 1
    return f"T{number}\t{span.label} {';'.join(pieces)}\t{_shown(text[span.start : span.end])}\n"


def _annotations(path: Path, text: str) -> tuple[tuple[Span, ...] | None, str | None]:
    """The entities and the answer in an .ann file; other annotations are none of ours."""
    if not path.exists():
        return None, None
    spans, answer = [], None
    for number, line in enumerate(_read(path).split("\n"), 1):
        where = f"{path}:{number}"
        if line.startswith("T"):
            spans.append(_entity(line, text, where))
        elif (note := NOTE.match(line)) and note[1].strip() in ANSWERS:
            answer = note[1].strip()
    return tuple(spans), answer


def _entity(line: str, text: str, where: str) -> Span:
    found = ENTITY.fullmatch(line)
    if found is None:
        raise InputError(where, f"no entity: {line!r}", "Write T<number>, label and offsets, and text, with tabs between.")
    fragments = [tuple(map(int, fragment.split())) for fragment in found[2].split(";")]
    start, end = fragments[0][0], fragments[-1][1]
    if any(text[left:right].strip("\n") for (_, left), (right, _) in zip(fragments, fragments[1:])):
        raise InputError(where, f"{found[3]!r} has gaps", "Label one stretch of text.")
    if _shown(text[start:end]) != found[3]:
        raise InputError(where, f"{found[3]!r} is not what stands at {start}-{end}: {text[start:end]!r}", "Was the .txt edited? Put it back.")
    return Span(start, end, found[1])


def _shown(text: str) -> str:
    """A span's text as an .ann file has it: on one line."""
    return " ".join(filter(None, text.split("\n")))


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:  # line breaks as they are, for offsets count them
        file.write(text)


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "brat's files are UTF-8 text.") from error
