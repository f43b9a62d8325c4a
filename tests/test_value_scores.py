from banmian import value_scores
from banmian.values.component import Values
from tests.conftest import ROOT

TEXT = "盂县林业局局长张某说，林地218万亩。"
ROWS = [
    {"start": 0, "end": 5, "label": "ORG", "text": "盂县林业局", "value": {"canonical": "盂县林业局", "kind": "government", "division": "140322"}},
    {
        "start": 5,
        "end": 9,
        "label": "OFFICIAL",
        "text": "局长张某",
        "value": {"name": "张某", "titles": ["局长"], "body": "盂县林业局", "place": None},
    },
    {"start": 13, "end": 18, "label": "QUANTITY", "text": "218万亩", "value": {"low": "218", "high": "218", "unit": "万亩"}},
]


def test_values_are_compared_field_by_field():
    figures, wrong = value_scores.score({"one": TEXT}, [{"article": "one", **row} for row in ROWS], Values().from_disk(ROOT / "configs"))
    assert figures["ORG"]["right"] == figures["OFFICIAL"]["right"] == 1.0
    assert (figures["QUANTITY"]["right"], figures["QUANTITY"]["low"]) == (0.0, 0.0)
    assert [row["text"] for row in wrong] == ["218万亩"] and wrong[0]["found"]["low"] == "2180000"
