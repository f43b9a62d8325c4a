"""The training corpus: all of gold and a fresh part of silver in each pass, in shares that the configuration sets."""

import random
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

Swap = Callable[[Language, Doc, random.Random], Doc]


def mixed_corpus(gold: Path, silver: Path, gold_share: float, seed: int, swap: Swap | None = None) -> Callable[[Language], Iterator[Example]]:
    """A reader of training examples that differs from pass to pass: use it with `max_epochs = -1`, so that each pass is read anew.

    gold, silver (Path): DocBin files.
    gold_share (float): how many of the examples are gold, above 0, at most 1.
    seed (int): of the choice, the order and the swaps.
    swap (Swap | None): changes each example, for instance by exchanging its names for others of their kind.
    RETURNS (Callable): from a pipeline to its examples.
    """
    passes = count()
    loaded: dict[Path, list[Doc]] = {}

    def read(nlp: Language) -> Iterator[Example]:
        for path in (gold, silver):
            if path not in loaded:
                loaded[path] = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        rng = random.Random(f"{seed} {next(passes)}")
        wanted = round(len(loaded[gold]) * (1 - gold_share) / gold_share)
        chosen = loaded[gold] + rng.sample(loaded[silver], min(wanted, len(loaded[silver])))
        rng.shuffle(chosen)
        for doc in chosen:
            if swap is not None:
                doc = swap(nlp, doc, rng)
            yield Example(nlp.make_doc(doc.text), doc)

    return read
