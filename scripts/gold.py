"""Compile the authors' markup: corpus/gold/*.txt → Prodigy tasks beside it."""

from pathlib import Path

import typer

from banmian import cli, jsonl, markup, tasks


def main(
    folder: Path = typer.Argument(..., exists=True, file_okay=False, help="Folder with markup files (.txt)."),
    out: Path = typer.Option(..., help="Prodigy tasks, one JSON object a line."),
):
    """Compile annotated articles, written as inline markup, to Prodigy tasks.

    Broken markup, unknown labels and doubled ids are named with file and line; the other articles are done.
    """
    problems = cli.Problems()
    nlp = tasks.tokenizer()
    seen: dict[str, str] = {}
    with jsonl.whole_file(out) as file:
        for path in cli.progress(sorted(folder.glob("*.txt")), "gold"):
            for task in markup.read(path, problems):
                if (before := seen.setdefault(task.meta["id"], task.where)) != task.where:
                    problems(tasks.InputError(task.where, f"the id {task.meta['id']} is taken by {before}", "Give each article an id of its own."))
                    continue
                file.write(jsonl.line(tasks.record(task, nlp)))
    print(f"{len(seen)} articles in {out}")
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
