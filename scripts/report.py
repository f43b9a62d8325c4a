"""Show an archive as one HTML page: what it names most, and its articles with their entities beside the printed pages."""

from pathlib import Path

import typer

from banmian import cli, jsonl
from banmian.archive import report, rows
from banmian.archive.chosen import Chosen
from banmian.archive.figures import Figures
from banmian.archive.inputs import Inputs, apart
from banmian.values.divisions import Divisions

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    entities: Path = typer.Argument(..., exists=True, dir_okay=False, help="Entity rows of scripts/tag.py (.jsonl .parquet)."),
    inputs: list[Path] = typer.Argument(
        ...,
        metavar="IN…",
        help="What was tagged: articles (.jsonl .parquet), pages (.txt .html .pdf), folders of pages. Pages beside articles are shown only.",
    ),
    out: Path = typer.Option(..., help="The HTML page; it needs no other file."),
    limit: int = typer.Option(200, min=0, help="So many articles are shown in full; the figures are of all."),
    only: str = typer.Option("", metavar="NAME", help="Show the articles that have this name: as it is written, or in the value of an entity."),
    title: str = typer.Option("", help="Heading of the page; the name of the entities' file if not given."),
    configs: Path = typer.Option(CONFIGS, exists=True, file_okay=False, help="Folder with the lists of divisions and those that conversion goes by."),
):
    """Show what an archive names: bodies, officials, places, amounts, counted over all rows, and articles with their entities in colour.

    Where an article's page is given, it stands beside the article, and an entity leads to its place on the page and back. Rows that do not fit their
    article or page are named and not marked; the others are shown.
    """
    problems = cli.Problems()
    articles, pages = apart(inputs)
    paths = {code: division.path for code, division in Divisions.load(configs / "values").by_code.items()}
    figures = Figures(paths)
    chosen = Chosen(entities, figures, limit, only, problems)
    for _ in cli.progress(chosen.rows(rows.read(entities, problems)), "count"):
        pass
    archive = Inputs(tuple(articles or pages), configs / "pages")
    found = list(filter(None, cli.progress(chosen.articles(archive.read(problems)), "read", archive.count())))
    originals = report.Originals(pages, problems if articles else lambda error: None)  # pages that were converted have been complained of
    with jsonl.whole_file(out) as file:
        report.write(file, title or entities.stem, figures, chosen, report.Layout(paths, originals, problems).sections(found))
    print(f"{sum(figures.labels.values()):,} entities of {figures.articles:,} articles, {len(found):,} of them in full, in {out}")
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
