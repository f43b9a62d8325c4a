"""What the model sees of a character: itself, its class, the listed words that match at it, and the votes of the labelling functions."""

from collections.abc import Callable
from pathlib import Path

import numpy
import srsly
from spacy.tokens import Doc
from thinc.api import Model, get_array_module
from thinc.types import Floats2d, Ints2d

from ..reading_text import text_to_read
from .lexicon import HashedLexicon, code_points
from .rules import VOTE_COLUMNS, VOTES

COLUMNS = ("char", "class", "lexicon", "votes", "more_votes", "agreed")
CLASSES = 16
HAN_NUMERALS = "零〇一二三四五六七八九十百千万亿两几数半余多"
QUOTES = "“”‘’「」『』\"'"
BRACKETS = "（）()《》〈〉【】[]"
STOPS = "。！？!?；;\n"
COMMAS = "，,、：:"


def _tables() -> tuple[numpy.ndarray, numpy.ndarray]:
    """For each code of the basic plane: the half-width form with numerals as one, and the class (0 to CLASSES - 1)."""
    folded = numpy.arange(0x10000, dtype="uint32")
    folded[0xFF01:0xFF5F] = numpy.arange(0x21, 0x7F)
    folded[0x3000] = folded[0xA0] = 0x20
    kinds = numpy.zeros(0x10000, dtype="uint64")
    kinds[0x3400:0xA000] = 1
    for number, chars in enumerate((HAN_NUMERALS, QUOTES, BRACKETS, STOPS, COMMAS, "·", "%％‰", ".．", "-—－~～", " \t\u3000\xa0"), 2):
        kinds[[ord(char) for char in chars]] = number
    kinds[ord("a") : ord("z") + 1] = kinds[ord("A") : ord("Z") + 1] = 12
    kinds[ord("0") : ord("9") + 1] = 13
    kinds[0xFF01:0xFF5F] = numpy.where(kinds[0xFF01:0xFF5F] > 0, kinds[0xFF01:0xFF5F], kinds[0x21:0x7F])
    folded[ord("0") : ord("9") + 1] = ord("0")
    folded[0xFF10:0xFF1A] = ord("0")
    return folded, kinds


FOLDED, KINDS = _tables()


def character_features(lexicon: Path | None = None) -> Model[list[Doc], list[Ints2d]]:
    """A layer that turns documents into the numbers of COLUMNS, one row a token.

    The last four columns are bit sets: listed words (HashedLexicon.match), and the votes of the labelling functions (pipeline.rules.Rules).

    lexicon (Path | None): JSON file of word lists by name, read when the model is initialised and from then on saved with it.
    RETURNS (Model): from n documents to n arrays of shape (tokens, len(COLUMNS)), uint64.
    """
    return Model("character_features", _forward, init=_init, attrs={"file": str(lexicon or ""), "lexicon": HashedLexicon(0, {}, {}).to_attrs()})


def _init(model: Model, X=None, Y=None) -> Model:
    if model.attrs["file"]:
        model.attrs["lexicon"] = HashedLexicon.build(srsly.read_json(model.attrs["file"])).to_attrs()
        model.attrs["file"] = ""
    return model


def _forward(model: Model[list[Doc], list[Ints2d]], docs: list[Doc], is_train: bool) -> tuple[list[Ints2d], Callable]:
    lexicon = HashedLexicon.from_attrs(model.attrs["lexicon"])
    codes = [token_codes(doc) for doc in docs]
    gap = numpy.zeros(1, dtype="uint32")
    joined = numpy.concatenate([part for code in codes for part in (gap, code)] + [gap])
    features = _features(joined, lexicon)
    arrays, start = [], 1
    for doc, code in zip(docs, codes):
        votes = doc.user_data.get(VOTES)
        if votes is not None:
            features[start : start + len(code), -VOTE_COLUMNS:] = votes
        arrays.append(model.ops.asarray(features[start : start + len(code)]))
        start += len(code) + 1
    return arrays, lambda gradients: []


def token_codes(doc: Doc) -> numpy.ndarray:
    """The first character of each token; with character tokens, the text without the spaces between them."""
    places = doc.to_array("IDX").astype("int64")
    return code_points(text_to_read(doc))[places]


def _features(codes: numpy.ndarray, lexicon: HashedLexicon) -> numpy.ndarray:
    basic = numpy.minimum(codes, 0xFFFF)
    chars = numpy.where(codes < 0x10000, FOLDED[basic], codes).astype("uint64")
    columns = (
        chars,
        KINDS[basic],
        lexicon.match(codes),
        *[numpy.zeros_like(chars)] * VOTE_COLUMNS,
    )
    return numpy.stack(columns, axis=1)


def bits(column: str, count: int) -> Model[Ints2d, Floats2d]:
    """A layer that unpacks a bit set: from shape (n, len(COLUMNS)) to shape (n, count), ones and zeros.

    column (str): one of COLUMNS.
    count (int): how many of its bits are in use.
    """
    return Model("bits", _unpack, dims={"nO": count}, attrs={"column": COLUMNS.index(column)})


def _unpack(model: Model[Ints2d, Floats2d], features: Ints2d, is_train: bool) -> tuple[Floats2d, Callable]:
    xp = get_array_module(features)
    column = model.attrs["column"]
    found = (features[:, column : column + 1] >> xp.arange(model.get_dim("nO"), dtype="uint64")) & xp.uint64(1)
    return found.astype("float32"), lambda gradient: xp.zeros_like(features)
