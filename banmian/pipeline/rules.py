"""The labelling functions as a spaCy component: their votes become features of the recogniser below it."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from ..problems import InputError
from ..reading_text import text_to_read
from ..rules import functions, lexicon
from ..rules.view import View
from ..spans import LABELS
from ..votes import agree

VOTES = "banmian_votes"
"""Key in `doc.user_data` of the votes for each token: shape (tokens, VOTE_COLUMNS), uint64, see `Rules`."""
SPANS = "rules"
"""Key in `doc.spans` of the spans that the functions agree on."""
LISTS, CONFIG, SURNAMES = "rules", "rules.cfg", "surnames.txt"
TAGGED = "tagged."  # these need human word tags, which no text has at run time
PER_COLUMN = 32  # functions; a vote takes two of 64 bits
MOST_FUNCTIONS = 2 * PER_COLUMN
VOTE_COLUMNS = MOST_FUNCTIONS // PER_COLUMN + 1


class Rules:
    """Asks the labelling functions about a document.

    `doc.spans["rules"]` receives the spans they agree on, and `doc.user_data["banmian_votes"]` bit sets for each token: two for the functions, where bit 2f
    is set if a span of function f begins here and bit 2f + 1 if it goes on (from function PER_COLUMN on in the second one), and one for the labels of the
    agreed spans.
    """

    def __init__(self, name: str = "rules"):
        self.name = name
        self.files: dict[str, bytes] = {}
        self.functions: list[functions.LabellingFunction] = []

    def initialize(self, get_examples: Callable[[], Iterable[Any]], *, nlp: Language | None = None, folder: Path | None = None) -> None:
        """Read the lists and the configuration.

        folder (Path): a folder with `rules.cfg`, the lists in `rules/`, and `surnames.txt`.
        """
        if folder is not None:
            self.from_disk(Path(folder))

    def __call__(self, doc: Doc) -> Doc:
        votes = doc.user_data[VOTES] = numpy.zeros((len(doc), VOTE_COLUMNS), dtype="uint64")
        if not self.functions or not len(doc):
            return doc
        text = text_to_read(doc)
        token_at = numpy.zeros(len(text) + 1, dtype="int64")
        places = doc.to_array("IDX").astype("int64")
        token_at[places[1:]] = 1
        token_at = numpy.cumsum(token_at)
        view = View(SimpleNamespace(text=text, meta=SimpleNamespace(words=[])), self.lexicon)
        given = [list(function.votes(view)) for function in self.functions]
        agreed = agree(view, [SimpleNamespace(votes=lambda _, said=said: said) for said in given])
        for number, said in enumerate(given):
            for vote in said:
                _mark(votes[:, number // PER_COLUMN], number % PER_COLUMN, token_at[vote.start], token_at[vote.end - 1] + 1)
        for span in agreed:
            _mark(votes[:, -1], LABELS.index(span.label), token_at[span.start], token_at[span.end - 1] + 1)
        doc.spans[SPANS] = [Span(doc, int(token_at[span.start]), int(token_at[span.end - 1]) + 1, label=span.label) for span in agreed]
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the lists and the configuration as they were read."""
        for name, content in self.files.items():
            target = Path(path, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "Rules":
        """Read the lists and the configuration; a folder without them leaves the component silent."""
        folder = Path(path)
        if (folder / CONFIG).exists():
            chosen = [folder / CONFIG, folder / SURNAMES, *sorted((folder / LISTS).iterdir())]
            self.files = {str(file.relative_to(folder)): file.read_bytes() for file in chosen}
            self.functions = [function for function in functions.load(folder / CONFIG) if not function.name.startswith(TAGGED)]
            if len(self.functions) > MOST_FUNCTIONS:
                raise InputError(str(folder / CONFIG), f"more than {MOST_FUNCTIONS} labelling functions", "Switch some off.")
            self.lexicon = lexicon.load(folder / LISTS)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The lists and the configuration."""
        return srsly.msgpack_dumps(self.files)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Rules":
        """Read what `to_bytes` gave."""
        self.files = srsly.msgpack_loads(data)
        with tempfile.TemporaryDirectory() as folder:
            self.to_disk(Path(folder))
            return self.from_disk(Path(folder))


def _mark(bits: numpy.ndarray, number: int, start: int, end: int) -> None:
    bits[start] |= numpy.uint64(1 << 2 * number)
    bits[start + 1 : end] |= numpy.uint64(1 << 2 * number + 1)


@Language.factory("banmian_rules")
def make_rules(nlp: Language, name: str) -> Rules:
    """The factory of the component."""
    return Rules(name)
