"""Words of Chinese text, by a spacy-pkuseg model trained on the People's Daily text."""

import contextlib
import io
import os
import random
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy

from banmian.problems import InputError

F_SCORE = re.compile(r"f-score=([\d.]+)%")
Words = list[tuple[int, int, str]]
"""Start, end and an empty tag of each word, as in `meta.words`."""


def train(lines: Sequence[Sequence[str]], held_out: Sequence[Sequence[str]], out: Path, iterations: int, seed: int) -> float:
    """Train a segmentation model.

    lines, held_out (Sequence[Sequence[str]]): sentences or paragraphs as words, to learn from and to measure on.
    out (Path): folder for the model.
    iterations (int): passes over the text; F grows little after the third.
    seed (int): of the weights at the start and the order of the lines; spacy-pkuseg draws both from the global generators.
    RETURNS (float): F of the words of the held-out lines, 0 to 1, after the last pass.
    """
    import spacy_pkuseg

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as said:
        for name, part in (("train", lines), ("held_out", held_out)):
            Path(folder, name).write_text("".join(" ".join(words) + "\n" for words in part), encoding="utf-8")
        random.seed(seed)
        numpy.random.seed(seed)
        spacy_pkuseg.train(str(Path(folder, "train")), str(Path(folder, "held_out")), str(out), train_iter=iterations)
    return float(F_SCORE.findall(said.getvalue())[-1]) / 100


def load(folder: Path) -> Callable[[str], Words]:
    """A function that cuts a text into words.

    RAISES (InputError): if the folder holds no model.
    """
    import spacy_pkuseg

    if not (folder / "weights.npz").exists():
        raise InputError(str(folder), "no spacy-pkuseg model", "Train one: python -m spacy project run segment")
    with contextlib.redirect_stdout(io.StringIO()):
        model = spacy_pkuseg.pkuseg(os.fspath(folder))

    def segment(text: str) -> Words:
        words: Words = []
        end = 0
        for word in model.cut(text):
            start = text.index(word, end)
            end = start + len(word)
            words.append((start, end, ""))
        return words

    return segment
