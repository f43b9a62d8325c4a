import pytest

from banmian import jsonl
from banmian.problems import InputError


def test_broken_lines_are_named_and_the_others_read(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_bytes('{"text": "盂县"}\n{"text": \n\n["盂县"]\n'.encode() + b'{"text": "\xff"}\n' + '{"text": "阳泉"}'.encode())
    problems = []
    assert [(where.split(":")[-1], record["text"]) for where, record in jsonl.read(path, problems.append)] == [("1", "盂县"), ("6", "阳泉")]
    assert [problem.where.split(":")[-1] for problem in problems] == ["2", "4", "5"]


def test_without_a_report_the_first_broken_line_stops(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("no json\n", encoding="utf-8")
    with pytest.raises(InputError, match="articles.jsonl:1: not valid JSON"):
        list(jsonl.read(path))


def test_an_interrupted_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("old\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), jsonl.whole_file(path) as file:
        file.write("half a li")
        raise KeyboardInterrupt
    assert path.read_text(encoding="utf-8") == "old\n" and list(tmp_path.iterdir()) == [path]


def test_chinese_stays_readable():
    assert jsonl.line({"text": "盂县/阳泉"}) == '{"text":"盂县/阳泉"}\n'
