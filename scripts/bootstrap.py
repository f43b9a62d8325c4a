"""Label articles with the rules: articles.jsonl → Prodigy tasks (silver)."""

from pathlib import Path

import typer

from banmian import cli, jsonl, tasks, teachers, votes
from banmian.pages import articles
from banmian.rules import functions, lexicon
from banmian.rules.view import View

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    sources: list[Path] = typer.Argument(..., exists=True, dir_okay=False, metavar="ARTICLES…", help="Articles, one JSON object a line."),
    out: Path = typer.Option(..., help="Prodigy tasks, one JSON object a line."),
    config: Path = typer.Option(CONFIGS / "rules.cfg", exists=True, dir_okay=False, help="Which labelling functions vote, with their weights."),
    lists: Path = typer.Option(CONFIGS / "rules", exists=True, file_okay=False, help="Folder with gazetteers, titles, units and other lists."),
    teacher: list[str] | None = typer.Option(
        None, help="Another labeller that votes too, such as lac (extra `lac`); weights in configs/teachers.cfg."
    ),
    segmentation: Path | None = typer.Option(None, exists=True, file_okay=False, help="spacy-pkuseg model that tells where words begin."),
):
    """Label every article with the rules and write the agreed spans as Prodigy tasks.

    Each span tells its score and the labelling functions that voted for it. Lines that are no article are named; the others are done.
    """
    problems = cli.Problems()
    chosen, words = functions.load(config), lexicon.load(lists)
    chosen += teachers.voters(teacher or [], CONFIGS)
    nlp = tasks.tokenizer()
    count = spans = 0
    with jsonl.whole_file(out) as file:
        for source in sources:
            for article in cli.progress(articles.read(source, problems), f"bootstrap {source.name}"):
                agreed = votes.agree(View(article, words), chosen)
                meta = article.record()["meta"]
                meta.pop("words", None)
                file.write(jsonl.line(tasks.record(tasks.from_spans(article.text, agreed, meta, str(source)), nlp)))
                count, spans = count + 1, spans + len(agreed)
    print(f"{count} articles with {spans} spans in {out}")
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
