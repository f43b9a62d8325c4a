"""The command as a user runs it, and as a machine that goes down ends it (DESIGN, contracts 5 and 7)."""

import json
import random
import subprocess
import sys
import time

import pytest
import spacy

from tests.conftest import ROOT

ARTICLES = 3000
WHAT_FAILS = 2345


def save_model(path, *names):
    """A model that loads at once and knows a few names."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": name} for name in names])
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return save_model(tmp_path_factory.mktemp("model") / "tiny", "盂县", "县委")


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """An archive with a broken line, and with half a character in an article, which spaCy takes none of."""
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    texts = ["\ud800" if number == WHAT_FAILS else "盂县县委提出，" * (number % 7) for number in range(ARTICLES)]
    lines = [json.dumps({"text": text, "meta": {"id": f"a-{number}", "page": "a.txt"}}) for number, text in enumerate(texts)]
    path.write_text("\n".join([*lines[:100], "nonsense", *lines[100:]]), encoding="utf-8")
    return path


def command(model, articles, out, *options):
    return [sys.executable, str(ROOT / "scripts" / "tag.py"), str(model), str(articles), "--out", str(out), *options]


def run(*arguments):
    return subprocess.run(command(*arguments), capture_output=True, text=True, cwd=ROOT)


def kill(arguments, ready):
    """Start the command and kill it as soon as it is ready for that; whether it was alive."""
    process = subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    while process.poll() is None and not ready():
        time.sleep(0.001)
    process.kill()
    return process.wait() < 0


def size(path):
    return path.stat().st_size if path.exists() else 0


@pytest.fixture(scope="module")
def whole(model, articles, tmp_path_factory):
    """What a run that nobody disturbs does."""
    out = tmp_path_factory.mktemp("whole") / "entities.jsonl"
    return run(model, articles, out), out


def failures(out):
    return out.with_name(out.name + ".failures.jsonl")


def test_what_fails_is_named_and_the_rest_is_done(whole, articles):
    done, out = whole
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"{articles}:101: not valid JSON" in done.stderr
    assert f"a-{WHAT_FAILS}: the model fails on this article (UnicodeEncodeError" in done.stderr
    (failure,) = map(json.loads, failures(out).read_text(encoding="utf-8").splitlines())
    assert failure["article"] == f"a-{WHAT_FAILS}" and failure["page"] == "a.txt" and failure["error"].startswith("UnicodeEncodeError: ")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == sum(2 * (number % 7) for number in range(ARTICLES) if number != WHAT_FAILS)
    assert f"{len(rows):,} entities of {ARTICLES:,} articles" in done.stdout and f"failed on 1 of them, see {failures(out)}" in done.stdout


def test_killed_again_and_again_it_ends_with_the_same_bytes(whole, model, articles, tmp_path):
    chosen, out = random.Random(8), tmp_path / "entities.jsonl"
    part, state, total = tmp_path / "entities.jsonl.part", tmp_path / "entities.jsonl.state", size(whole[1])
    save_model(model, "盂县")
    assert kill((model, articles, out), state.exists)
    save_model(model, "盂县", "县委")  # the same path, another model: its rows must not stand beside those of the first
    for share in sorted(chosen.random() for _ in range(2)):
        assert kill((model, articles, out), lambda least=share * total: size(part) > least) and not out.exists()
    done = run(model, articles, out)
    assert done.returncode == 1 and "going on after" in done.stderr and "Traceback" not in done.stderr
    assert out.read_bytes() == whole[1].read_bytes() and failures(out).read_bytes() == failures(whole[1]).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["entities.jsonl", "entities.jsonl.failures.jsonl"]


def test_killed_it_ends_with_the_same_table(whole, model, articles, tmp_path):
    table, out = pytest.importorskip("pyarrow.parquet"), tmp_path / "entities.parquet"
    part, joined = tmp_path / "entities.parquet.part", tmp_path / "entities.parquet.whole"
    share = random.Random(8).random()
    assert kill((model, articles, out), lambda: size(part) > share * size(whole[1]))
    assert kill((model, articles, out), joined.exists) and not out.exists()  # the rows are all there and being put together
    assert run(model, articles, out).returncode == 1
    rows = [json.loads(line) for line in whole[1].read_text(encoding="utf-8").splitlines()]
    assert table.read_table(out).to_pylist() == rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["entities.parquet", "entities.parquet.failures.jsonl"]


@pytest.mark.slow
def test_ray_gives_the_same_bytes_and_goes_on_where_another_run_was_killed(whole, model, articles, tmp_path):
    pytest.importorskip("ray.data")
    out = tmp_path / "entities.jsonl"
    assert kill((model, articles, out), (tmp_path / "entities.jsonl.state").exists)
    done = run(model, articles, out, "--ray", "--actors", "2")
    assert done.returncode == 1 and "going on after" in done.stderr and "Traceback" not in done.stderr
    assert f"{articles}:101: not valid JSON" in done.stderr and f"a-{WHAT_FAILS}: the model fails on this article" in done.stderr
    assert out.read_bytes() == whole[1].read_bytes() and failures(out).read_bytes() == failures(whole[1]).read_bytes()


def test_without_a_cluster_at_the_address_it_says_so(model, articles, tmp_path):
    pytest.importorskip("ray.data")
    done = run(model, articles, tmp_path / "entities.jsonl", "--ray-address", "127.0.0.1:1")
    assert done.returncode == 1 and "127.0.0.1:1: cannot be reached" in done.stderr and "Traceback" not in done.stderr


def test_actors_without_ray_are_wrong_usage(model, articles, tmp_path):
    done = run(model, articles, tmp_path / "entities.jsonl", "--actors", "2")
    assert done.returncode == 2 and "add --ray" in done.stderr and not list(tmp_path.iterdir())
