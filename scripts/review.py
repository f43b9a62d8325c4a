"""Review labelled articles: to annotation tools and back, what differs, what to look at next, and a page to correct them on."""

from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path

import spacy
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from spacy.language import Language

from banmian import cli, evaluation, lists, scores, tasks
from banmian.problems import InputError
from banmian.review import brat, choose, consistency, diff, doccano, exchange, label_studio, merge, prodigy, serve
from banmian.scores import MICRO
from banmian.spans import LABELS

TOOLS = {"prodigy": prodigy, "label-studio": label_studio, "doccano": doccano, "brat": brat}
Tool = Enum("Tool", {name: name for name in TOOLS}, type=str)  # type: ignore[misc]
EXCEPTIONS = Path(__file__).resolve().parents[1] / "corpus" / "gold" / "exceptions.txt"
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, help=__doc__)
output = Console(width=160, highlight=False)


def tasks_argument(metavar: str = "TASKS.jsonl"):
    """A file of tasks, which must exist."""
    return typer.Argument(..., metavar=metavar, exists=True, dir_okay=False, help="Tasks, one JSON object a line.")


TOOL = typer.Option(..., help="The tool that people annotate with.")


@app.command("export")
def export_(
    source: Path = tasks_argument(),
    tool: Tool = TOOL,
    out: Path = typer.Option(..., help="The tool's file; for brat a new folder."),
):
    """Write tasks as a tool reads them, with their spans as what the annotator begins with.

    All that the tool cannot hold goes along in a field `banmian`; leave it as it is, and `import` gives the same tasks back.
    """
    if out.is_dir() and tool != Tool.brat:
        raise typer.BadParameter(f"{out} is a folder", param_hint="--out")
    problems, nlp = cli.Problems(), tasks.tokenizer()
    articles = (exchange.show(record, where, nlp) for where, record in exchange.read(source, problems))
    count = TOOLS[tool.value].export(cli.progress(articles, f"export {source.name}"), out, nlp)
    print(f"{count} articles in {out}")
    problems.finish()


@app.command("import")
def import_(
    source: Path = typer.Argument(..., metavar="IN", exists=True, help="What the tool exported; for brat its folder."),
    tool: Tool = TOOL,
    out: Path = typer.Option(..., dir_okay=False, help="Tasks, one JSON object a line."),
    annotator: str = typer.Option(exchange.HUMAN, help="The source of edited spans, where the tool names nobody."),
):
    """Read what a tool exported and write it as tasks.

    An article that nobody edited is the task that was exported, to the byte. In an edited one, new and changed spans are the annotator's, tokens
    and hashes are made anew. Articles that cannot be used are named; the others are done.
    """
    problems, nlp = cli.Problems(), tasks.tokenizer()
    articles = TOOLS[tool.value].read(source, annotator, nlp, problems)
    count = exchange.write(out, _back(cli.progress(articles, f"import {source.name}"), nlp, problems))
    print(f"{count} articles in {out}")
    problems.finish()


@app.command("diff")
def diff_(a: Path = tasks_argument("A.jsonl"), b: Path = tasks_argument("B.jsonl")):
    """Show where two annotations of the same articles differ, span by span with context, and their agreement for each label."""
    problems = cli.Problems()
    both, only_a, only_b = diff.pairs(*(list(tasks.read(path, problems)) for path in (a, b)))
    found = [difference for pair in both for difference in diff.differences(*pair)]
    _table(f"{len(found)} differences in {len(both)} articles", ["where", "what", "A", "B"], ([d.where, d.kind, d.a, d.b] for d in found))
    for name, articles in (("A", only_a), ("B", only_b)):
        _table(f"{len(articles)} articles only in {name}", ["where", "text"], ([task.where, diff.oneline(task.text[:40])] for task in articles))
    figures = scores.summary([diff.counts(*pair) for pair in both], seed=0)
    rows = (
        [key, f"{row['f']:.3f}", f"{row['low']:.3f}–{row['high']:.3f}", row["predicted"], row["gold"], row["right"]] for key, row in _rows(figures)
    )
    _table("Agreement, F of strict spans", ["label", "F", "95 %", "A", "B", "both"], rows)
    problems.finish()


@app.command("next")
def next_(
    source: Path = tasks_argument(),
    n: int = typer.Option(20, "--n", min=1, help="How many articles to choose."),
    against: Path | None = typer.Option(None, exists=True, dir_okay=False, help="The same articles as another system labels them."),
    model: str | None = typer.Option(None, help="A trained model that labels them: its folder, or the name of an installed package."),
    done: Path | None = typer.Option(
        None, exists=True, dir_okay=False, help="Tasks that are annotated already; neither they nor their like are chosen."
    ),
    out: Path | None = typer.Option(None, dir_okay=False, help="Also write the chosen tasks."),
    seed: int = typer.Option(0, help="Decides between equals."),
):
    """Choose the articles worth annotating next: where two systems disagree, where one is unsure of its spans, and none like another.

    The systems are the spans of TASKS.jsonl with their scores, and those of `--against` or of `--model`.
    """
    if against and model:
        raise typer.BadParameter("give one of --against and --model", param_hint="--model")
    problems = cli.Problems()
    placed = list(exchange.read(source, problems))
    articles = [tasks.from_record(record, where) for where, record in placed]
    known = [task.text for task in tasks.read(done, problems)] if done else []
    chosen = choose.choose(articles, _other(articles, against, model, problems), n, seed, known)
    rows = ([choice.task.where, choice.task.meta.get("id", ""), f"{choice.worth:.2f}", choice.reason] for choice in chosen)
    _table(f"{len(chosen)} of {len(articles)} articles", ["where", "article", "worth", "reason"], rows)
    if out:
        records = dict(placed)
        exchange.write(out, (records[choice.task.where] for choice in chosen))
    problems.finish()


