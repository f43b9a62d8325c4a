"""Score a model on gold tasks, beside baselines: metrics.json and a table."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core for every system, before numpy is loaded

import platform  # noqa: E402
from pathlib import Path  # noqa: E402

import spacy  # noqa: E402
import srsly  # noqa: E402
import typer  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from banmian import baselines, cli, evaluation, jsonl, page_scores, tasks  # noqa: E402
from banmian.problems import InputError  # noqa: E402
from banmian.scores import MACRO, MICRO  # noqa: E402
from banmian.spans import LABELS  # noqa: E402

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    model: str = typer.Argument(..., help="A trained model: its folder, or the name of an installed package."),
    gold: Path = typer.Argument(..., exists=True, dir_okay=False, help="Gold tasks (JSONL with text and spans)."),
    out: Path = typer.Option(..., help="All figures (JSON)."),
    baseline: list[str] | None = typer.Option(None, help=f"Also score a baseline, may be given several times: {', '.join(baselines.BASELINES)}."),
    if_installed: bool = typer.Option(False, help="Leave out baselines whose package is not installed instead of failing."),
    errors: Path | None = typer.Option(None, help="Also write the model's errors with their context (JSONL)."),
    train: Path | None = typer.Option(
        None, exists=True, dir_okay=False, help="Tasks that the model was trained on: tells recall of names seen there and unseen."
    ),
    pages: Path | None = typer.Option(
        None, exists=True, file_okay=False, help="Also score conversion: a folder with the articles expected, a JSONL file a page."
    ),
    articles_found: Path = typer.Option("corpus/articles.jsonl", help="The articles converted from those pages (JSONL)."),
    seed: int = typer.Option(0, help="Of the resampling behind the 95 % intervals."),
):
    """Score a model on gold tasks: strict spans, for each label, micro and macro, with 95 % intervals, and its speed on one core.

    Baselines run on the same texts in the same run. Lines that are no task are named; the others are scored.
    """
    problems = cli.Problems()
    articles = list(tasks.read(gold, problems))
    if not articles:
        raise InputError(str(gold), "no task that could be used", "Give a JSONL file with `text` and `spans`.")
    nlp = _load(model)
    systems = {"model": evaluation.of_model(nlp)}
    for name in baseline or []:
        if name not in baselines.BASELINES:
            raise typer.BadParameter(f"no baseline is called {name}; there are: {', '.join(baselines.BASELINES)}", param_hint="--baseline")
        try:
            systems[name] = baselines.BASELINES[name](CONFIGS)
        except InputError as error:
            if not if_installed:
                raise
            cli.console.print(f"{error.what}: {name} left out", style="yellow")
    results = {}
    for name, system in cli.progress(list(systems.items()), "evaluate"):
        results[name] = evaluation.evaluate(system, articles, seed)
    figures = {
        "model": model,
        "gold": str(gold),
        "articles": len(articles),
        "characters": sum(len(task.text) for task in articles),
        "machine": platform.machine(),
        "systems": {name: {"scores": result.scores, "characters_per_cpu_second": result.speed} for name, result in results.items()},
    }
    figures["calibration_error"] = evaluation.calibration(nlp, articles)
    if train:
        known = list(tasks.read(train, problems))
        figures["names"] = {name: evaluation.by_novelty(result, articles, known) for name, result in results.items()}
    if pages:
        figures["pages"] = page_scores.of_files(articles_found, pages, problems)
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps(figures, indent=2) + "\n")
    if errors:
        with jsonl.whole_file(errors) as file:
            for kind, label, where, context in evaluation.errors(results["model"], articles):
                file.write(jsonl.line({"kind": kind, "label": label, "where": where, "span": context}))
    _print(figures)
    problems.finish()


def _load(model: str):
    try:
        return spacy.load(model)
    except (OSError, ImportError, ValueError) as error:
        raise InputError(model, f"no model can be loaded ({error})", "Give a folder such as training/model-best, or an installed package.") from error


def _print(figures: dict) -> None:
    table = Table(title=f"{figures['gold']}: {figures['articles']} articles, {figures['characters']:,} characters")
    for column in ("", *LABELS, MICRO, MACRO, "micro 95 %", "characters/s"):
        table.add_column(column, justify="left" if not column else "right")
    for name, system in figures["systems"].items():
        rows = system["scores"]
        interval = f"{rows[MICRO]['low']:.3f}–{rows[MICRO]['high']:.3f}"
        table.add_row(name, *(f"{rows[key]['f']:.3f}" for key in (*LABELS, MICRO, MACRO)), interval, f"{system['characters_per_cpu_second']:,.0f}")
    Console(width=120).print(table)
    for name, told in figures.get("names", {}).items():
        share = told["unseen"]["gold"] / max(1, told["seen"]["gold"] + told["unseen"]["gold"])
        print(f"{name}: recall of names that training has {told['seen']['r']:.3f}, of the {share:.0%} that it has not {told['unseen']['r']:.3f}")
    if (error := figures["calibration_error"]) is not None:
        print(f"model: its probabilities are off by {error:.3f} on the average")
    if pages := figures.get("pages"):
        shares = ", ".join(f"{name} {pages[name]:.3f}" for name in ("text", "body", "headline", "byline", "exact"))
        print(
            f"{pages['pages']} pages: {pages['matched']} of {pages['expected']} articles matched; right {shares}; {pages['splits']} split, {pages['merges']} merged"
        )


if __name__ == "__main__":
    cli.run(main)
