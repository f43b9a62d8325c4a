"""Strict span scores: a predicted span counts when its edges and its label are those of gold.

Plain data in, plain data out; every figure leads back to its spans by article.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy

from banmian.spans import LABELS

Key = tuple[int, int, str]
"""Start, end and label of a span."""

MICRO, MACRO = "micro", "macro"
RESAMPLES = 1000
LEVEL = 0.95
BINS = 10


@dataclass
class Counts:
    """Right, predicted and gold spans of one article, by label."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)


def compare(predicted: Iterable[Key], gold: Iterable[Key]) -> Counts:
    """Count the spans of one article."""
    predicted, gold = set(predicted), set(gold)
    return Counts(*(Counter(label for _, _, label in spans) for spans in (predicted & gold, predicted, gold)))


def summary(articles: Sequence[Counts], seed: int) -> dict[str, dict[str, float]]:
    """Precision, recall and F for each label, over all spans (micro), and as the mean of the labels (macro).

    articles (Sequence[Counts]): one an article.
    seed (int): of the resampling.
    RETURNS (dict): by label, `p`, `r`, `f`, the counts `right`, `predicted`, `gold`, and `low`, `high`: the 95 % interval of F, by resampling
        articles 1,000 times (bootstrap percentiles; Efron 1979).
    """
    table = numpy.array([[[part[label] for label in LABELS] for part in (counts.right, counts.predicted, counts.gold)] for counts in articles])
    if not len(articles):
        table = numpy.zeros((1, 3, len(LABELS)), dtype="int64")
    total = table.sum(axis=0)
    draws = numpy.random.default_rng(seed).integers(0, len(table), (RESAMPLES, len(table)))
    resampled = numpy.stack([table[draw].sum(axis=0) for draw in draws])
    edges = [(1 - LEVEL) / 2, 1 - (1 - LEVEL) / 2]
    result = {}
    for number, label in enumerate(LABELS):
        result[label] = _row(total[:, number], _f(resampled[:, :, number]), edges)
    result[MICRO] = _row(total.sum(axis=1), _f(resampled.sum(axis=2)), edges)
    present = total[2] > 0
    macro = {key: float(numpy.mean([result[label][key] for label, there in zip(LABELS, present) if there] or [0.0])) for key in ("p", "r", "f")}
    drawn = _f(numpy.moveaxis(resampled, 2, 1))[:, present].mean(axis=1) if present.any() else numpy.zeros(RESAMPLES)
    low, high = numpy.quantile(drawn, edges)
    result[MACRO] = {key: round(value, 4) for key, value in {**macro, "low": float(low), "high": float(high)}.items()}
    return result


def calibration_error(told: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error: how far the probabilities told are from how often they were right, on the average over BINS bins (Naeini et al., AAAI 2015).

    told (Sequence[float]): the probability told for each predicted span, 0 to 1.
    right (Sequence[bool]): whether it was right.
    RETURNS (float): 0 (each bin is as often right as it says) to 1; 0 without spans.
    """
    told, right = numpy.asarray(told, dtype=float), numpy.asarray(right, dtype=float)
    bins = numpy.minimum((told * BINS).astype(int), BINS - 1)
    gaps = numpy.bincount(bins, told, BINS) - numpy.bincount(bins, right, BINS)
    return float(numpy.abs(gaps).sum() / max(1, len(told)))


def _row(counts: numpy.ndarray, drawn: numpy.ndarray, edges: list[float]) -> dict[str, float]:
    right, predicted, gold = (int(count) for count in counts)
    low, high = numpy.quantile(drawn, edges)
    figures = {
        "p": right / predicted if predicted else 0.0,
        "r": right / gold if gold else 0.0,
        "f": 2 * right / (predicted + gold) if right else 0.0,
    }
    rounded = {key: round(float(value), 4) for key, value in {**figures, "low": low, "high": high}.items()}
    return {**rounded, "right": right, "predicted": predicted, "gold": gold}


def _f(counts: numpy.ndarray) -> numpy.ndarray:
    """F from counts of shape (…, 3)."""
    return 2 * counts[..., 0] / numpy.maximum(counts[..., 1] + counts[..., 2], 1)
