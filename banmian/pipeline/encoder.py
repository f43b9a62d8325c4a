"""The encoder of characters: embedded features, mixed, then read by a convolution in windows."""

from collections.abc import Callable
from pathlib import Path

import numpy
from spacy import registry
from spacy.ml.models import MaxoutWindowEncoder
from spacy.tokens import Doc
from thinc.api import HashEmbed, Maxout, Model, NumpyOps, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d, Ints2d

from ..spans import LABELS
from .features import COLUMNS, bits, character_features
from .lexicon import ROLES
from .rules import PER_COLUMN

MEMORY_KEPT = 31 << 20  # bytes; the greatest that glibc takes for its threshold is 32 MiB
LONGEST = 3000  # rows read at once at prediction


@registry.architectures("banmian.CharacterEncoder.v1")
def character_encoder(
    width: int,
    depth: int,
    window_size: int,
    maxout_pieces: int,
    rows: dict[str, int],
    lists: int,
    functions: int,
    lexicon: Path | None = None,
) -> Model[list[Doc], list[Floats2d]]:
    """Build the encoder.

    width (int): length of the vector of a character.
    depth (int): how many convolutions, each with a residual connection.
    window_size (int): characters to either side that a convolution sees.
    maxout_pieces (int): linear pieces of each layer.
    rows (dict[str, int]): size of the hash table of each feature in use, by its name in `features.COLUMNS`.
    lists (int): how many word lists the lexicon has.
    functions (int): how many labelling functions vote in the component `rules` before this one; 0 without it.
    lexicon (Path | None): JSON file of word lists by name; needed for initialisation only.
    RETURNS (Model): from n documents to n arrays of shape (tokens, width).
    """
    embeds = [HashEmbed(width, size, column=COLUMNS.index(name), seed=seed) for seed, (name, size) in enumerate(rows.items(), 8)]
    flags = {
        "lexicon": ROLES * lists,
        "votes": 2 * min(functions, PER_COLUMN),
        "more_votes": 2 * max(functions - PER_COLUMN, 0),
        "agreed": 2 * len(LABELS) if functions else 0,
    }
    parts = [*embeds, *(bits(column, count) for column, count in flags.items() if count)]
    mixed = sum(part.get_dim("nO") for part in parts)
    encoder = chain(
        list2ragged(),
        with_array(concatenate(*parts)),
        with_array(Maxout(width, mixed, nP=maxout_pieces, dropout=0.0, normalize=True)),
        ragged2list(),
        MaxoutWindowEncoder(width=width, window_size=window_size, maxout_pieces=maxout_pieces, depth=depth),
    )
    model = chain(character_features(lexicon), in_stretches(encoder, depth * window_size))
    model.set_dim("nO", width)
    keep_memory()
    return with_fast_products(model)


def in_stretches(layer: Model[list[Ints2d], list[Floats2d]], reach: int) -> Model[list[Ints2d], list[Floats2d]]:
    """Let a layer read long arrays stretch by stretch at prediction, so that a text of any length takes no more memory than LONGEST rows; nothing else changes.

    reach (int): rows to either side that an output row depends on; a stretch is read with so many more at both ends.
    """
    return Model("in_stretches", _forward, layers=[layer], attrs={"reach": reach}, init=_init)


def _forward(model: Model[list[Ints2d], list[Floats2d]], arrays: list[Ints2d], is_train: bool) -> tuple[list[Floats2d], Callable]:
    (layer,) = model.layers
    if is_train or all(len(rows) <= LONGEST for rows in arrays):
        return layer(arrays, is_train)
    return [_whole(layer, rows, model.attrs["reach"]) for rows in arrays], lambda gradients: []


def _whole(layer: Model, rows: Ints2d, reach: int) -> Floats2d:
    """What a layer makes of one array, put together from its stretches."""
    parts = []
    for start in range(0, max(1, len(rows)), LONGEST):
        before = min(reach, start)
        (part,) = layer.predict([rows[start - before : start + LONGEST + reach]])
        parts.append(part[before : before + LONGEST])
    return layer.ops.xp.vstack(parts)


def _init(model: Model, X: list[Ints2d] | None = None, Y=None) -> None:
    model.layers[0].initialize(X=X)


def keep_memory() -> None:
    """Let the C library keep the memory of a batch for the next one.

    glibc gives blocks above a threshold back to the system whenever they are free, and asks for them anew, at a third of the network's time; once a larger
    block has been freed it keeps them. So one is made, never touched, and freed. Elsewhere this does nothing.
    """
    numpy.empty(MEMORY_KEPT, dtype="uint8")


def with_fast_products(model: Model) -> Model:
    """Let the layers multiply matrices by numpy's BLAS instead of blis, which is several times slower on current processors."""
    for layer in model.walk():
        if isinstance(layer.ops, NumpyOps):
            layer.ops = NumpyOps(use_blis=False)
    return model
