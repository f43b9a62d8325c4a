"""Train on ever more of the gold, with and without silver, and plot what it brings: does more gold still pay?"""

import random
import tempfile
from pathlib import Path

import spacy
import srsly
import typer
from rich.console import Console
from rich.table import Table
from spacy.tokens import DocBin

from banmian import cli, jsonl, plots, trials


def main(
    gold: Path = typer.Argument("corpus/train.spacy", exists=True, dir_okay=False, help="Gold to train on (scripts/corpus.py)."),
    silver: Path = typer.Option("corpus/silver.spacy", exists=True, dir_okay=False, help="Silver to train on."),
    dev: Path = typer.Option("corpus/dev.spacy", exists=True, dir_okay=False, help="Gold that chooses the best step."),
    on: list[Path] = typer.Option(..., exists=True, dir_okay=False, help="Gold tasks to score on (JSONL); may be given several times."),
    out: Path = typer.Option(..., help="All figures (JSON)."),
    plot: Path | None = typer.Option(None, help="Also draw them (SVG; needs the extra `plot`)."),
    config: Path = typer.Option("configs/ner.cfg", exists=True, dir_okay=False, help="Training configuration."),
    lexicon: Path = typer.Option("training/lexicon.json", exists=True, dir_okay=False, help="Lexicon of the model."),
    share: list[float] = typer.Option([0.125, 0.25, 0.5, 1.0], help="Of the gold articles; may be given several times."),
    steps: int = typer.Option(600, help="Training steps of each."),
    seed: int = typer.Option(7, help="Of the choice of articles and of training."),
):
    """Train once for each share of the gold, with silver and without, and score each model on the same articles."""
    docs = list(DocBin().from_disk(gold).get_docs(spacy.blank("zh").vocab))
    random.Random(seed).shuffle(docs)
    scored = trials.read_gold(on)
    rows = []
    for part in share:
        chosen = docs[: max(1, round(part * len(docs)))]
        for with_silver in (True, False):
            cli.console.print(f"{len(chosen)} gold articles, {'with' if with_silver else 'without'} silver")
            with tempfile.TemporaryDirectory() as folder:
                DocBin(docs=chosen, store_user_data=True).to_disk(Path(folder, "gold.spacy"))
                files = {"gold": Path(folder, "gold.spacy"), "silver": silver, "dev": dev, "lexicon": lexicon, "rules": Path("configs")}
                changes = {} if with_silver else {"corpora": {"train": {"gold_share": 1.0}}}
                f = trials.run(config, changes, files, scored, steps, seed).f
            rows.append({"articles": len(chosen), "characters": sum(len(doc.text) for doc in chosen), "silver": with_silver, "f": f})
            with jsonl.whole_file(out) as file:
                file.write(srsly.json_dumps({"steps": steps, "seed": seed, "runs": rows}, indent=2) + "\n")
    _print(rows)
    if plot:
        _draw(rows, plot)


def _print(rows: list[dict]) -> None:
    names = list(rows[0]["f"])
    table = Table("gold articles", "characters", "silver", *names)
    for row in rows:
        table.add_row(
            f"{row['articles']:,}", f"{row['characters']:,}", "yes" if row["silver"] else "no", *(f"{row['f'][name]:.3f}" for name in names)
        )
    Console(width=120).print(table)


def _draw(rows: list[dict], path: Path) -> None:
    figure = plots.figure(7, 4)
    axes = figure.subplots()
    for name in rows[0]["f"]:
        for with_silver, style in ((True, "-o"), (False, "--o")):
            points = [(row["characters"], row["f"][name]) for row in rows if row["silver"] == with_silver]
            axes.plot(*zip(*points), style, label=f"{name}, {'with' if with_silver else 'without'} silver")
    axes.set_xlabel("characters of gold")
    axes.set_ylabel("F of strict spans, micro")
    axes.grid(alpha=0.3)
    axes.legend()
    plots.save(figure, path)


if __name__ == "__main__":
    cli.run(main)
