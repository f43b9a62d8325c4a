"""The component: extensions, saving, rows."""

import json

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from banmian.spans import LABELS, Span
from banmian.values.component import HINTS, Values, entity_rows
from tests.values.articles import read

MARKED = "[P 阳泉市][F 市长张某某]说，[O 市林业局]管[Q 218万亩]，[P 矿区]最多。"


@pytest.fixture(scope="module")
def nlp(configs):
    nlp = spacy.blank("zh")
    nlp.add_pipe("banmian_values").from_disk(configs)
    return nlp


def labelled(nlp, marked, hints=()):
    text, spans = read(marked)
    doc = nlp.make_doc(text)
    doc.user_data[HINTS] = hints
    doc.set_ents([doc.char_span(span.start, span.end, label=span.label) for span in spans])
    return doc


def test_every_entity_has_its_value(nlp):
    place, official, body, quantity, area = nlp.get_pipe("banmian_values")(labelled(nlp, MARKED)).ents
    assert place._.place == place._.value == {"code": "140300", "path": ["山西省", "阳泉市"]} and place.kb_id_ == "140300"
    assert official._.official["name"] == "张某某" and official._.place is None
    assert body._.body == {"canonical": "阳泉市林业局", "kind": "government", "division": "140300"}
    assert quantity._.quantity["canonical"] == {"low": "1453.33333333", "high": "1453.33333333", "unit": "km2"}
    assert area.kb_id_ == "140303"
    assert all(0 < ent._.value_score <= 1 and ent._.value_reason for ent in (place, official, body, quantity, area))


def test_rows_are_plain_data(nlp):
    doc = nlp.get_pipe("banmian_values")(labelled(nlp, MARKED))
    rows = entity_rows(doc)
    assert json.loads(json.dumps(rows)) == rows
    assert [doc.text[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert list(rows[0]) == ["label", "text", "start", "end", "value"]


def test_hints_settle_what_the_text_does_not(nlp):
    component = nlp.get_pipe("banmian_values")
    assert component(labelled(nlp, "[P 矿区]")).ents[0].kb_id_ == ""
    assert component(labelled(nlp, "[P 矿区]", ["阳泉日报"])).ents[0].kb_id_ == "140303"


def test_what_is_saved_is_read_again(nlp, tmp_path):
    component = nlp.get_pipe("banmian_values")
    expected = entity_rows(component(labelled(nlp, MARKED)))
    component.to_disk(tmp_path / "values")
    for copy in (Values().from_disk(tmp_path / "values"), Values().from_bytes(component.to_bytes())):
        assert entity_rows(copy(labelled(nlp, MARKED))) == expected


def test_without_lists_it_is_silent(nlp, tmp_path):
    silent = Values().from_disk(tmp_path)
    assert [row["value"] for row in entity_rows(silent(labelled(nlp, MARKED)))] == [None] * 5


PIECES = [
    "中国",
    "中共",
    "盂县",
    "阳泉",
    "市委",
    "县政府",
    "镇",
    "苌池镇",
    "公安局",
    "某某",
    "局长",
    "张某",
    "小梁",
    "、",
    "的",
    "。",
    "12",
    "万元",
    "·",
    "组织部",
    "（",
    "）",
    "师",
]


@given(st.lists(st.tuples(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), st.sampled_from([*LABELS, "DATE", ""])), max_size=12))
def test_any_article_is_judged(nlp, parts):
    text, entities = "", []
    for pieces, label in parts:
        name = "".join(pieces)
        if label:
            entities.append(Span(len(text), len(text) + len(name), label))
        text += name
    found = nlp.get_pipe("banmian_values").judge(text, entities)
    assert [judged is None for judged in found] == [entity.label not in LABELS for entity in entities]
    assert all(0 <= judged.score <= 1 and judged.reason for judged in found if judged)
    assert json.loads(json.dumps([judged and judged.value for judged in found])) == [judged and judged.value for judged in found]
