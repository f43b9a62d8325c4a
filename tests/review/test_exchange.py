"""What goes to a tool and comes back, for every tool alike."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from murmurhash.mrmr import hash as murmur_hash

from banmian import jsonl, tasks
from banmian.problems import InputError
from banmian.review import exchange
from banmian.spans import LABELS, Span

from .conftest import SENTENCES, TOOLS, returned, sent, surfaces, task


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_exported_is_imported_to_the_byte(tool, source, nlp, tmp_path):
    exchange.write(tmp_path / "back.jsonl", returned(tool, sent(tool, source, tmp_path / "out.json", nlp), nlp))
    assert (tmp_path / "back.jsonl").read_bytes() == source.read_bytes()


def edit(record, nlp, change, answer=None, annotator="李"):
    """A record that went to a tool whose annotator changed its spans."""
    shown = exchange.show(record, "tasks.jsonl:1", nlp)
    spans = change(list(shown.spans))
    return exchange.back(exchange.Shown(shown.text, tuple(spans), answer, shown.carried, annotator, where=shown.where), nlp)


@pytest.mark.parametrize(
    "change, expected",
    [
        (lambda spans: [*spans, Span(0, 2, "PLACE")], ["𠮷林 PLACE 李", "林业局 ORG None", "12.5亩 QUANTITY rules"]),
        (lambda spans: [Span(1, 5, "ORG"), spans[1]], ["林林业局 ORG 李", "12.5亩 QUANTITY rules"]),
        (lambda spans: [Span(2, 5, "PLACE"), spans[1]], ["林业局 PLACE 李", "12.5亩 QUANTITY rules"]),
        (lambda spans: spans[1:], ["12.5亩 QUANTITY rules"]),
        (lambda spans: [], []),
    ],
)
def test_an_edit_comes_back_as_a_valid_task(change, expected, nlp):
    record = task("𠮷林[林业局|ORG]管着\n[12.5亩|QUANTITY]林。", nlp, id="a") | {"priority": 1}
    record["spans"][1] |= {"score": 0.5, "source": "rules", "pattern": 3}
    after = edit(record, nlp, change)
    assert [f"{surface} {label} {span.get('source')}" for (surface, label), span in zip(surfaces(after), after["spans"])] == expected
    assert [(span["score"], span["pattern"]) for span in after["spans"] if span.get("source") == "rules"] == [(0.5, 3)] * bool(expected)
    assert list(after) == list(record) and (after["meta"], after["priority"], after["answer"]) == ({"id": "a"}, 1, "accept")
    assert after["_input_hash"] == record["_input_hash"]
    assert after["_task_hash"] == murmur_hash(f"{after['_input_hash']}spans=" + json.dumps(after["spans"], separators=(",", ":")))
    for span in after["spans"]:
        tokens = after["tokens"][span["token_start"] : span["token_end"] + 1]
        assert (tokens[0]["start"], tokens[-1]["end"]) == (span["start"], span["end"])


def test_white_space_at_the_edges_of_a_selection_is_cut_off(nlp):
    record = task("𠮷林[林业局|ORG]\n[12.5亩|QUANTITY] 林。", nlp)
    assert edit(record, nlp, lambda spans: [spans[0], Span(5, 12, "QUANTITY")]) == record


def test_a_rejected_article_keeps_its_spans(nlp):
    record = task(SENTENCES[0], nlp, id="a")
    assert edit(record, nlp, lambda spans: spans, "reject") == record | {"answer": "reject"}
    assert edit(record | {"answer": "ignore"}, nlp, lambda spans: spans[1:])["answer"] == "ignore"


def test_a_text_edited_in_the_tool_is_labelled_anew(nlp):
    shown = exchange.show(task(SENTENCES[0], nlp, id="a"), "", nlp)
    after = exchange.back(exchange.Shown("改" + shown.text, (Span(1, 6, "ORG"),), None, shown.carried, "李"), nlp)
    assert surfaces(after) == [("盂县林业局", "ORG")] and after["spans"][0]["source"] == "李" and after["meta"] == {"id": "a"}
    assert after["_input_hash"] == tasks.record(tasks.Task("改" + shown.text, (), {}), nlp)["_input_hash"]


@pytest.mark.parametrize(
    "spans, carried, reason",
    [
        ((Span(0, 5, "ORG"), Span(4, 8, "ORG")), None, "overlaps"),
        ((Span(0, 99, "ORG"),), None, "outside the text"),
        ((Span(-2, 2, "ORG"),), None, "outside the text"),
        ((Span(0, 5, "GPE"),), None, "unknown label 'GPE'"),
        ((), "[1]", "field `banmian` is broken"),
        ((), "{}", "field `banmian` is broken"),
        ((), "nonsense", "field `banmian` is broken"),
        (None, None, "nobody annotated"),
    ],
)
def test_what_cannot_be_used_is_named(spans, carried, reason, nlp):
    with pytest.raises(InputError, match=reason) as error:
        exchange.back(exchange.Shown("盂县林业局负责人。", spans, None, carried, where="in:7"), nlp)
    assert error.value.where == "in:7"


@pytest.mark.parametrize(
    "line, reason",
    [
        ('{"text": "盂县", "answer": "maybe"}', "unknown answer 'maybe'"),
        ('{"text": "\\ud842"}', "half a character"),
        ('{"spans": []}', "no task"),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(line, reason, tmp_path):
    path, problems = tmp_path / "tasks.jsonl", []
    path.write_text(line + '\n{"text": "盂县"}\n', encoding="utf-8")
    assert [record["text"] for _, record in exchange.read(path, problems.append)] == ["盂县"]
    assert problems[0].where == f"{path}:1" and reason in problems[0].what


TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("盂县林业局😀𠮷 \r\n\u2028\x85\ufeff"), min_size=1, max_size=30)


@st.composite
def labelled(draw):
    """A text with spans, none overlapping, none with white space at its edges."""
    text = draw(TEXT)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = [(start, end) for start, end in zip(cuts[::2], cuts[1::2]) if text[start:end] == text[start:end].strip()]
    sources = st.lists(st.sampled_from(["rules", "model", "李"]), max_size=2).map(tuple)
    score = st.floats(0, 1).map(lambda value: round(value, 4))
    return text, tuple(Span(start, end, draw(st.sampled_from(LABELS)), draw(score), draw(sources)) for start, end in pairs)


@pytest.mark.parametrize("tool", TOOLS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=labelled())
def test_any_text_survives_any_tool(tool, article, nlp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    record = tasks.record(tasks.from_spans(article[0], article[1], {"id": "../x y"}), nlp)
    (folder / "in.jsonl").write_text(jsonl.line(record), encoding="utf-8", newline="\n")
    back = returned(tool, sent(tool, folder / "in.jsonl", folder / "out.json", nlp), nlp)
    assert list(map(jsonl.line, back)) == [jsonl.line(record)]
