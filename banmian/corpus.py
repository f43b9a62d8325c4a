"""Tasks → spaCy's training format: which article is for training, development or test, and the `Doc`s themselves."""

import hashlib
from collections.abc import Iterable
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from banmian.problems import InputError, Report, stop
from banmian.tasks import Task

Split = Literal["train", "dev", "test"]


def split_of(identity: str, seed: int, dev: float, test: float) -> Split:
    """Which split an article belongs to, told by its id and the seed alone: adding articles moves none of the others.

    dev, test (float): shares of the articles, 0 to 1; the rest is for training.
    """
    place = int.from_bytes(hashlib.sha256(f"{seed} {identity}".encode()).digest()[:8], "big") / 2**64
    return "test" if place < test else "dev" if place < test + dev else "train"


def to_doc(nlp: Language, task: Task) -> Doc:
    """A task as a `Doc` with entities.

    RAISES (InputError): if a span cuts a token.
    """
    doc = nlp.make_doc(task.text)
    ents = []
    for span in task.spans:
        found = doc.char_span(span.start, span.end, label=span.label)
        if found is None:
            raise InputError(task.where, f"span {span.start}-{span.end} {task.text[span.start : span.end]!r} ({span.label}) cuts a token", "Move its edges.")
        ents.append(found)
    doc.set_ents(ents)
    return doc


def pack(nlp: Language, tasks: Iterable[Task], report: Report = stop) -> DocBin:
    """Tasks as a DocBin, one document an article; tasks with a span that cuts a token go to `report`."""
    packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "SPACY"])
    for task in tasks:
        try:
            packed.add(to_doc(nlp, task))
        except InputError as error:
            report(error)
    return packed
