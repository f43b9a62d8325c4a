import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import markup
from banmian.problems import InputError
from banmian.spans import LABELS, Span
from banmian.tasks import from_spans

OPENING = "=== yuxian-01 | kind=ecology | region=山西省阳泉市盂县"


def test_markup_becomes_text_and_spans():
    task = markup.parse(OPENING, "[盂县|PLACE]防火\n[盂县林业局|ORG][相关负责人|OFFICIAL]表示…", "file:1")
    assert task.text == "盂县防火\n盂县林业局相关负责人表示…"
    assert [(task.text[span.start : span.end], span.label) for span in task.spans] == [
        ("盂县", "PLACE"),
        ("盂县林业局", "ORG"),
        ("相关负责人", "OFFICIAL"),
    ]
    assert task.meta == {"id": "yuxian-01", "kind": "ecology", "region": "山西省阳泉市盂县"}


@pytest.mark.parametrize("body", ["[盂县|PLACE", "[盂县|GPE]", "盂县]防火", "[盂县]防火", "", "[ 盂县|PLACE]"])
def test_broken_markup_is_named(body):
    with pytest.raises(InputError, match="corpus/gold/a.txt:7"):
        markup.parse(OPENING, body, "corpus/gold/a.txt:7")


@given(st.lists(st.tuples(st.text("盂县林业局，。A1", min_size=1, max_size=5), st.sampled_from([None, *LABELS])), min_size=1, max_size=8))
def test_writing_and_parsing_are_inverse(pieces):
    spans, start = [], 0
    for text, label in pieces:
        if label:
            spans.append(Span(start, start + len(text), label, 1.0, ()))
        start += len(text)
    task = from_spans("".join(text for text, _ in pieces), spans, {"id": "a", "kind": "b"}, "file:1")
    opening, _, body = markup.write(task).partition("\n")
    assert markup.parse(opening, body.rstrip("\n"), "file:1") == task


def test_a_file_of_articles_names_what_is_broken(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"stray\n{OPENING}\n[盂县|PLACE]\n\n=== two\n[盂县\n=== three\n阳泉\n", encoding="utf-8")
    problems = []
    assert [task.meta["id"] for task in markup.read(path, problems.append)] == ["yuxian-01", "three"]
    assert [problem.where for problem in problems] == [f"{path}:1", f"{path}:5"]
