"""Tag pages or articles with a trained model: one row an entity, with its place on the page."""

import hashlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import spacy
import srsly
import typer

from banmian import cli, jsonl, parquet, tagging
from banmian.pages import articles
from banmian.pages.reading import page_files, read_pages
from banmian.pages.segmentation import PageConverter
from banmian.problems import InputError

CONFIGS = Path(__file__).resolve().parents[1] / "configs"
SAVE_EVERY = 64  # articles


def main(
    model: str = typer.Argument(..., help="A trained model: its folder, or the name of an installed package."),
    inputs: list[Path] = typer.Argument(..., metavar="IN…", help="Pages (.txt .html .pdf), articles (.jsonl), and folders of pages."),
    out: Path = typer.Option(..., help="Entities: .jsonl, one JSON object a line, or .parquet, one table."),
    lists: Path = typer.Option(CONFIGS / "pages", exists=True, file_okay=False, help="Folder with the lists that conversion goes by."),
):
    """Tag pages or articles and write one row an entity: article, label, text, start and end, where it stands on the page, and its value.

    Interrupted, the command goes on where it was when it is run again with the same arguments.
    """
    problems = cli.Problems()
    as_parquet = out.suffix == ".parquet"
    if as_parquet:
        parquet.library()
    try:
        nlp = spacy.load(model)
    except (OSError, ImportError, ValueError) as error:
        raise InputError(model, f"no model can be loaded ({error})", "Give a folder such as training/model-best, or an installed package.") from error
    part, state = out.with_name(out.name + ".part"), out.with_name(out.name + ".state")
    out.parent.mkdir(parents=True, exist_ok=True)
    key = hashlib.sha256(srsly.json_dumps([model, nlp.meta["version"], *map(_fingerprint, inputs)]).encode()).hexdigest()
    done, size, count = _resume(part, state, key)
    if done:
        cli.console.print(f"going on after {done:,} articles")
    found = islice(_articles(inputs, PageConverter(lists), problems), done, None)
    with part.open("r+b" if part.exists() else "w+b") as file:
        file.truncate(size)
        file.seek(size)
        for rows in cli.progress(tagging.tag(nlp, found), "tag"):
            file.write("".join(map(jsonl.line, rows)).encode())
            done, count = done + 1, count + len(rows)
            if done % SAVE_EVERY == 0:
                _save(file, state, key, done, count)
    if as_parquet:
        parquet.from_jsonl(part, out)
        part.unlink()
    else:
        os.replace(part, out)
    state.unlink(missing_ok=True)
    print(f"{count:,} entities of {done:,} articles in {out}")
    problems.finish()


def _articles(inputs: list[Path], converter: PageConverter, report: cli.Problems) -> Iterator[articles.Article]:
    for given in inputs:
        if given.suffix == ".jsonl":
            yield from articles.read(given, report)
    for path, name in page_files([given for given in inputs if given.suffix != ".jsonl"], report):
        try:
            for text in read_pages(path, name):
                yield from converter.convert(text).articles
        except InputError as error:
            report(error)


def _fingerprint(path: Path) -> list[object]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [[str(file), file.stat().st_size, file.stat().st_mtime_ns] for file in files if file.is_file()]


def _resume(part: Path, state: Path, key: str) -> tuple[int, int, int]:
    """How many articles an interrupted run of the same work has finished, how long its output was then, and how many rows it had."""
    if part.exists() and state.exists():
        saved = srsly.read_json(state)
        if saved["key"] == key:
            return saved["articles"], saved["bytes"], saved["rows"]
    return 0, 0, 0


def _save(file, state: Path, key: str, done: int, count: int) -> None:
    file.flush()
    os.fsync(file.fileno())
    with jsonl.whole_file(state) as saved:
        saved.write(srsly.json_dumps({"key": key, "articles": done, "bytes": file.tell(), "rows": count}))


if __name__ == "__main__":
    cli.run(main)