@app.command("merge")
def merge_(
    a: Path = tasks_argument("A.jsonl"),
    b: Path = tasks_argument("B.jsonl"),
    out: Path = typer.Option(..., dir_okay=False, help="Tasks, one JSON object a line."),
    base: Path | None = typer.Option(
        None, exists=True, dir_okay=False, help="What A and B began with; then an article that only A changed stays A's."
    ),
):
    """Take B's version of each article that B has, and A's of the others.

    With `--base`, articles that both changed in different ways are named (exit code 1); B's version is taken.
    """
    problems = cli.Problems()
    origin = None if base is None else list(exchange.read(base, problems))
    count = exchange.write(out, merge.merge(exchange.read(a, problems), exchange.read(b, problems), origin, problems))
    print(f"{count} articles in {out}")
    problems.finish()


@app.command("check")
def check_(
    source: Path = tasks_argument(),
    exceptions: Path = typer.Option(EXCEPTIONS, exists=True, dir_okay=False, help="Surfaces whose decisions were reviewed and rightly differ."),
    show: int = typer.Option(3, min=1, help="How many places of each decision to show."),
):
    """Check the Prodigy format (tokens, indices, hash of the text), and find the same words with different decisions.

    Exit code 1 if anything was found. Words that rightly differ belong into the list of exceptions, with the reason.
    """
    problems, nlp = cli.Problems(), tasks.tokenizer()
    articles = []
    for where, record in cli.progress(exchange.read(source, problems), "check"):
        for fault in prodigy.faults(record, where, nlp):
            problems(fault)
        if exchange.answer_of(record, where) == exchange.ACCEPT:
            articles.append(tasks.from_record(record, where))
    found = consistency.findings(articles, lists.read(exceptions))
    rows = (
        [finding.surface, label, len(places), where, context]
        for finding in found
        for label, places in finding.decisions.items()
        for where, context in places[:show]
    )
    _table(f"{len(found)} surfaces with different decisions", ["surface", "decision", "times", "where", "context"], rows)
    problems.count += len(found)
    problems.finish()


@app.command("serve")
def serve_(
    source: Path = tasks_argument(),
    against: Path | None = typer.Option(None, exists=True, dir_okay=False, help="Another annotation of the articles, shown beside."),
    port: int = typer.Option(8080, min=0, max=65535, help="On this machine; 0 for any that is free."),
    annotator: str = typer.Option(exchange.HUMAN, help="The source of edited spans."),
):
    """Open a page for correcting the tasks, on this machine only: every change is saved to TASKS.jsonl at once. End it with Ctrl+C."""
    problems, nlp = cli.Problems(), tasks.tokenizer()
    beside = {task.text: task.spans for task in tasks.read(against, problems)} if against else {}
    store = serve.Store(source, beside, annotator, nlp)
    with serve.server(store, port) as running:
        print(f"http://127.0.0.1:{running.server_port}", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()
    problems.finish()


def _back(articles: Iterable[exchange.Shown], nlp: Language, problems: cli.Problems) -> Iterator[exchange.Record]:
    for shown in articles:
        try:
            yield exchange.back(shown, nlp)
        except InputError as error:
            problems(error)


def _other(articles: list[tasks.Task], against: Path | None, model: str | None, problems: cli.Problems):
    """How the second system labels the articles."""
    if against:
        spans = {task.text: [(span.start, span.end, span.label) for span in task.spans] for task in tasks.read(against, problems)}
        return [spans.get(task.text) for task in articles]
    if model:
        try:
            nlp = spacy.load(model)
        except (OSError, ImportError, ValueError) as error:
            raise InputError(
                model, f"no model can be loaded ({error})", "Give a folder such as training/model-best, or an installed package."
            ) from error
        return cli.progress(evaluation.of_model(nlp)(task.text for task in articles), "label", len(articles))
    return None


def _rows(figures: dict[str, dict[str, float]]):
    return ((key, figures[key]) for key in (*LABELS, MICRO))


def _table(title: str, columns: list[str], rows: Iterable[list[object]]) -> None:
    """Print a line and, where there are any, the rows below it."""
    table = Table(*columns)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    output.print(title)
    if table.row_count:
        output.print(table)


if __name__ == "__main__":
    cli.run_app(app)
