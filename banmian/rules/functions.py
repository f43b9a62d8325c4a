"""Labelling functions: small objects with a name, found by a registry, switched on in `configs/rules.cfg`."""

from collections.abc import Callable, Iterator
from configparser import ConfigParser
from configparser import Error as ConfigError
from dataclasses import dataclass
from pathlib import Path

from ..problems import InputError
from .view import View

NOTHING = ""
"""The label of a veto: what such a span covers is none of the four, though parts of it may look so (公安机关, 12月3日)."""


@dataclass(frozen=True)
class Vote:
    """One labelling function's word on a stretch of text.

    start, end (int): characters of the article's text, end exclusive.
    label (str): one of spans.LABELS, or NOTHING.
    source (str): the function's name.
    weight (float): how far it is trusted, 0 to 1: its precision on gold, about.
    """

    start: int
    end: int
    label: str
    source: str
    weight: float


Finder = Callable[[View], Iterator[tuple[int, int]]]


@dataclass(frozen=True)
class LabellingFunction:
    """A finder of spans with its name, its label and the trust put in it."""

    name: str
    label: str
    find: Finder
    weight: float = 1.0

    def votes(self, view: View) -> Iterator[Vote]:
        """The spans it finds in an article, as votes."""
        for start, end in self.find(view):
            yield Vote(start, end, self.label, self.name, self.weight)


REGISTRY: dict[str, LabellingFunction] = {}


def labelling_function(name: str, label: str) -> Callable[[Finder], Finder]:
    """Register a finder under a name such as `organisations.suffix`."""

    def register(find: Finder) -> Finder:
        REGISTRY[name] = LabellingFunction(name, label, find)
        return find

    return register


def load(config: Path) -> list[LabellingFunction]:
    """The labelling functions that a configuration switches on, with their weights.

    config (Path): a section `[functions]` with a line `name = weight` for each.
    RAISES (InputError): if it cannot be read, names an unknown function, or gives a weight outside 0 to 1.
    """
    parser = ConfigParser(delimiters=("=",))
    try:
        parser.read_string(config.read_text(encoding="utf-8"))
        lines = dict(parser["functions"])
    except (OSError, ConfigError, KeyError) as error:
        raise InputError(str(config), f"cannot be read ({error})", "It needs a section [functions] with lines `name = weight`.") from error
    chosen = []
    for name, value in lines.items():
        if name not in REGISTRY:
            raise InputError(str(config), f"no labelling function is called {name}", f"There are: {', '.join(sorted(REGISTRY))}")
        try:
            weight = float(value)
        except ValueError:
            weight = -1.0
        if not 0 < weight <= 1:
            raise InputError(str(config), f"{name} has weight {value}", "A weight is a number above 0, at most 1.")
        known = REGISTRY[name]
        chosen.append(LabellingFunction(name, known.label, known.find, weight))
    return chosen
