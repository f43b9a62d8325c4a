"""brat: its folder, and what annotators write into it."""

import pytest

from banmian.problems import InputError
from banmian.review import brat, exchange
from banmian.review.exchange import Shown
from banmian.spans import Span

from .conftest import returned, sent, surfaces, task


@pytest.fixture
def folder(nlp, tmp_path):
    exchange.write(tmp_path / "in.jsonl", [task("😀\n[林业局|ORG]在[𠮷镇|PLACE]。", nlp, id="文/1")])
    return sent("brat", tmp_path / "in.jsonl", tmp_path / "out", nlp)


def test_the_folder_is_what_brat_reads(folder):
    names = {path.name for path in folder.iterdir()}
    assert names == {"annotation.conf", "visual.conf", "000001-文_1.txt", "000001-文_1.ann", "000001-文_1.json"}
    assert (folder / "000001-文_1.ann").read_text(encoding="utf-8") == "T1\tORG 2 5\t林业局\nT2\tPLACE 6 8\t𠮷镇\n"
    assert (folder / "annotation.conf").read_text(encoding="utf-8").split("\n")[:2] == ["[entities]", "PLACE"]


@pytest.mark.parametrize(
    "annotations, expected",
    [
        ("T2\tPLACE 6 8\t𠮷镇\nT7\tORG 0 1\t😀\n", ("accept", [("😀", "ORG"), ("𠮷镇", "PLACE")])),
        ("T1\tORG 2 5\t林业局\n#1\tAnnotatorNotes T1\treject\nA1\tX T1\nR1\tin Arg1:T1 Arg2:T2\n", ("reject", [("林业局", "ORG")])),
        ("T1\tORG 0 1;2 5\t😀 林业局\n#1\tAnnotatorNotes T1\t看不清\n", ("accept", [("😀\n林业局", "ORG")])),
        ("", ("accept", [])),
    ],
)
def test_annotations_are_read(annotations, expected, folder, nlp):
    (folder / "000001-文_1.ann").write_text(annotations, encoding="utf-8", newline="")
    (record,) = returned("brat", folder, nlp)
    assert (record["answer"], surfaces(record), record["meta"]) == (*expected, {"id": "文/1"})


@pytest.mark.parametrize(
    "annotations, reason",
    [
        ("T1 ORG 2 5 林业局\n", "no entity"),
        ("T1\tORG 2 4\t林业局\n", "'林业局' is not what stands at 2-4: '林业'"),
        ("T1\tORG 2 3;4 5\t林 局\n", "has gaps"),
    ],
)
def test_a_broken_annotation_is_named(annotations, reason, folder, nlp):
    path, problems = folder / "000001-文_1.ann", []
    path.write_text("\n" + annotations, encoding="utf-8")
    assert not list(brat.read(folder, "human", nlp, problems.append))
    assert problems[0].where == f"{path}:2" and reason in problems[0].what


def test_articles_without_annotations_or_task(folder, nlp):
    (folder / "000001-文_1.ann").unlink()
    (folder / "b.txt").write_text("𠮷镇", encoding="utf-8")
    (folder / "b.ann").write_text("T1\tPLACE 0 2\t𠮷镇\n", encoding="utf-8")
    first, second = returned("brat", folder, nlp, "李")
    assert surfaces(first) == [("林业局", "ORG"), ("𠮷镇", "PLACE")]
    assert (surfaces(second), second["meta"], second["spans"][0]["source"]) == ([("𠮷镇", "PLACE")], {"id": "b"}, "李")


def test_nobodys_annotations_are_overwritten(folder, nlp):
    with pytest.raises(InputError, match="is there already"):
        brat.export([], folder, nlp)


def test_a_folder_without_texts_is_named(nlp, tmp_path):
    problems = []
    assert not list(brat.read(tmp_path, "human", nlp, problems.append)) and "no folder with .txt files" in problems[0].what


def test_a_span_over_a_line_break_is_written_in_fragments(nlp, tmp_path):
    brat.export([Shown("甲\n\n乙丙", (Span(0, 4, "ORG"),), carried=None, besides={"meta": {}})], tmp_path / "out", nlp)
    assert (tmp_path / "out" / "000001-.ann").read_text(encoding="utf-8") == "T1\tORG 0 1;3 4\t甲 乙\n"
    (shown,) = brat.read(tmp_path / "out", "human", nlp)
    assert [(span.start, span.end) for span in shown.spans] == [(0, 4)]
