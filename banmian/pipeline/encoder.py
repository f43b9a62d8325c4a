"""The encoder of characters: embedded features, mixed, then read by a convolution in windows."""

from pathlib import Path

from spacy import registry
from spacy.ml.models import MaxoutWindowEncoder
from spacy.tokens import Doc
from thinc.api import HashEmbed, Maxout, Model, NumpyOps, chain, concatenate, list2ragged, ragged2list, with_array
from thinc.types import Floats2d

from ..spans import LABELS
from .features import COLUMNS, bits, character_features
from .lexicon import ROLES
from .rules import PER_COLUMN


@registry.architectures("banmian.CharacterEncoder.v1")
def character_encoder(
    width: int,
    depth: int,
    window_size: int,
    maxout_pieces: int,
    rows: dict[str, int],
    lists: int,
    functions: int,
    vote_dropout: float = 0.0,
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
    vote_dropout (float): how likely their votes are hidden in training, see `features`.
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
    model = chain(
        character_features(lexicon, vote_dropout),
        list2ragged(),
        with_array(concatenate(*parts)),
        with_array(Maxout(width, mixed, nP=maxout_pieces, dropout=0.0, normalize=True)),
        ragged2list(),
        MaxoutWindowEncoder(width=width, window_size=window_size, maxout_pieces=maxout_pieces, depth=depth),
    )
    model.set_dim("nO", width)
    return with_fast_products(model)


def with_fast_products(model: Model) -> Model:
    """Let the layers multiply matrices by numpy's BLAS instead of blis, which is several times slower on current processors."""
    for layer in model.walk():
        if isinstance(layer.ops, NumpyOps):
            layer.ops = NumpyOps(use_blis=False)
    return model
