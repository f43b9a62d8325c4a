import pytest
from murmurhash.mrmr import hash as murmur_hash

from banmian import tasks
from banmian.problems import InputError
from banmian.spans import Span

TEXT = "盂县林业局相关负责人表示，更换716处。"
SPANS = (Span(0, 5, "ORG", 0.9, ("organisations.domain",)), Span(5, 10, "OFFICIAL", 1.0, ()), Span(15, 19, "QUANTITY", 1.0, ()))


@pytest.fixture(scope="module")
def nlp():
    return tasks.tokenizer()


def test_a_task_is_as_prodigy_writes_it(nlp):
    record = tasks.record(tasks.from_spans(TEXT, SPANS, {"id": "a"}), nlp)
    assert record["spans"][0] == {
        "start": 0, "end": 5, "token_start": 0, "token_end": 4, "label": "ORG", "score": 0.9, "source": "organisations.domain",
    }  # fmt: skip
    assert record["tokens"][5] == {"text": "相", "start": 5, "end": 6, "id": 5, "ws": False}
    assert record["answer"] == "accept" and "".join(token["text"] for token in record["tokens"]) == TEXT
    # Prodigy hashes the JSON with Chinese escaped.
    assert record["_input_hash"] == murmur_hash('text="' + "".join(f"\\u{ord(char):04x}" if ord(char) > 127 else char for char in TEXT) + '"')


def test_hashes_tell_texts_and_spans_apart(nlp):
    first, other = (tasks.record(tasks.from_spans(TEXT, spans, {}), nlp) for spans in (SPANS, SPANS[:1]))
    assert first["_input_hash"] == other["_input_hash"] and first["_task_hash"] != other["_task_hash"]


def test_what_is_written_is_read_again(nlp):
    task = tasks.from_spans(TEXT, SPANS, {"id": "a"})
    again = tasks.from_record(tasks.record(task, nlp), "file:1")
    assert (again.text, again.meta) == (task.text, task.meta)
    assert [(span.start, span.end, span.label, span.sources) for span in again.spans] == [
        (span.start, span.end, span.label, span.sources) for span in SPANS
    ]


@pytest.mark.parametrize(
    "spans, reason",
    [
        ([(0, 5, "GPE")], "unknown label 'GPE'"),
        ([(0, 99, "ORG")], "lies outside the text"),
        ([(3, 3, "ORG")], "lies outside the text"),
        ([(0, 5, "ORG"), (4, 10, "OFFICIAL")], "span 4-10 '局相关负责人' .OFFICIAL. overlaps span 0-5 '盂县林业局'"),
    ],
)
def test_a_span_that_is_off_is_named(spans, reason):
    record = {"text": TEXT, "spans": [{"start": start, "end": end, "label": label} for start, end, label in spans]}
    with pytest.raises(InputError, match=reason) as error:
        tasks.from_record(record, "gold.jsonl:214")
    assert error.value.where == "gold.jsonl:214"


@pytest.mark.parametrize(
    "record", [{}, {"text": 5}, {"text": "盂县", "spans": [{"start": 0}]}, {"text": "盂县", "spans": ["盂县"]}, {"text": "盂县", "spans": 1}]
)
def test_what_is_no_task_is_named(record):
    with pytest.raises(InputError):
        tasks.from_record(record, "gold.jsonl:1")
