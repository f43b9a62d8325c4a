"""Train a word segmenter on the People's Daily text: articles with words → a spacy-pkuseg model."""

from pathlib import Path

import srsly
import typer

from banmian import cli
from banmian.pages import articles, segmenter

HELD_OUT = 10  # every so manieth paragraph is measured on, not learned from


def main(
    source: Path = typer.Argument(..., exists=True, dir_okay=False, help="Articles whose meta holds words (scripts/peoples_daily.py)."),
    out: Path = typer.Option(..., file_okay=False, help="Folder for the model."),
    limit: int = typer.Option(4000, min=100, help="Paragraphs to learn from."),
    iterations: int = typer.Option(3, min=1, help="Passes over them."),
    seed: int = typer.Option(0, help="Of the weights at the start and the order of the paragraphs."),
):
    """Train a word segmenter and report its F on held-out paragraphs; scripts/segmentation.py measures where its words would help."""
    paragraphs = []
    for article in cli.progress(articles.read(source), "segment"):
        lines: list[list[str]] = [[]]
        line_end = article.text.find("\n")
        for start, end, _ in article.meta.words:
            if 0 <= line_end < start:
                lines.append([])
                line_end = article.text.find("\n", start)
            lines[-1].append(article.text[start:end])
        paragraphs += [line for line in lines if line]
    learned = [line for number, line in enumerate(paragraphs) if number % HELD_OUT][:limit]
    measured = paragraphs[::HELD_OUT][: max(1, limit // HELD_OUT)]
    cli.console.print(f"segment: {len(learned):,} paragraphs, {iterations} passes; this takes a minute or two")
    f = segmenter.train(learned, measured, out, iterations, seed)
    srsly.write_json(out / "scores.json", {"f": f, "learned_paragraphs": len(learned), "held_out_paragraphs": len(measured)})
    print(f"segmentation F {f:.4f} on {len(measured):,} held-out paragraphs; model in {out}")


if __name__ == "__main__":
    cli.run(main)
