"""Measure every labelling function on gold: report.json, and a page to read it on."""

from pathlib import Path

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import cli, jsonl, tasks
from banmian.problems import InputError
from banmian.report import ballots, measure, page
from banmian.rules import functions, lexicon
from banmian.scores import MICRO

ROOT = Path(__file__).resolve().parents[1]
CONFIGS = ROOT / "configs"


def main(
    gold: Path = typer.Argument(ROOT / "corpus/gold/articles.jsonl", exists=True, dir_okay=False, help="Gold tasks (JSONL with text and spans)."),
    out: Path = typer.Option(..., help="All figures and examples (JSON)."),
    html: Path | None = typer.Option(None, help="The same as a page that needs nothing else (HTML)."),
    config: Path = typer.Option(CONFIGS / "rules.cfg", exists=True, dir_okay=False, help="Which labelling functions vote, with their weights."),
    lists: Path = typer.Option(CONFIGS / "rules", exists=True, file_okay=False, help="Folder with gazetteers, titles, units and other lists."),
    seed: int = typer.Option(0, help="Of the sampled examples."),
):
    """Tell of every labelling function how many spans it finds, how often it is right, whom it contradicts, and what would change without it.

    Articles whose meta says `"split": "test"` are left out: the test is for evaluate alone. Lines that are no task are named; the others are used.
    """
    problems = cli.Problems()
    chosen, words = functions.load(config), lexicon.load(lists)
    on = {function.name for function in chosen}
    off = [function for name, function in functions.REGISTRY.items() if name not in on]
    read = list(tasks.read(gold, problems))
    used = list(ballots.outside_test(read, problems))
    if not used:
        raise InputError(str(gold), "no task that could be used", "Give a JSONL file with `text` and `spans`, not of the test split alone.")
    cast = list(ballots.collect(cli.progress(used, "votes"), [*chosen, *off], words))
    figures = {
        "gold": str(gold),
        "config": str(config),
        "seed": seed,
        "articles": len(used),
        "articles_left_out": len(read) - len(used),
        "characters": sum(len(task.text) for task in used),
        **measure.report(cast, chosen, off, seed),
    }
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps(figures, indent=2) + "\n")
    if html:
        with jsonl.whole_file(html) as file:
            file.write(page.render(figures))
    _print(figures)
    problems.finish()


def _print(figures: dict) -> None:
    table = Table(
        title=f"{figures['gold']}: {figures['articles']} articles, {figures['characters']:,} characters, F {figures['result'][MICRO]['f']:.3f}"
    )
    for column in ("", "label", "weight", "votes", "precision", "not inside", "recall", "conflicts", "F without"):
        table.add_column(column, justify="left" if column in ("", "label") else "right")
    for row in figures["functions"]:
        shares = [f"{row[key]['share']:.3f}" if row[key] else "–" for key in ("precision", "precision_not_inside", "recall")]
        without = f"{row['without']['change'][MICRO]:+.4f}" if row["without"] else "–"
        weight = "off" if row["weight"] is None else f"{row['weight']:.2f}"
        table.add_row(row["name"], row["label"] or "veto", weight, f"{row['votes']:,}", *shares, f"{row['conflicts']:,}", without)
    Console(width=120).print(table)


if __name__ == "__main__":
    cli.run(main)
