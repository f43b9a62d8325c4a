"""Score the values of entities: gold spans in, their values against those annotated by hand."""

from pathlib import Path

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import cli, jsonl, tasks, value_scores
from banmian.problems import InputError
from banmian.values.component import Values

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    gold: Path = typer.Argument("corpus/gold/values.jsonl", exists=True, dir_okay=False, help="Gold values, one JSON object a line."),
    articles: Path = typer.Option("corpus/gold/articles.jsonl", exists=True, dir_okay=False, help="The articles they are of (Prodigy tasks)."),
    out: Path = typer.Option(..., help="All figures, and the values that are wrong (JSON)."),
    lists: Path = typer.Option(CONFIGS, exists=True, file_okay=False, help="Folder with `values`, `rules` and `surnames.txt`."),
):
    """Score the values of gold spans: QUANTITY by number and unit, PLACE by code, ORG by kind, OFFICIAL by name and titles."""
    problems = cli.Problems()
    texts = {str(task.meta.get("id")): task.text for task in tasks.read(articles, problems)}
    rows = []
    for where, row in jsonl.read(gold, problems):
        if texts.get(row.get("article"), "")[row.get("start", 0) : row.get("end", 0)] != row.get("text"):
            problems(
                InputError(
                    where, f"no span of article {row.get('article')} reads {row.get('text')}", "The article has changed: annotate the value again."
                )
            )
        else:
            rows.append(row)
    figures, wrong = value_scores.score(texts, rows, Values().from_disk(lists))
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps({"scores": figures, "wrong": wrong}, indent=2) + "\n")
    table = Table("", "values", "right", "95 %", "by field")
    for label, row in figures.items():
        fields = ", ".join(f"{name} {row[name]:.3f}" for name in (*value_scores.COMPARED[label], *value_scores.ALSO[label]))
        table.add_row(label, str(row["count"]), f"{row['right']:.3f}", f"{row['low_95']:.3f}–{row['high_95']:.3f}", fields)
    Console(width=150).print(table)
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
