"""Tag pages or articles with a trained model: one row an entity, with its place on the page."""

import hashlib
from itertools import islice
from pathlib import Path

import srsly
import typer

from banmian import cli, parquet, tagging
from banmian.archive import cluster
from banmian.archive.inputs import Inputs, fingerprint
from banmian.archive.output import Output
from banmian.problems import InputError

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


def main(
    model: str = typer.Argument(..., help="A trained model: its folder, or the name of an installed package."),
    inputs: list[Path] = typer.Argument(..., metavar="IN…", help="Pages (.txt .html .pdf), folders of pages, and articles (.jsonl .parquet)."),
    out: Path = typer.Option(..., help="Entities: .jsonl, one JSON object a line, or .parquet, one table."),
    lists: Path = typer.Option(CONFIGS / "pages", exists=True, file_okay=False, help="Folder with the lists that conversion goes by."),
    ray: bool = typer.Option(False, "--ray", help="Tag on all cores of this machine (needs the extra `ray`)."),
    ray_address: str | None = typer.Option(None, metavar="ADDRESS", help="Tag on the Ray cluster at this address; model and code must be there."),
    actors: int | None = typer.Option(None, min=1, help="So many processes tag; one a core if not given. Only with --ray or --ray-address."),
):
    """Tag pages or articles and write one row an entity: article, label, text, start and end, where it stands on the page, and its value.

    Articles that the model fails on are named in OUT.failures.jsonl. Interrupted, the command goes on where it was when it is run again with the same
    arguments. Rows and their order are the same with and without Ray.
    """
    if actors and not (ray or ray_address):
        raise typer.BadParameter("these are processes of Ray; add --ray or --ray-address", param_hint="--actors")
    problems = cli.Problems()
    archive = Inputs(tuple(inputs), lists)
    if parquet.is_parquet(out):
        parquet.library()
    nlp = tagging.load(model)
    work = [model, nlp.meta["version"], fingerprint(Path(model)), archive.fingerprint()]
    with Output(out, hashlib.sha256(srsly.json_dumps(work).encode()).hexdigest()) as output:
        done = output.articles
        if done:
            cli.console.print(f"going on after {done:,} articles")
        if ray or ray_address:
            tagged = cluster.tag(model, archive, done, problems, ray_address, actors)
        else:
            tagged = tagging.tag(nlp, islice(archive.read(problems), done, None))
        total = archive.count()
        for article in cli.progress(tagged, "tag", total and max(0, total - done)):
            output.add(article)
            if article.error:
                problems(InputError(article.article, f"the model fails on this article ({article.error})"))
    print(f"{output.rows:,} entities of {output.articles:,} articles in {out}")
    if output.failed:  # now, or before it was interrupted
        print(f"the model failed on {output.failed:,} of them, see {output.failures}")
        raise typer.Exit(1)
    problems.finish()


if __name__ == "__main__":
    cli.run(main)
