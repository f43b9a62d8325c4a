"""Every labelling function asked once an article; its votes are kept, so that they can be counted and combined again and again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from banmian import corpus, votes
from banmian.pages import articles
from banmian.problems import InputError, Report, stop
from banmian.rules.functions import LabellingFunction
from banmian.rules.lexicon import Lexicon
from banmian.rules.view import View
from banmian.scores import Key
from banmian.spans import Span
from banmian.tasks import Task

Edges = tuple[int, int]
NO_SHARES = {"seed": 0, "dev": 0.0, "test": 0.0}


@dataclass(frozen=True)
class Ballot:
    """The votes cast on one gold article.

    task (Task): the article with its gold spans.
    view (View): the article as the functions saw it.
    found (dict[str, tuple[Edges, ...]]): what each function voted for, sorted, each span once; functions without a vote are left out.
    """

    task: Task
    view: View
    found: dict[str, tuple[Edges, ...]]

    @property
    def gold(self) -> set[Key]:
        """The gold spans."""
        return {(span.start, span.end, span.label) for span in self.task.spans}


def outside_test(tasks: Iterable[Task], report: Report = stop) -> Iterator[Task]:
    """The tasks without those whose meta says `"split": "test"`: the test is for evaluate alone.

    report (Report): receives tasks of an unknown split; they are left out.
    """
    for task in tasks:
        try:
            if corpus.split_of(task, **NO_SHARES) != "test":
                yield task
        except InputError as error:
            report(error)


def collect(tasks: Iterable[Task], functions: Sequence[LabellingFunction], lexicon: Lexicon) -> Iterator[Ballot]:
    """Ask every function about every article. Words of a human segmentation count where a task's meta has them."""
    for task in tasks:
        view = View(articles.from_record({"text": task.text, "meta": {"words": task.meta.get("words", [])}}, task.where), lexicon)
        found = {function.name: tuple(sorted({edges for edges in function.find(view) if edges[0] < edges[1]})) for function in functions}
        yield Ballot(task, view, {name: edges for name, edges in found.items() if edges})


def count(ballot: Ballot, functions: Iterable[LabellingFunction]) -> list[Span]:
    """The spans that some functions, with the weights they have here, agree on: votes.agree on the votes kept."""
    return votes.agree(ballot.view, [_replay(function, ballot.found[function.name]) for function in functions if function.name in ballot.found])


def _replay(function: LabellingFunction, edges: Sequence[Edges]) -> LabellingFunction:
    return replace(function, find=lambda view: iter(edges))
