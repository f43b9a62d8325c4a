"""The review commands as a user runs them: good input, bad input, exit codes."""

import json
import signal
import subprocess
import sys
import urllib.request

import pytest

from tests.conftest import ROOT

GOOD = {"text": "盂县林业局负责人表示，更换716处。", "spans": [{"start": 0, "end": 5, "label": "ORG"}], "meta": {"id": "a"}, "answer": "accept"}
OTHER = {"text": "盂县林业局相关负责人在北山公园。", "spans": [{"start": 11, "end": 15, "label": "PLACE"}], "meta": {"id": "b"}, "answer": "accept"}
BROKEN = '{"text": "盂县", "spans": [{"start": 0, "end": 9, "label": "ORG"}]}\n'


def run(*arguments):
    command = [sys.executable, str(ROOT / "scripts" / "review.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def write(path, *records, more=""):
    path.write_text("".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records) + more, encoding="utf-8")
    return path


@pytest.mark.parametrize("tool", ["prodigy", "label-studio", "doccano", "brat"])
def test_out_and_back_is_the_same_file(tool, tmp_path):
    tasks = write(tmp_path / "tasks.jsonl", GOOD, OTHER)
    done = run("export", "--tool", tool, tasks, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, f"2 articles in {tmp_path / 'out'}\n"), done.stderr
    done = run("import", "--tool", tool, tmp_path / "out", "--out", tmp_path / "back.jsonl")
    assert done.returncode == 0 and (tmp_path / "back.jsonl").read_bytes() == tasks.read_bytes()


def test_broken_lines_are_named_and_the_others_done(tmp_path):
    tasks = write(tmp_path / "tasks.jsonl", GOOD, more=BROKEN)
    done = run("export", "--tool", "prodigy", tasks, "--out", tmp_path / "out.jsonl")
    assert done.returncode == 1 and "1 articles" in done.stdout and f"{tasks}:2: span 0-9 lies outside the text of 2 characters" in done.stderr
    out = tmp_path / "out.jsonl"
    out.write_text(out.read_text(encoding="utf-8").replace('"end":5,"token', '"end":99,"token'), encoding="utf-8")
    done = run("import", "--tool", "prodigy", out, "--out", tmp_path / "back.jsonl")
    assert done.returncode == 1 and f"{out}:1: span 0-99 lies outside" in done.stderr and "Traceback" not in done.stderr


def test_diff_shows_spans_and_agreement(tmp_path):
    changed = GOOD | {"spans": [{"start": 0, "end": 2, "label": "PLACE"}]}
    done = run("diff", write(tmp_path / "a.jsonl", GOOD, OTHER), write(tmp_path / "b.jsonl", changed))
    assert done.returncode == 0
    for part in (
        "1 differences in 1 articles",
        "[盂县林业局|ORG]负责人",
        "[盂县|PLACE]林业局",
        "label, edges",
        "1 articles only in A",
        "ORG",
        "0.000",
    ):
        assert part in done.stdout


def test_next_chooses_where_two_disagree(tmp_path):
    a, b = write(tmp_path / "a.jsonl", OTHER, GOOD), write(tmp_path / "b.jsonl", OTHER, GOOD | {"spans": []})
    done = run("next", a, "--against", b, "--n", 1, "--out", tmp_path / "next.jsonl")
    assert done.returncode == 0 and "1 of 1 spans differ" in done.stdout
    assert json.loads((tmp_path / "next.jsonl").read_text(encoding="utf-8"))["meta"] == {"id": "a"}
    done = run("next", a, "--model", "no-such-model")
    assert done.returncode == 1 and "no-such-model: no model can be loaded" in done.stderr
    assert run("next", a, "--model", "m", "--against", b).returncode == 2


def test_merge_names_conflicts(tmp_path):
    a = write(tmp_path / "a.jsonl", GOOD | {"spans": []}, OTHER)
    b = write(tmp_path / "b.jsonl", GOOD | {"answer": "reject"})
    base = write(tmp_path / "base.jsonl", GOOD, OTHER)
    done = run("merge", a, b, "--base", base, "--out", tmp_path / "out.jsonl")
    assert done.returncode == 1 and f"{b}:1: changed here and in {a}:1" in done.stderr
    assert [json.loads(line)["answer"] for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()] == ["reject", "accept"]


def test_check_names_faults_and_inconsistencies(tmp_path):
    exceptions = tmp_path / "exceptions.txt"
    exceptions.write_text("# none\n", encoding="utf-8")
    tasks = write(tmp_path / "tasks.jsonl", GOOD, OTHER)
    done = run("check", tasks, "--exceptions", exceptions)
    assert done.returncode == 1 and f"{tasks}:1: no tokens, _input_hash, _task_hash" in done.stderr
    assert "1 surfaces with different decisions" in done.stdout and "[盂县林业局|—]相关负责人" in done.stdout
    run("export", "--tool", "prodigy", tasks, "--out", tmp_path / "whole.jsonl")
    exceptions.write_text("# reviewed\n盂县林业局\n", encoding="utf-8")
    done = run("check", tmp_path / "whole.jsonl", "--exceptions", exceptions)
    assert done.returncode == 0 and "0 surfaces" in done.stdout, done.stderr


def test_serve_answers_on_this_machine(tmp_path):
    command = [sys.executable, str(ROOT / "scripts" / "review.py"), "serve", str(write(tmp_path / "tasks.jsonl", GOOD)), "--port", "0"]
    # Tests that run in the background of a shell are deaf to SIGINT, and so would the server be.
    listening = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, **listening) as process:
        try:
            address = process.stdout.readline().strip()
            with urllib.request.urlopen(f"{address}/articles", timeout=10) as reply:
                assert json.loads(reply.read()) == [{"id": "a", "answer": "accept", "differ": 0}]
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
        finally:
            process.kill()


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "nowhere.jsonl", "--tool", "prodigy", "--out", "x"],
        ["export", "README.md", "--tool", "word", "--out", "x"],
        ["export", "README.md", "--tool", "prodigy", "--out", "scripts"],
        ["merge", "README.md", "README.md", "--out", "scripts"],
        ["diff", "README.md"],
        ["unknown"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["export", "import", "diff", "next", "merge", "check", "serve"])
def test_every_command_explains_itself(name):
    done = run(name, "--help")
    assert done.returncode == 0 and "Usage" in done.stdout and len(done.stdout) > 400
