"""project.yml says truly what each step depends on."""

import ast
from pathlib import Path

import pytest
import srsly
from weasel.cli.document import project_document

from tests.conftest import ROOT

PROJECT = srsly.read_yaml(ROOT / "project.yml")
PLUMBING = {"cli", "jsonl", "plots", "problems", "lists", "__init__"}  # these decide how a step talks, not what it makes
TRAINING = ["banmian/mixing.py", "banmian/swaps.py", "banmian/pipeline/recognizer.py", "banmian/values/component.py"]  # what configs/ner.cfg names

TRAINS = ("train", "train-trf", "ablation")  # steps


def modules(path: Path, seen: set[Path]) -> set[Path]:
    """The project's modules that a file imports, directly or not."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        base = path.parents[node.level - 1] if node.level else ROOT
        folder = base.joinpath(*(node.module or "").split("."))
        for candidate in [folder.with_suffix(".py"), folder / "__init__.py", *(folder / f"{name.name}.py" for name in node.names)]:
            if candidate.exists() and candidate.is_relative_to(ROOT / "banmian") and candidate not in seen:
                seen.add(candidate)
                modules(candidate, seen)
    return seen


@pytest.mark.parametrize("command", PROJECT["commands"], ids=lambda command: command["name"])
def test_a_step_depends_on_the_modules_it_runs(command):
    scripts = [ROOT / word for line in command["script"] for word in line.split() if word.startswith("scripts/")]
    named = [ROOT / name for name in TRAINING] if command["name"] in TRAINS else []
    used = {module for script in (*scripts, *named) for module in modules(script, set())} | set(named)
    names = {str(path.relative_to(ROOT)) for path in used if path.stem not in PLUMBING}
    if command["name"] == "evaluate":  # its model's and baselines' rules come with the model and the silver
        names = {name for name in names if not name.startswith(("banmian/rules", "banmian/pages"))}
    assert names - set(command["deps"]) == set()
    assert all(not dep.startswith(("banmian/", "scripts/", "configs/")) or "$" in dep or (ROOT / dep).exists() for dep in command["deps"])


def test_every_workflow_step_is_a_command():
    names = {command["name"] for command in PROJECT["commands"]}
    assert all(step in names for steps in PROJECT["workflows"].values() for step in steps)


def test_the_readme_tells_the_steps_as_they_are(tmp_path):
    for name in ("project.yml", "README.md"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    project_document(tmp_path, tmp_path / "README.md")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == (ROOT / "README.md").read_text(encoding="utf-8")
