"""Tasks → spaCy's training format: which article is for training, development or test."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from spacy.language import Language
from spacy.tokens import DocBin

from banmian.problems import InputError, Report, stop
from banmian.spans import Span
from banmian.tasks import Task, to_doc

Split = Literal["train", "dev", "test"]
SPLITS = ("train", "dev", "test")
SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？\n]+[”’」』）)]*\n?|$)")


def split_of(task: Task, seed: int, dev: float, test: float = 0.0) -> Split:
    """Which split an article belongs to: the one its meta names, else told by its id and the seed alone, so that adding articles moves none of the others.

    dev, test (float): shares of the articles without a named split, 0 to 1; the rest is for training.
    RAISES (InputError): if the named split is unknown.
    """
    named = task.meta.get("split")
    if named is not None:
        if named not in SPLITS:
            raise InputError(task.where, f"unknown split {named!r}", f"Use one of {', '.join(SPLITS)}, or leave it out.")
        return named
    digest = hashlib.sha256(f"{seed} {task.meta.get('id', task.where)}".encode()).digest()
    place = int.from_bytes(digest[:8], "big") / 2**64
    return "test" if place < test else "dev" if place < test + dev else "train"


def sure_part(task: Task, least: float) -> Task:
    """A task without the sentences that hold a span of a lower score: left out, not mislabelled.

    least (float): the score that a span must have, 0 to 1.
    """
    kept: list[str] = []
    spans: list[Span] = []
    length = 0
    for sentence in SENTENCE.finditer(task.text):
        inside = [span for span in task.spans if sentence.start() <= span.start < sentence.end()]
        if all(span.score >= least for span in inside):
            moved = length - sentence.start()
            spans += [replace(span, start=span.start + moved, end=span.end + moved) for span in inside]
            kept.append(sentence[0])
            length += len(sentence[0])
    return replace(task, text="".join(kept), spans=tuple(spans))


def pack(nlp: Language, tasks: Iterable[Task], report: Report = stop) -> DocBin:
    """Tasks as a DocBin, one document an article; tasks with a span that cuts a token go to `report`."""
    packed = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "SPACY"])
    for task in tasks:
        try:
            packed.add(to_doc(nlp, task))
        except InputError as error:
            report(error)
    return packed
