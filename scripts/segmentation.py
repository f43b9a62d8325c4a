"""Decide by measurement where word segmentation helps: as the tokenizer, or for the left edges of the rules."""

import time
from pathlib import Path

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import cli, jsonl, scores, tasks, votes
from banmian.pages import segmenter
from banmian.pages.articles import Article, Meta
from banmian.rules import functions, lexicon
from banmian.rules.view import View
from banmian.scores import MICRO

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    model: Path = typer.Argument(..., exists=True, file_okay=False, help="The segmentation model (scripts/segment.py)."),
    gold: Path = typer.Argument(..., exists=True, dir_okay=False, help="Gold tasks (JSONL)."),
    out: Path = typer.Option(..., help="All figures (JSON)."),
):
    """Compare characters and segmented words: gold spans that a token would cut, F of the rules without and with words, characters a second."""
    articles = list(tasks.read(gold))
    characters = sum(len(task.text) for task in articles)
    segment = segmenter.load(model)
    started = time.process_time()
    words = [segment(task.text) for task in cli.progress(articles, "segment")]
    speed = characters / (time.process_time() - started)
    cut = total = 0
    for task, found in zip(articles, words):
        edges = {edge for start, end, _ in found for edge in (start, end)}
        total += len(task.spans)
        cut += sum(span.start not in edges or span.end not in edges for span in task.spans)
    chosen, lists = functions.load(CONFIGS / "rules.cfg"), lexicon.load(CONFIGS / "rules")
    rules = {}
    for name, given in (("characters", [[] for _ in articles]), ("words", words)):
        started = time.process_time()
        counts = []
        for task, found in zip(articles, given):
            agreed = votes.agree(View(Article(task.text, Meta("", "", words=found)), lists), chosen)
            counts.append(scores.compare([(s.start, s.end, s.label) for s in agreed], [(s.start, s.end, s.label) for s in task.spans]))
        rules[name] = {"f": scores.summary(counts, 0)[MICRO]["f"], "characters_per_cpu_second": round(characters / (time.process_time() - started))}
    figures = {
        "gold": str(gold),
        "spans_cut_by_a_token": {"characters": 0.0, "words": round(cut / total, 4)},
        "rules": rules,
        "segmenter": {**srsly.read_json(model / "scores.json"), "characters_per_cpu_second": round(speed)},
    }
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps(figures, indent=2) + "\n")
    table = Table(title=f"{gold}: {len(articles)} articles, {total:,} spans")
    for column in ("", "gold spans cut by a token", "F of the rules", "rules, characters/s", "segmentation, characters/s"):
        table.add_column(column, justify="left" if not column else "right")
    table.add_row("characters", "0.0 %", f"{rules['characters']['f']:.3f}", f"{rules['characters']['characters_per_cpu_second']:,}", "–")
    table.add_row(
        "words", f"{100 * cut / total:.1f} %", f"{rules['words']['f']:.3f}", f"{rules['words']['characters_per_cpu_second']:,}", f"{speed:,.0f}"
    )
    Console(width=120).print(table)


if __name__ == "__main__":
    cli.run(main)
