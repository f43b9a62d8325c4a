"""Two versions of the same tasks into one."""

from collections.abc import Iterable

from banmian.problems import InputError, Report
from banmian.review.exchange import ACCEPT, Record

Placed = tuple[str, Record]
"""Where a task stands, and the task."""


def merge(a: Iterable[Placed], b: Iterable[Placed], base: Iterable[Placed] | None, report: Report) -> list[Record]:
    """B's version of each article that B has, else A's; articles are the same when their texts are.

    base (Iterable[Placed] | None): what both began with. Given, an article that only A changed stays A's.
    report (Report): receives the articles that both changed, each in its own way; B's version is taken.
    RETURNS (list[Record]): A's articles in A's order, then those that only B has.
    """
    newer = {record["text"]: (where, record) for where, record in b}
    older = None if base is None else {record["text"]: _decisions(record) for _, record in base}
    merged = []
    for where, record in a:
        other = newer.pop(record["text"], None)
        if other is None:
            merged.append(record)
        elif older is not None and record["text"] in older:
            merged.append(_three(where, record, *other, older[record["text"]], report))
        else:
            merged.append(other[1])
    return merged + [record for _, record in newer.values()]


def _three(where_a: str, a: Record, where_b: str, b: Record, before: object, report: Report) -> Record:
    """The version of an article whose origin is known."""
    changed_a, changed_b = (_decisions(record) != before for record in (a, b))
    if changed_a and changed_b and _decisions(a) != _decisions(b):
        report(InputError(where_b, f"changed here and in {where_a}, each in its own way; this version was taken", "Compare the two with `diff`."))
    return a if changed_a and not changed_b else b


def _decisions(record: Record) -> object:
    """What an annotator decides."""
    spans = {(span["start"], span["end"], span["label"]) for span in record.get("spans") or []}
    return spans, record.get("answer", ACCEPT)
