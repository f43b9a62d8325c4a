"""Prodigy: our tasks against a written schema of its format, and what it sends back."""

import json
from pathlib import Path

import pytest

from banmian import jsonl
from banmian.problems import InputError
from banmian.review import exchange, prodigy

from .conftest import SENTENCES, returned, sent, surfaces, task

SCHEMA = json.loads((Path(__file__).parent / "schema" / "prodigy_task.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator():
    jsonschema = pytest.importorskip("jsonschema", reason="no jsonschema: pip install jsonschema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    return jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture
def exported(source, nlp, tmp_path):
    out = sent("prodigy", source, tmp_path / "out.jsonl", nlp)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n")[:-1]]


def test_every_export_is_as_the_schema_has_it(exported, validator):
    assert [error.message for record in exported for error in validator.iter_errors(record)] == []
    for record in exported:
        assert "".join(token["text"] + " " * token["ws"] for token in record["tokens"]) == record["text"]
        for span in record["spans"]:
            first, last = record["tokens"][span["token_start"]], record["tokens"][span["token_end"]]
            assert (first["start"], last["end"]) == (span["start"], span["end"])


@pytest.mark.parametrize(
    "change",
    [{"answer": "maybe"}, {"_input_hash": 2**31}, {"spans": [{"start": 0, "end": 2, "label": "ORG"}]}, {"tokens": [{"text": "盂"}]}, {"text": None}],
)
def test_the_schema_refuses_what_is_none_of_its_tasks(change, exported, validator):
    assert list(validator.iter_errors(exported[0] | change))


def annotated(record, spans, **added):
    """A task as Prodigy saves it: its own keys added, new spans without source."""
    return record | {"spans": spans, "_annotator_id": "wang", "_timestamp": 1735689600, **added}


def test_what_an_annotator_did_comes_back(exported, records, nlp, tmp_path):
    new = {"start": 0, "end": 1, "token_start": 0, "token_end": 0, "label": "ORG"}
    saved = [annotated(exported[0], exported[0]["spans"]), annotated(exported[1], [*exported[1]["spans"], new]), exported[2] | {"answer": "reject"}]
    exchange.write(tmp_path / "in.jsonl", saved)
    same, more, rejected = returned("prodigy", tmp_path / "in.jsonl", nlp)
    assert same == records[0] | {"_annotator_id": "wang", "_timestamp": 1735689600}
    assert (surfaces(more)[0], more["spans"][0]["source"], more["spans"][1:]) == (("😀", "ORG"), "wang", records[1]["spans"])
    assert rejected == records[2] | {"answer": "reject"}


def test_a_data_set_that_began_in_prodigy(nlp, tmp_path):
    whole = task(SENTENCES[0], nlp, id="a") | {"_session_id": "news-wang"}
    words = {"text": whole["text"], "tokens": [{"text": "盂县林业局", "start": 0, "end": 5, "id": 0}], "_session_id": "news-wang"}
    words["spans"] = [{"start": 0, "end": 5, "label": "ORG", "source": "model"}, {"start": 5, "end": 10, "label": "OFFICIAL"}]
    exchange.write(tmp_path / "in.jsonl", [whole, words])
    first, second = returned("prodigy", tmp_path / "in.jsonl", nlp)
    assert jsonl.line(first) == jsonl.line(whole)
    assert [span["source"] for span in second["spans"]] == ["model", "news-wang"] and second["_session_id"] == "news-wang"
    assert not list(prodigy.faults(second, "", nlp))


def test_a_selection_with_white_space_is_cut(exported, nlp, tmp_path):
    exchange.write(tmp_path / "in.jsonl", [exported[1] | {"spans": [{"start": 13, "end": 16, "token_start": 13, "token_end": 15, "label": "ORG"}]}])
    (record,) = returned("prodigy", tmp_path / "in.jsonl", nlp)
    assert surfaces(record) == [("：", "ORG")]


@pytest.mark.parametrize(
    "line, reason",
    [
        ("{}", "no task of Prodigy"),
        ('{"text": 5}', "no task"),
        ('{"text": "盂县", "spans": [{"start": 0}]}', "no task of Prodigy"),
        ('{"text": "\\ud842"}', "half a character"),
        ('{"text": "盂县", "answer": "maybe"}', "unknown answer"),
        ('{"text": "盂县", "spans": [{"start": 0, "end": 9, "label": "ORG"}]}', "lies outside the text"),
    ],
)
def test_a_bad_line_is_named(line, reason, nlp, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    problems = []
    for shown in prodigy.read(path, "human", nlp, problems.append):
        with pytest.raises(InputError) as error:
            exchange.back(shown, nlp)
        problems.append(error.value)
    assert problems[0].where == f"{path}:2" and reason in problems[0].what


@pytest.mark.parametrize(
    "change, reason",
    [
        (lambda record: record.pop("tokens"), "no tokens"),
        (lambda record: record["tokens"].pop(), "the tokens are not the characters"),
        (lambda record: record["spans"][1].update(token_end=10), "span 5-10 has wrong token indices"),
        (lambda record: record.update(_input_hash=5), "_input_hash is not that of the text"),
    ],
)
def test_faults_are_named(change, reason, nlp):
    record = task(SENTENCES[0], nlp)
    assert not list(prodigy.faults(record, "gold.jsonl:1", nlp))
    change(record)
    (error,) = prodigy.faults(record, "gold.jsonl:1", nlp)
    assert error.where == "gold.jsonl:1" and reason in error.what
