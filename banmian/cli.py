"""What every command does alike: name its problems, show its progress, end with the right exit code."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from banmian.problems import InputError

Item = TypeVar("Item")
console = Console(stderr=True, highlight=False, soft_wrap=True)
LINE_EVERY = 10.0  # seconds between progress lines where the output is no terminal


class Problems:
    """Counts and prints the inputs that could not be used; the others are done. Call it as a `Report`."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: InputError) -> None:
        self.count += 1
        complain(error)

    def finish(self) -> None:
        """End the command: with exit code 1 if anything could not be used."""
        if self.count:
            raise typer.Exit(1)


def complain(error: InputError) -> None:
    """Print a problem on stderr: where, what, and what to do."""
    console.print(f"{error.where}: {error.what}", style="red", markup=False)
    if error.remedy:
        console.print(f"  {error.remedy}", markup=False)


def run(command: Callable[..., None]) -> None:
    """Run a function as a command line: exit code 0 done, 1 some inputs could not be used, 2 wrong usage."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(command)
    run_app(app)


def run_app(app: typer.Typer) -> None:
    """Run a command line of several commands, with the same exit codes."""
    try:
        app()
    except InputError as error:
        complain(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)


class Rate(ProgressColumn):
    """Items a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.finished_speed or task.speed or 0:,.0f}/s")


def progress(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """Pass items on, showing count, rate and time left on stderr: a bar in a terminal, now and then a line elsewhere."""
    if total is None and hasattr(items, "__len__"):
        total = len(items)  # type: ignore[arg-type]
    if console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            yield from bar.track(items, total=total, description=what)
        return
    started = said = 0.0
    for count, item in enumerate(items, 1):
        if count == 1:
            started = said = time.monotonic()  # what comes before the first item is start-up
        yield item
        now = time.monotonic()
        if now - said >= LINE_EVERY:
            said = now
            rate = count / (now - started)
            left = f", {(total - count) / rate:,.0f} s left" if total else ""
            console.print(f"{what}: {count:,}{f' of {total:,}' if total else ''}, {rate:,.0f}/s{left}")
