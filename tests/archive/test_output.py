import json
import random

import pytest

from banmian import jsonl, parquet
from banmian.archive.output import SAVE_EVERY, Output, safe_articles
from banmian.tagging import Tagged

ARTICLES = [Tagged(f"a-{number}", "a.txt", [{"text": f"第{number}亩{at}"} for at in range(number % 4)], None if number % 50 else "boom") for number in range(300)]  # fmt: skip


class Killed(BaseException):
    """Stands for the end of the process: whatever was written stays, nothing else happens."""


def write(out, key="same", upto=len(ARTICLES), tail=b""):
    """Go on with the work; be killed after so many articles, with so much torn off behind what was saved."""
    try:
        with Output(out, key) as output:
            started = output.articles
            for article in ARTICLES[started:upto]:
                output.add(article)
            if upto < len(ARTICLES):
                raise Killed
    except Killed:
        for part in output.parts:
            with part.open("ab") as file:
                file.write(tail)
    return started


def whole(tmp_path):
    out = tmp_path / "whole.jsonl"
    write(out)
    return out.read_bytes(), out.with_name("whole.jsonl.failures.jsonl").read_bytes()


@pytest.mark.parametrize("seed", range(5))
def test_kills_lose_nothing_and_double_nothing(seed, tmp_path):
    chosen, out = random.Random(seed), tmp_path / "out.jsonl"
    for upto in sorted(chosen.sample(range(len(ARTICLES)), 4)):
        write(out, upto=upto, tail=chosen.randbytes(chosen.randrange(200)))
        assert not out.exists()
    assert write(out) >= upto - SAVE_EVERY  # what was saved is not done again
    assert (out.read_bytes(), out.with_name("out.jsonl.failures.jsonl").read_bytes()) == whole(tmp_path)
    assert not any(path.suffix in (".part", ".state") for path in tmp_path.iterdir())


def test_other_work_starts_anew_and_leaves_nothing_to_go_on_from(tmp_path):
    out = tmp_path / "out.jsonl"
    write(out, key="old", upto=200)
    assert safe_articles(out) == 192
    assert write(out, key="other", upto=40, tail=bytes(20_000)) == 0  # killed before it saved, its part longer than the old state says
    assert write(out, key="old") == 0
    assert out.read_bytes() == whole(tmp_path)[0]


def test_a_part_shorter_than_its_state_is_not_trusted(tmp_path):
    out = tmp_path / "out.jsonl"
    write(out, upto=200)
    out.with_name("out.jsonl.part").write_bytes(b"")
    assert write(out) == 0 and out.read_bytes() == whole(tmp_path)[0]


def test_failures_are_listed_and_an_old_list_goes(tmp_path):
    out = tmp_path / "out.jsonl"
    write(out)
    failures = out.with_name("out.jsonl.failures.jsonl")
    assert [record for _, record in jsonl.read(failures)][1] == {"article": "a-50", "page": "a.txt", "error": "boom"}
    with Output(out, "other") as output:
        output.add(Tagged("b", "b.txt", [{"text": "盂县"}]))
    assert not failures.exists() and json.loads(out.read_text(encoding="utf-8")) == {"text": "盂县"}


def test_an_error_leaves_the_old_output(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("old", encoding="utf-8")
    write(out, upto=10)
    assert out.read_text(encoding="utf-8") == "old"


def test_a_kill_while_the_table_is_made_loses_nothing(tmp_path, monkeypatch):
    out = tmp_path / "out.parquet"

    def killed(rows, table):
        raise KeyboardInterrupt

    monkeypatch.setattr(parquet, "from_jsonl", killed)
    with pytest.raises(KeyboardInterrupt):
        write(out)
    monkeypatch.undo()
    with pytest.raises(Killed), Output(out, "same") as output:
        assert output.articles == len(ARTICLES)
        raise Killed


def test_a_table_may_be_called_so_in_capitals(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(parquet, "from_jsonl", lambda rows, out: made.append(out))
    write(tmp_path / "OUT.PARQUET")
    assert made == [tmp_path / "OUT.PARQUET"]


@pytest.mark.parametrize("state", ["", "{", "[]", '{"key": "key"}'])
def test_a_state_that_cannot_be_read_starts_anew(tmp_path, state):
    out = tmp_path / "out.jsonl"
    out.with_name("out.jsonl.state").write_text(state, encoding="utf-8")
    assert safe_articles(out) == 0 and write(out) == 0
