"""Make spaCy's training files: gold and silver tasks → train.spacy, dev.spacy, test.spacy."""

from pathlib import Path

import srsly
import typer

from banmian import cli, corpus, jsonl, tasks
from banmian.problems import InputError


def main(
    gold: list[Path] = typer.Argument(..., exists=True, dir_okay=False, metavar="GOLD…", help="Tasks annotated by hand (JSONL)."),
    silver: Path = typer.Option(..., exists=True, dir_okay=False, help="Tasks labelled by rules (JSONL); all of them are for training."),
    out: Path = typer.Option(..., file_okay=False, help="Folder for the files."),
    seed: int = typer.Option(..., help="Decides, with its id, which split an article is in."),
    dev: float = typer.Option(0.12, min=0, max=1, help="Share of the other gold articles for development."),
    least_score: float = typer.Option(0.0, min=0, max=1, help="Silver sentences with a span of a lower score are left out."),
    test: float = typer.Option(0.0, min=0, max=1, help="Share of them for the test, beside the articles named for it."),
):
    """Split the gold articles and write training, development and test files.

    Articles whose meta says `"split": "test"` are the test; the others are split by their ids. Gold and silver for training go into files of their own, so that a
    configuration can weigh them. Articles with a span that is off or
    overlaps another are named with file and line; the others are done. `train.jsonl`, `dev.jsonl` and `test.jsonl` hold the articles as tasks.
    """
    problems = cli.Problems()
    nlp = tasks.tokenizer()
    splits: dict[str, list[tasks.Task]] = {"train": [], "dev": [], "test": []}
    for path in gold:
        for task in cli.progress(tasks.read(path, problems), path.name):
            try:
                splits[corpus.split_of(task, seed, dev, test)].append(task)
            except InputError as error:
                problems(error)
    silver_tasks = [
        part for task in cli.progress(tasks.read(silver, problems), silver.name) if (part := corpus.sure_part(task, least_score)).text.strip()
    ]
    out.mkdir(parents=True, exist_ok=True)
    for name, chosen in (*splits.items(), ("silver", silver_tasks)):
        packed = corpus.pack(nlp, chosen, problems)
        part = out / f"{name}.spacy.part"
        packed.to_disk(part)
        part.replace(out / f"{name}.spacy")
        spans = sum(len(task.spans) for task in chosen)
        print(f"{name}: {len(chosen)} articles, {sum(len(task.text) for task in chosen):,} characters, {spans:,} spans")
    for name in splits:
        with jsonl.whole_file(out / f"{name}.jsonl") as file:
            file.writelines(jsonl.line(tasks.record(task, nlp)) for task in splits[name])
    srsly.write_json(out / "splits.json", {name: [task.meta.get("id", task.where) for task in chosen] for name, chosen in splits.items()})
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
