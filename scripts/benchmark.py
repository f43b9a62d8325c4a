"""Compare the model with everything that a user could install instead, and tell how fast pages are converted."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import srsly
import typer
from rich.console import Console
from rich.table import Table

from banmian import baselines, cli, jsonl, plots, scores, tasks
from banmian.problems import InputError
from banmian.scores import MACRO, MICRO
from banmian.spans import LABELS

ROOT = Path(__file__).resolve().parents[1]
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS")}
MODEL = "model"
REPEATS = 3
FIRST = "盂县林业局局长张某表示，林地面积218万亩。"
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)


@app.command()
def accuracy(
    model: str = typer.Argument(..., help="A trained model: its folder, or the name of an installed package."),
    gold: Path = typer.Argument(..., exists=True, dir_okay=False, help="Gold tasks (JSONL with text and spans)."),
    out: Path = typer.Option(..., help="All figures (JSON)."),
    plot: Path | None = typer.Option(None, help="Also draw accuracy against speed (SVG; needs the extra `plot`)."),
    seed: int = typer.Option(0, help="Of the resampling behind the 95 % intervals."),
):
    """Score the model, the rules and every peer that is installed on the same texts, each in a process of its own on one core.

    Measured are strict spans, characters a second of processor time (median of three runs), the seconds from start to the first labelled sentence, and memory.
    """
    problems = cli.Problems()
    articles = list(tasks.read(gold, problems))
    if not articles:
        raise InputError(str(gold), "no task that could be used", "Give a JSONL file with `text` and `spans`.")
    keys = [[(span.start, span.end, span.label) for span in task.spans] for task in articles]
    systems = {}
    for name in cli.progress([MODEL, *baselines.BASELINES], "benchmark"):
        told = _in_own_process(name, model, gold)
        if told is None:
            continue
        predicted = [[tuple(span) for span in spans] for spans in told.pop("spans")]
        systems[name] = {"scores": scores.summary([scores.compare(*pair) for pair in zip(predicted, keys)], seed), **told}
    figures = {"gold": str(gold), "articles": len(articles), "characters": sum(len(task.text) for task in articles), "systems": systems}
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps(figures, indent=2) + "\n")
    _print(figures)
    if plot:
        _draw(systems, plot)
    problems.finish()


def _in_own_process(name: str, model: str, gold: Path) -> dict | None:
    """What a system did, measured in a fresh process; None if it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "told.json")
        command = [sys.executable, __file__, "one", name, model, str(gold), str(out)]
        done = subprocess.run(command, env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
        if done.returncode == 0:
            return srsly.read_json(out)
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason told"]
        cli.console.print(f"{name} is left out: {reason[0]}", style="yellow", markup=False)
        return None


@app.command(hidden=True)
def one(name: str, model: str, gold: Path, out: Path):
    """Run one system over the texts and tell what it found and what it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = [task.text for task in tasks.read(gold)]
    started = time.perf_counter()
    try:
        if name == MODEL:
            import spacy

            from banmian import evaluation

            system = evaluation.of_model(spacy.load(model))
        else:
            system = baselines.BASELINES[name](ROOT / "configs")
    except InputError as error:
        sys.exit(f"{error.what}")
    list(system([FIRST]))
    start_up = time.perf_counter() - started
    seconds = []
    for _ in range(REPEATS):
        began = time.process_time()
        spans = list(system(texts))
        seconds.append(time.process_time() - began)
    told = {
        "spans": spans,
        "characters_per_cpu_second": round(sum(map(len, texts)) / statistics.median(seconds)),
        "start_up_seconds": round(start_up, 2),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    out.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _print(figures: dict) -> None:
    table = Table(title=f"{figures['gold']}: {figures['articles']} articles, {figures['characters']:,} characters")
    for column in ("", *LABELS, MICRO, MACRO, "micro 95 %", "characters/s", "start-up s", "MB"):
        table.add_column(column, justify="left" if not column else "right")
    for name, system in figures["systems"].items():
        rows = system["scores"]
        table.add_row(
            name,
            *(f"{rows[key]['f']:.3f}" for key in (*LABELS, MICRO, MACRO)),
            f"{rows[MICRO]['low']:.3f}–{rows[MICRO]['high']:.3f}",
            f"{system['characters_per_cpu_second']:,}",
            f"{system['start_up_seconds']:.1f}",
            f"{system['memory_mb']:,}",
        )
    Console(width=130).print(table)


def _draw(systems: dict, path: Path) -> None:
    figure = plots.figure(7, 4)
    axes = figure.subplots()
    for name, system in systems.items():
        ours = name in (MODEL, "rules")
        point = system["characters_per_cpu_second"], system["scores"][MICRO]["f"]
        axes.scatter(*point, color="#a4343a" if ours else "#3b7ea1", s=60)
        axes.annotate(f"banmian, {name}" if ours else name, point, xytext=(7, 5), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_xlabel("characters a second of processor time")
    axes.set_ylabel("F of strict spans, micro")
    axes.margins(0.25)
    axes.grid(alpha=0.3)
    plots.save(figure, path)


@app.command()
def pages(
    out: Path = typer.Option(..., help="All figures (JSON)."),
    folder: Path = typer.Option(ROOT / "corpus" / "pages", exists=True, file_okay=False, help="Pages to convert again and again."),
    counts: list[int] = typer.Option([100, 1000, 10000], "--count", help="So many pages; may be given several times."),
):
    """Convert so many pages and tell pages a second of processor time, and memory: both must not change with their number."""
    from banmian.pages.reading import page_files, read_pages
    from banmian.pages.segmentation import PageConverter

    converter = PageConverter(ROOT / "configs" / "pages")
    texts = [text for path, name in page_files([folder]) for text in read_pages(path, name)]
    characters = sum(len(line.text.text) for text in texts for line in text.lines) / len(texts)
    rows = []
    for count in counts:
        began = time.process_time()
        for number in cli.progress(range(count), "pages"):
            converter.convert(texts[number % len(texts)])
        rate = count / (time.process_time() - began)
        rows.append(
            {"pages": count, "pages_per_cpu_second": round(rate), "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}
        )
    with jsonl.whole_file(out) as file:
        file.write(srsly.json_dumps({"characters_per_page": round(characters), "runs": rows}, indent=2) + "\n")
    table = Table("pages", "pages/s", "MB", title=f"{characters:,.0f} characters a page")
    for row in rows:
        table.add_row(f"{row['pages']:,}", f"{row['pages_per_cpu_second']:,}", f"{row['memory_mb']:,}")
    Console(width=60).print(table)


@app.command()
def archive(
    model: str = typer.Argument(..., help="A trained model: its folder, or the name of an installed package."),
    articles: Path = typer.Argument(..., exists=True, dir_okay=False, help="Articles (JSONL), repeated under new ids as often as it takes."),
    out: Path = typer.Option(..., help="All figures (JSON)."),
    counts: list[int] = typer.Option([10_000], "--articles", min=1, help="So many articles; may be given several times."),
    workers: list[int] = typer.Option(
        [0, 1, 2], min=0, help="So many Ray actors on so many cores, 0 for no Ray (one core); may be given several times."
    ),
    cut: int | None = typer.Option(None, min=1, help="Only so many characters of each article."),
):
    """Tag a simulated archive with scripts/tag.py and tell its rate and memory, tenth by tenth, and the memory of each process.

    Each run is held to as many cores as it has workers. How many cores were busy with other things meanwhile is told: without, a rate is worth little.
    Cores are held, and memory and processor time told, on Linux only; elsewhere they are left open.
    """
    from banmian.archive.simulation import simulate

    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            source, characters = Path(folder, f"{count}.jsonl"), 0
            with source.open("w", encoding="utf-8") as file:
                for article in simulate(articles, count, cut):
                    file.write(jsonl.line(article.record()))
                    characters += len(article.text)
            for number in workers:
                cli.console.print(f"{count:,} articles, {number} workers")
                runs.append({"articles": count, "characters": characters, "workers": number, **_tagging(model, source, number)})
                with jsonl.whole_file(out) as file:
                    file.write(srsly.json_dumps({"model": model, "source": str(articles), "cut": cut, "runs": runs}, indent=2) + "\n")
    columns = ("articles", "workers", "articles_per_second", "seconds", "cpu_seconds", "cores_busy_otherwise")
    table = Table(*(name.replace("_", " ") for name in columns), "first and last tenth: per second", "per CPU second", "MB")
    for run in runs:
        ends = [[f"{tenth[name]:,}" if tenth[name] else "?" for tenth in (run["tenths"][0], run["tenths"][-1])] for name in run["tenths"][0]]
        table.add_row(*(f"{run[name]:,}" if run[name] is not None else "?" for name in columns), *map(" – ".join, ends))
    Console(width=150).print(table)


def _tagging(model: str, source: Path, workers: int) -> dict:
    """Run scripts/tag.py on as many cores as workers, and tell how it went."""
    from banmian.archive.output import safe_articles
    from banmian.archive.watch import watch

    out = source.with_suffix(".entities")
    command = [sys.executable, str(ROOT / "scripts" / "tag.py"), model, str(source), "--out", str(out)]
    if workers:
        command += ["--ray", "--actors", str(workers)]
    hold = None
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))[: max(1, workers)]
        hold = partial(os.sched_setaffinity, 0, cores)
    process = subprocess.Popen(
        command,
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        preexec_fn=hold,
    )
    course = watch(process, lambda: safe_articles(out))
    if process.returncode:
        raise InputError(" ".join(command), f"ended with exit code {process.returncode}")
    out.unlink()
    return {
        "articles_per_second": course.rate(0, 1),
        "seconds": round(course.seconds, 1),
        "cpu_seconds": _rounded(course.cpu_seconds, 1),
        "cores_busy_otherwise": _rounded(course.others, 2),
        "tenths": [
            {
                "per_second": course.rate(start, start + 0.1),
                "per_cpu_second": course.rate(start, start + 0.1, "cpu_seconds"),
                "memory_mb": course.memory(start, start + 0.1),
            }
            for start in (tenth / 10 for tenth in range(10))
        ],
        "processes": course.peaks(),
    }


def _rounded(figure: float | None, digits: int) -> float | None:
    """A figure as it is told; None where it could not be measured."""
    return None if figure is None else round(figure, digits)


if __name__ == "__main__":
    cli.run_app(app)
