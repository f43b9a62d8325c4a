"""Score conversion on pages laid out from a seed: `python -m tests.pages.measure`, as text and as PDF."""

import random
import sys
import tempfile
from pathlib import Path

import srsly
import typer
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests")]

import page_simulator  # noqa: E402
import pdf_simulator  # noqa: E402

from banmian import page_scores  # noqa: E402
from banmian.pages.articles import Article, Meta  # noqa: E402
from banmian.pages.reading import PageText, read_pages  # noqa: E402
from banmian.pages.segmentation import PageConverter  # noqa: E402

SHOWN = ("exact", "text", "body", "headline", "byline", "f")


def expected(articles):
    """The simulator's records as articles."""
    return [Article(article["text"], Meta("", "", **{name: article[name] for name in page_scores.FIELDS})) for article in articles]


def main(
    pages: int = typer.Option(1000, help="So many pages of text."),
    pdfs: int = typer.Option(200, help="So many PDFs, of 3 to 6 columns."),
    articles: Path = typer.Option(ROOT / "tests" / "pages" / "sample_articles.jsonl", help="Articles to lay out."),
):
    """Lay out pages with a random half of the troubles each, convert them, and print the scores."""
    known = list(srsly.read_jsonl(articles))
    converter = PageConverter(ROOT / "configs" / "pages")
    found, wanted = [], []
    for seed in range(pages):
        rng = random.Random(seed)
        chosen, troubles = rng.sample(known, rng.randint(2, 5)), [name for name in page_simulator.TROUBLES if rng.random() < 0.5]
        try:
            page, told = page_simulator.lay_out(chosen, seed, troubles)
        except ValueError:  # no order of these articles keeps them apart
            continue
        found.append(converter.convert(PageText.of(page)).articles)
        wanted.append(expected(told))
    table = Table("", "pages", "articles", *SHOWN, "splits", "merges")
    add(table, "text", page_scores.score(found, wanted))
    with tempfile.TemporaryDirectory() as folder:
        found, wanted = [], []
        for path, told in pdf_simulator.pages(known, Path(folder), range(pdfs)):
            found.append([article for page in read_pages(path, "page") for article in converter.convert(page).articles])
            wanted.append(expected(told))
    add(table, "PDF", page_scores.score(found, wanted))
    Console(width=120).print(table)


def add(table, name, score):
    """A row of the table."""
    shares = (f"{score[key]:.3f}" for key in SHOWN)
    table.add_row(name, f"{score['pages']:,}", f"{score['expected']:,}", *shares, str(score["splits"]), str(score["merges"]))


if __name__ == "__main__":
    typer.run(main)
