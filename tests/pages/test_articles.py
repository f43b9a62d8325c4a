import json

import pytest

from banmian.pages.articles import FIELDS, ROWS, Article, Meta, from_record, read
from banmian.problems import InputError


def test_what_is_absent_may_be_null():
    meta = {"id": "a", "page": "a.txt", "headline": None, "offsets": None, "parts": None, "words": None, "subheads": None, "unknown": 1}
    assert from_record({"text": "盂县", "meta": meta}, "a.jsonl:1").meta == Meta("a", "a.txt")


def test_every_thing_known_is_checked():
    assert set(FIELDS) == set(Meta.__dataclass_fields__)


def test_a_number_for_an_id_is_text():
    assert from_record({"text": "盂县", "meta": {"id": 7}}, "a.jsonl:1").meta.id == "7"


@pytest.mark.parametrize(
    "name, value, what",
    [
        *((name, value, "list of") for name in ROWS for value in (5, [5], [[1, 2]], "abc", {"a": 1}, ["abc"])),
        ("id", ["a"], "string"),
        ("id", True, "string"),
        ("page", 5, "string"),
        ("dateline", ["盂县"], "string"),
        ("headline", {}, "string"),
        ("page_number", "3", "whole number"),
        ("page_number", True, "whole number"),
        ("byline", "张三", "list of names"),
        ("byline", [None], "list of names"),
        ("subheads", ["盂县", 5], "list of lists of lines"),
        ("subheads", [["盂县", 5]], "list of lists of lines"),
        ("offsets", [[0, 0, 2], ["x", "y", "z"]], "list of [text_start, page_start, length]"),
        ("offsets", [[0, 0.5, 2]], "list of [text_start, page_start, length]"),
        ("parts", [["0", "a.txt", None]], "list of [start, page, number]"),
        ("parts", [[0, None, None]], "list of [start, page, number]"),
        ("words", [[0, 2, None]], "list of [start, end, tag]"),
        ("boxes", [[0, 2, 1.0, 2.0, 3.0, "4"]], "list of [text_start, length, left, bottom, right, top]"),
    ],
)
def test_what_is_of_another_kind_is_named(name, value, what):
    with pytest.raises(InputError) as raised:
        from_record({"text": "盂县", "meta": {name: value}}, "a.jsonl:7")
    assert raised.value.where == "a.jsonl:7" and raised.value.what.startswith(f"`{name}` is no {what}") and raised.value.remedy


def test_what_a_pdf_or_joined_pages_tell_is_taken():
    told = {"page_number": 3, "boxes": [(0, 2, 1.5, 2, 3, 4)], "parts": [(0, "a.txt", None), (1, "b.pdf", 2)], "words": [(0, 2, "ns")]}
    meta = Meta("a", "a.txt", subheads=[["盂县", "桃河"], []], byline=["张三"], offsets=[(0, 4, 2)], **told)
    assert from_record(json.loads(json.dumps(Article("盂县", meta).record())), "a.jsonl:1") == Article("盂县", meta)


def test_the_others_of_a_file_are_read(tmp_path):
    path, problems = tmp_path / "a.jsonl", []
    path.write_text('{"text": "盂县", "meta": {"page": 5}}\n{"text": "桃河"}\n', encoding="utf-8")
    assert [article.where for article in read(path, problems.append)] == [f"{path}:2"]
    assert [problem.where for problem in problems] == [f"{path}:1"]
