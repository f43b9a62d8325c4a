"""Count and plot what the annotated articles hold, beside other articles: densities, kinds, regions, lengths, new names."""

from pathlib import Path

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import cli, corpus_stats, jsonl, tasks
from banmian import plots as drawing
from banmian.problems import InputError
from banmian.spans import LABELS

COLOURS = dict(zip(LABELS, ("#3b7ea1", "#c4820e", "#a4343a", "#5a8f3d")))


def main(
    gold: Path = typer.Argument("corpus/gold/articles.jsonl", exists=True, dir_okay=False, help="Annotated articles (Prodigy tasks)."),
    beside: Path | None = typer.Option(None, exists=True, dir_okay=False, help="Other annotated articles to compare the densities with."),
    out: Path | None = typer.Option(None, help="Also write all figures (JSON)."),
    plots: Path | None = typer.Option(None, file_okay=False, help="Also draw them into this folder (SVG; needs matplotlib)."),
    seed: int = typer.Option(0, help="Of the order in which the articles are drawn for the curve of new names."),
):
    """Tell how much the annotated articles hold, how dense they are, and whether more of them would bring more new names."""
    problems = cli.Problems()
    articles = list(tasks.read(gold, problems))
    if not articles:
        raise InputError(str(gold), "no task that could be used", "Give a JSONL file with `text` and `spans`.")
    compared = {str(gold): corpus_stats.stats(articles)}
    if beside:
        compared[str(beside)] = corpus_stats.stats(list(tasks.read(beside, problems)))
    figures = {
        "stats": {name: figures.record() for name, figures in compared.items()},
        "kinds": corpus_stats.counted(articles, "kind"),
        "regions": corpus_stats.counted(articles, "region"),
        "lengths": sorted(len(task.text) for task in articles),
        "growth": corpus_stats.growth(articles, seed=seed),
    }
    _print(compared, figures)
    if out:
        with jsonl.whole_file(out) as file:
            file.write(srsly.json_dumps(figures, indent=2) + "\n")
    if plots:
        _draw(figures, plots)
    problems.finish()


def _print(compared: dict[str, corpus_stats.Stats], figures: dict) -> None:
    table = Table()
    table.add_column("")
    for name in compared:
        table.add_column(name, justify="right")
    rows = {
        "articles": lambda one: f"{one.articles:,}",
        "characters": lambda one: f"{one.characters:,}",
        "spans": lambda one: f"{one.spans:,}",
        **{f"  {label}": (lambda one, label=label: f"{one.by_label[label]:,}") for label in LABELS},
        "spans in 1,000 characters": lambda one: f"{one.per_thousand['all']:.1f}",
        **{f"  {label} in 1,000": (lambda one, label=label: f"{one.per_thousand[label]:.1f}") for label in LABELS},
        corpus_stats.EMPTY: lambda one: f"{100 * one.empty:.1f} %",
        **{f"different names, {label}": (lambda one, label=label: f"{one.names[label]:,}") for label in LABELS},
    }
    for name, row in rows.items():
        table.add_row(name, *(row(one) for one in compared.values()))
    console = Console(width=120)
    console.print(table)
    kinds, regions, lengths = figures["kinds"], figures["regions"], figures["lengths"]
    console.print(
        f"{len(kinds)} kinds of article, {len(regions)} provinces; {lengths[0]} to {lengths[-1]:,} characters, half of them above {lengths[len(lengths) // 2]}"
    )


def _draw(figures: dict, folder: Path) -> None:
    for name in ("kinds", "regions"):
        rows = list(figures[name].items())[::-1]
        figure = drawing.figure(7, 0.24 * len(rows) + 1)
        axes, left = figure.subplots(), [0] * len(rows)
        for label in LABELS:
            widths = [row.get(label, 0) for _, row in rows]
            axes.barh([value for value, _ in rows], widths, left=left, color=COLOURS[label], label=label)
            left = [one + other for one, other in zip(left, widths)]
        axes.set_xlabel("spans")
        axes.legend()
        drawing.save(figure, folder / f"{name}.svg")
    figure = drawing.figure(7, 3)
    axes = figure.subplots()
    axes.hist(figures["lengths"], bins=30, color=COLOURS["PLACE"])
    axes.set_xlabel("characters")
    axes.set_ylabel("articles")
    drawing.save(figure, folder / "lengths.svg")
    figure = drawing.figure(7, 4)
    axes = figure.subplots()
    for label in LABELS:
        axes.plot(
            [point["characters"] for point in figures["growth"]], [point[label] for point in figures["growth"]], color=COLOURS[label], label=label
        )
    axes.set_xlabel("characters annotated")
    axes.set_ylabel("different names")
    axes.legend()
    drawing.save(figure, folder / "growth.svg")


if __name__ == "__main__":
    cli.run(main)
