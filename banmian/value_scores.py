"""How often the values of entities are right: what the component says of gold spans, against values annotated apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from scipy.stats import binomtest

from banmian.spans import Span
from banmian.values.component import Values

COMPARED = {  # what makes a value right
    "QUANTITY": ("low", "high", "unit"),
    "PLACE": ("code",),
    "ORG": ("kind",),
    "OFFICIAL": ("name", "titles"),
}
ALSO = {"QUANTITY": ("modifier", "dimension", "counted"), "PLACE": ("path",), "ORG": ("canonical", "division"), "OFFICIAL": ("body", "place")}


def score(texts: Mapping[str, str], rows: Iterable[Mapping[str, Any]], values: Values) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Score the values of gold spans.

    texts (Mapping[str, str]): articles by their ids.
    rows (Iterable): gold values, see corpus/gold/README.md.
    RETURNS (tuple): by label {"count", "right", "low", "high" (the 95 % interval), and the share right of each field}; and the rows that are wrong, with `found`.
    """
    by_article: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_article[row["article"]].append(row)
    right: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    wrong = []
    for article, given in by_article.items():
        given = sorted(given, key=lambda row: row["start"])
        judged = values.judge(texts[article], [Span(row["start"], row["end"], row["label"]) for row in given])
        for row, said in zip(given, judged):
            found = (said.value if said is not None else None) or {}
            counts = right[row["label"]]
            counts["count"] += 1
            for field in (*COMPARED[row["label"]], *ALSO[row["label"]]):
                counts[field] += found.get(field) == row["value"].get(field)
            if all(found.get(field) == row["value"].get(field) for field in COMPARED[row["label"]]):
                counts["right"] += 1
            else:
                wrong.append({**row, "found": found or None})
    figures = {}
    for label, counts in right.items():
        interval = binomtest(counts["right"], counts["count"]).proportion_ci()
        shares = {name: counts[name] / counts["count"] for name in ("right", *COMPARED[label], *ALSO[label])}
        figures[label] = {"count": counts["count"], **shares, "low_95": float(interval.low), "high_95": float(interval.high)}
    return figures, wrong
