"""Compare ways of combining the labelling functions' votes into spans."""

from pathlib import Path

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import aggregation, cli, jsonl, scores, tasks
from banmian.problems import InputError
from banmian.report import ballots
from banmian.rules import functions, lexicon
from banmian.scores import MICRO
from banmian.spans import LABELS

CONFIGS = Path(__file__).resolve().parents[1] / "configs"
OURS = "configured weights"


def main(
    gold: Path = typer.Argument(..., exists=True, dir_okay=False, help="Gold tasks to score on (JSONL with text and spans)."),
    out: Path = typer.Option(..., help="All figures (JSON)."),
    fit: Path | None = typer.Option(
        None, exists=True, dir_okay=False, help="Gold tasks to fit on; without it, GOLD is cross-validated in five parts."
    ),
    config: Path = typer.Option(CONFIGS / "rules.cfg", exists=True, dir_okay=False, help="Which labelling functions vote, with their weights."),
    lists: Path = typer.Option(CONFIGS / "rules", exists=True, file_okay=False, help="Folder with gazetteers, titles, units and other lists."),
    seed: int = typer.Option(0, help="Of the resampling behind the 95 % intervals."),
):
    """Score majority, equal, configured and measured weights, skweak's HMM (where it is installed) and learned combinations: strict spans.

    Articles whose meta says `"split": "test"` are left out. Lines that are no task are named; the others are used. The row in brackets is no method but the
    limit of all: the best choice from what was voted for.
    """
    problems = cli.Problems()
    chosen, words = functions.load(config), lexicon.load(lists)
    cast = _cast(gold, chosen, words, problems)
    fit_on = _cast(fit, chosen, words, problems) if fit else None
    outcomes = {}
    for name, method in cli.progress(list(aggregation.methods(chosen).items()), "aggregation"):
        try:
            outcomes[name] = aggregation.apply(method, fit_on, cast) if fit_on else aggregation.cross_validate(method, cast)
        except ImportError:
            cli.console.print(f"{name}: left out, the package is not installed", style="yellow")
    figures = {
        "gold": str(gold),
        "fit": str(fit) if fit else f"cross-validation, {aggregation.FOLDS} parts by article",
        "articles": len(cast),
        "characters": sum(len(ballot.task.text) for ballot in cast),
        "methods": {
            name: {
                "scores": scores.summary(outcome.counts, seed),
                "against_ours": aggregation.difference(outcome.counts, outcomes[OURS].counts, seed),
                "fit_cpu_seconds": round(outcome.fitting, 2),
                "label_cpu_seconds": round(outcome.labelling, 2),
            }
            for name, outcome in outcomes.items()
        },
    }
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps(figures, indent=2) + "\n")
    _print(figures)
    problems.finish()


def _cast(path: Path, chosen: list[functions.LabellingFunction], words: lexicon.Lexicon, problems: cli.Problems) -> list[ballots.Ballot]:
    read = list(ballots.outside_test(tasks.read(path, problems), problems))
    if len(read) < 2:
        raise InputError(str(path), f"{len(read)} tasks that could be used", "Give a JSONL file with at least two tasks outside the test split.")
    return list(ballots.collect(cli.progress(read, f"votes {path.name}"), chosen, words))


def _print(figures: dict) -> None:
    table = Table(title=f"{figures['gold']}: {figures['articles']} articles, {figures['characters']:,} characters; fitted on {figures['fit']}")
    for column in ("", "P", "R", "F", "F against ours", *LABELS, "fit s", "label s"):
        table.add_column(column, justify="left" if not column else "right", no_wrap=bool(column))
    for name, row in figures["methods"].items():
        micro, gain = row["scores"][MICRO], row["against_ours"]
        against = "" if name == OURS else f"{gain['f']:+.4f} ({gain['low']:+.4f} to {gain['high']:+.4f})"
        by_label = (f"{row['scores'][label]['f']:.3f}" for label in LABELS)
        times = (f"{row[key]:.1f}" for key in ("fit_cpu_seconds", "label_cpu_seconds"))
        table.add_row(name, f"{micro['p']:.3f}", f"{micro['r']:.3f}", f"{micro['f']:.4f}", against, *by_label, *times)
    Console(width=150).print(table)


if __name__ == "__main__":
    cli.run(main)
