"""The training corpus: gold and silver mixed without end, in shares that the configuration sets."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Optional

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from banmian.pipeline.rules import VOTES, no_votes

Swap = Callable[[Language, Doc, random.Random], Doc]


def mixed_corpus(
    gold: Path, silver: Path, gold_share: float, unvoted: float, seed: int, swap: Optional[Swap] = None
) -> Callable[[Language], Iterator[Example]]:
    """A reader of training examples that never ends: use it with `max_epochs = -1`.

    gold, silver (Path): DocBin files.
    gold_share (float): how many of the examples are gold, 0 to 1; either kind is shuffled anew once used up.
    unvoted (float): how many of the silver examples hide the votes of the labelling functions, 0 to 1. Silver follows those votes; a model that always saw
        both would trust them blindly.
    seed (int): of the order and the swaps.
    swap (Swap | None): changes each example, for instance by exchanging its names for others of their kind.
    RETURNS (Callable): from a pipeline to its examples.
    """

    def read(nlp: Language) -> Iterator[Example]:
        rng = random.Random(seed)
        sources = _endless(_load(gold, nlp), rng), _endless(_load(silver, nlp), rng)
        while True:
            is_silver = rng.random() >= gold_share
            doc = next(sources[is_silver])
            if swap is not None:
                doc = swap(nlp, doc, rng)
            predicted = nlp.make_doc(doc.text)
            if is_silver and rng.random() < unvoted:
                predicted.user_data[VOTES] = no_votes(predicted)
            yield Example(predicted, doc)

    return read


def _load(path: Path, nlp: Language) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def _endless(docs: list[Doc], rng: random.Random) -> Iterator[Doc]:
    while True:
        rng.shuffle(docs)
        yield from docs
