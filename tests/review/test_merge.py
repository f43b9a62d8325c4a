"""Two versions into one: whose version of each article is taken."""

import pytest

from banmian.review import merge

BASE = {"甲": [1], "乙": [2], "丙": [3]}


def placed(name, versions):
    """Tasks from texts and the starts of their spans."""
    spans = {text: [{"start": start, "end": start + 1, "label": "ORG"} for start in starts] for text, starts in versions.items()}
    return [(f"{name}:{number}", {"text": text, "spans": given, "from": name}) for number, (text, given) in enumerate(spans.items(), 1)]


@pytest.mark.parametrize(
    "a, b, base, taken, conflicts",
    [
        ({"甲": [1], "乙": [2]}, {"乙": [9], "丁": []}, None, [("甲", "A"), ("乙", "B"), ("丁", "B")], []),
        ({"甲": [7], "乙": [2]}, {"甲": [1], "乙": [2]}, BASE, [("甲", "A"), ("乙", "B")], []),
        ({"甲": [1]}, {"甲": [8]}, BASE, [("甲", "B")], []),
        ({"甲": [7]}, {"甲": [8]}, BASE, [("甲", "B")], ["B:1"]),
        ({"甲": [7]}, {"甲": [7]}, BASE, [("甲", "B")], []),
        ({"戊": [7]}, {"戊": [8]}, BASE, [("戊", "B")], []),
    ],
)
def test_merge(a, b, base, taken, conflicts):
    problems = []
    merged = merge.merge(placed("A", a), placed("B", b), base and placed("base", base), problems.append)
    assert [(record["text"], record["from"]) for record in merged] == taken
    assert [problem.where for problem in problems] == conflicts


def test_a_changed_answer_is_a_change():
    (where, record), problems = placed("x", {"甲": [1]})[0], []
    merged = merge.merge([(where, record | {"answer": "reject"})], [(where, record)], [(where, record)], problems.append)
    assert merged[0]["answer"] == "reject" and not problems
