"""Prodigy: its own task format, with the task as it was under a key that Prodigy passes through.

`export` gives complete tasks (tokens, token indices, hashes) for `ner.manual` or `db-in`; `read` takes what `db-out` gives, also from a data set that
did not begin here. What Prodigy adds (`_timestamp`, `_annotator_id`, …) is kept.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from banmian import jsonl, tasks
from banmian.problems import InputError, Report, stop
from banmian.review import exchange
from banmian.review.exchange import KEY, Record, Shown
from banmian.spans import Span

OURS = frozenset(["text", "meta", "_input_hash", "_task_hash", "tokens", "spans", "_view_id", "answer", KEY])
NAMED = ("_annotator_id", "_session_id")  # where Prodigy tells who annotated, the surest first


def export(articles: Iterable[Shown], out: Path, nlp: Language) -> int:
    """Write articles as Prodigy's tasks.

    RETURNS (int): how many.
    """
    return exchange.write(out, (_task(shown, nlp) for shown in articles))


def read(path: Path, annotator: str, nlp: Language, report: Report = stop) -> Iterator[Shown]:
    """Read the articles of a Prodigy file.

    annotator (str): who edited them where Prodigy names nobody.
    """
    for where, record in jsonl.read(path, report):
        try:
            yield _shown(record, annotator, where, nlp)
        except InputError as error:
            report(error)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            report(InputError(where, f"no task of Prodigy ({type(error).__name__}: {error})", "Export with `prodigy db-out`."))


def faults(record: Record, where: str, nlp: Language) -> Iterator[InputError]:
    """What is absent from a task, or does not fit its text and spans: tokens, token indices, the hash of the text.

    Prodigy leaves `_task_hash` as it was before annotation, so that it need not fit.

    record (Record): a task that `tasks.from_record` takes.
    """
    remedy = "Run: python scripts/review.py import --tool prodigy"
    fresh = tasks.record(tasks.from_record(record, where), nlp)
    if missing := [key for key in ("tokens", "spans", "_input_hash", "_task_hash") if record.get(key) is None]:
        yield InputError(where, f"no {', '.join(missing)}", remedy)
        return
    if record["tokens"] != fresh["tokens"]:
        yield InputError(where, "the tokens are not the characters of the text", remedy)
        return
    for span, right in zip(sorted(record["spans"], key=lambda span: span["start"]), fresh["spans"]):
        if (span.get("token_start"), span.get("token_end")) != (right["token_start"], right["token_end"]):
            yield InputError(where, f"span {span['start']}-{span['end']} has wrong token indices; token_end is inclusive", remedy)
    if record["_input_hash"] != fresh["_input_hash"]:
        yield InputError(where, "_input_hash is not that of the text", remedy)


def _task(shown: Shown, nlp: Language) -> Record:
    task = tasks.from_spans(shown.text, shown.spans, shown.besides["meta"], shown.where)
    return tasks.record(task, nlp) | {"answer": shown.answer, KEY: shown.carried}


def _shown(record: Record, annotator: str, where: str, nlp: Language) -> Shown:
    exchange.check_characters(record, where)
    if not isinstance(record["text"], str):
        raise TypeError("text is no string")
    spans = tuple(Span(int(span["start"]), int(span["end"]), str(span["label"])) for span in record.get("spans") or [])
    carried, besides = record.get(KEY), {key: value for key, value in record.items() if key not in OURS}
    if carried is None:
        carried, besides = (exchange.carry(record, nlp), {}) if _whole(record, where, nlp) else (None, record)
    named = next((str(record[key]) for key in NAMED if record.get(key)), annotator)
    return Shown(record["text"], spans, exchange.answer_of(record, where), carried, named, besides, where)


def _whole(record: Record, where: str, nlp: Language) -> bool:
    """Whether a task that began in Prodigy can stay as it is."""
    try:
        return next(faults(record, where, nlp), None) is None
    except InputError:
        return False
