"""What the texts of a page are about: how likely two of them belong to one article, and how much a head says of a body."""

from collections.abc import Iterable, Sequence

import numpy
from numpy.typing import NDArray

from banmian.pages.pairs import Pairs

Counts = NDArray[numpy.float64]
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
        codes, owners = _codes(texts)
        vocabulary, numbers = numpy.unique(codes, return_inverse=True)
        self.texts = numpy.split(numbers, numpy.searchsorted(owners, numpy.arange(1, len(texts))))
        self.weights = pairs.weights(vocabulary)

    def counts(self, texts: Iterable[int]) -> Counts:
        """The pairs of some texts together, by their indices."""
        chosen = [self.texts[index] for index in texts]
        return numpy.bincount(numpy.concatenate([*chosen, NONE]), minlength=len(self.weights)).astype(float)

    def together(self, one: Counts, other: Counts) -> Counts:
        """How likely each two texts are parts of one article, as log-likelihood ratios: above 0 they are.

        one, other (Counts): as many texts each.
        """
        size = numpy.minimum((one > 0) @ self.weights, (other > 0) @ self.weights)
        one, other, squares = numpy.minimum(one, OFTEN), numpy.minimum(other, OFTEN), self.weights**2
        length = numpy.sqrt((one**2 @ squares) * (other**2 @ squares))
        cosine = (one * other) @ squares / numpy.maximum(length, 1.0)
        return numpy.sqrt(size) * (ALIKE * cosine - BY_CHANCE) + ANYWAY

    def about(self, head: int, bodies: Counts) -> NDArray[numpy.float64]:
        """How much of a head each of some bodies talks about, and how often, 0 to 1.

        head (int): index of its text.
        """
        found = numpy.unique(self.texts[head])
        weights, counts = self.weights[found], bodies[:, found]
        return (counts / (1 + counts)) @ weights / max(weights.sum(), 1e-9)


def _codes(texts: Sequence[str]) -> tuple[NDArray[numpy.uint64], NDArray[numpy.intp]]:
    """A number for each pair of neighbouring letters or figures, and the index of the text that it is in."""
    signs = numpy.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), numpy.uint32).astype(numpy.uint64)
    owners = numpy.repeat(numpy.arange(len(texts)), [len(text) + 1 for text in texts])[: len(signs)]
    folded = signs | 32
    letters = (signs >= 0x3400) & ((signs < 0xFE30) | (signs > 0xFF65)) | (folded >= ord("a")) & (folded <= ord("z")) | (signs >= 48) & (signs <= 57)
    together = letters[:-1] & letters[1:]
    return (signs[:-1] << numpy.uint64(32) | signs[1:])[together], owners[:-1][together]
