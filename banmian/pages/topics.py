"""What the texts of a page are about: how likely two of them belong to one article, and how much a head says of a body."""

from collections.abc import Iterable, Sequence

import numpy
from numpy.typing import NDArray

from banmian.pages.pairs import Pairs, codes

Counts = NDArray[numpy.float32]
"""How often each pair of characters of the page stands in a text, `(pairs,)`, or in each of some texts, `(texts, pairs)`."""

NONE = numpy.zeros(0, numpy.intp)
OFTEN = 3.0  # a pair counts no more than three times
ALIKE, BY_CHANCE = 2.9, 0.204  # logistic regression on 6,000 pairs of texts, of corpus/gold and the People's Daily: AUC 0.96; 0.99 on real news
ANYWAY = 2.3  # parts of one page that no mark parts are rather of one article


class Topics:
    """The pairs of characters in some texts of one page, rare ones weighing more.

    texts (Sequence[str]): paragraphs and heads.
    pairs (Pairs): tells how rare a pair is.
    """

    def __init__(self, texts: Sequence[str], pairs: Pairs):
        found, places = codes("\n".join(texts))
        vocabulary, numbers = numpy.unique(found, return_inverse=True)
        starts = numpy.cumsum([len(text) + 1 for text in texts])
        self.texts = numpy.split(numbers, numpy.searchsorted(places, starts[:-1]))
        self.weights = pairs.weights(vocabulary).astype(numpy.float32)

    def counts(self, texts: Iterable[int]) -> Counts:
        """The pairs of some texts together, by their indices."""
        chosen = [self.texts[index] for index in texts]
        return numpy.bincount(numpy.concatenate([*chosen, NONE]), minlength=len(self.weights)).astype(numpy.float32)

    def together(self, one: Counts, other: Counts) -> Counts:
        """How likely each two texts are parts of one article, as log-likelihood ratios: above 0 they are.

        one, other (Counts): as many texts each.
        """
        size = numpy.minimum((one > 0) @ self.weights, (other > 0) @ self.weights)
        one, other, squares = numpy.minimum(one, OFTEN), numpy.minimum(other, OFTEN), self.weights**2
        length = numpy.sqrt((one**2 @ squares) * (other**2 @ squares))
        cosine = (one * other) @ squares / numpy.maximum(length, 1.0)
        return numpy.sqrt(size) * (ALIKE * cosine - BY_CHANCE) + ANYWAY

    def about(self, head: int, bodies: Counts) -> NDArray[numpy.float32]:
        """How much of a head each of some bodies talks about, and how often, 0 to 1.

        head (int): index of its text.
        """
        found = numpy.unique(self.texts[head])
        weights, counts = self.weights[found], bodies[:, found]
        return (counts / (1 + counts)) @ weights / max(weights.sum(), 1e-9)
