"""The whole way on a small corpus: `project run all`, again without doing anything, then the wheel in an empty environment."""

import json
import os
import shutil
import subprocess
import sys
import venv

import pytest

from tests.conftest import ROOT

PARTS = ("banmian", "configs", "scripts", "corpus/pages", "corpus/gold", "project.yml", "pyproject.toml", "README.md")
SMALL = {"silver_articles": 60, "segmenter_paragraphs": 200, "segmenter_iterations": 1, "max_steps": 30, "eval_frequency": 15}
MADE = (
    "corpus/articles.jsonl",
    "corpus/silver.jsonl",
    "corpus/gold/articles.jsonl",
    "corpus/train.spacy",
    "corpus/test.jsonl",
    "training/metrics.json",
)

pytestmark = pytest.mark.slow


def run(root, *arguments):
    overrides = [part for name, value in SMALL.items() for part in (f"--vars.{name}", str(value))]
    command = [sys.executable, "-m", "spacy", "project", "run", *arguments, str(root), *overrides]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(root)})
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def copy_of_project(root):
    for part in PARTS:
        source, target = ROOT / part, root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return root


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project after one run of the workflow, and what the run printed."""
    root = copy_of_project(tmp_path_factory.mktemp("project"))
    return root, run(root, "all")


def test_the_workflow_ends_with_scores_and_a_wheel(project):
    root, said = project
    assert all((root / name).exists() for name in MADE)
    assert "micro" in said and "pip install packages/zh_banmian_news-" in said and "spacy.load('zh_banmian_news')" in said
    figures = json.loads((root / "training/metrics.json").read_text(encoding="utf-8"))
    assert set(figures["systems"]) >= {"model", "rules"} and figures["systems"]["model"]["scores"]["micro"]["f"] > 0.2


def test_a_second_run_changes_nothing(project):
    root, _ = project
    before = {name: (root / name).stat().st_mtime_ns for name in MADE}
    said = run(root, "all")
    assert {name: (root / name).stat().st_mtime_ns for name in MADE} == before
    assert said.count("nothing changed") + said.count("Skipping") >= 9


def test_two_clean_runs_make_the_same_files_and_scores(project, tmp_path):
    first, second = project[0], copy_of_project(tmp_path)
    run(second, "all")
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in MADE if not name.startswith("training"))
    scores = [json.loads((root / "training/metrics.json").read_text(encoding="utf-8"))["systems"]["model"]["scores"] for root in (first, second)]
    assert scores[0] == scores[1]


def test_a_changed_gazetteer_reruns_the_rules_and_what_follows(project):
    root, _ = project
    with (root / "configs/rules/regions.txt").open("a", encoding="utf-8") as file:
        file.write("某某三角洲\n")
    shutil.copytree(root, copy := root.with_name("changed"))
    said = run(copy, "data")
    assert "bootstrap.py" in said and "lexicon.py" in said and "convert.py" not in said.replace("nothing changed", "").split("bootstrap.py")[1]


def test_the_wheel_works_in_an_empty_environment(project, tmp_path):
    root, _ = project
    (wheel,) = (root / "packages").glob("*.whl")
    assert wheel.stat().st_size < 60e6
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", wheel], check=True, capture_output=True)
    code = "import spacy; nlp = spacy.load('zh_banmian_news'); print(sorted(nlp.get_pipe('ner').labels), len(nlp('盂县林业局局长张某表示，林地218万亩。').ents))"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert "['OFFICIAL', 'ORG', 'PLACE', 'QUANTITY']" in done.stdout, done.stderr
