"""Votes → spans: which of the overlapping proposals an article is labelled with."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from .rules.functions import NOTHING, LabellingFunction, Vote
from .rules.view import View
from .spans import Span

COST = 0.8  # of each span, in characters: one long name rather than two that make it up


def agree(view: View, functions: Iterable[LabellingFunction]) -> list[Span]:
    """Label an article: the spans, none overlapping, that have the greatest sum of score times length, less COST each.

    So the longest name wins among equally trusted ones (阳泉市人民检察院, not 阳泉市), and a veto wins where it is trusted more. A span's score is
    1 - Π(1 - weight) over its votes.
    """
    votes: dict[tuple[int, int, str], list[Vote]] = defaultdict(list)
    for function in functions:
        for vote in function.votes(view):
            if vote.start < vote.end:
                votes[vote.start, vote.end, vote.label].append(vote)
    proposals = [_span(key, given) for key, given in votes.items()]
    return [span for span in _best(proposals) if span.label != NOTHING]


def _span(key: tuple[int, int, str], votes: list[Vote]) -> Span:
    doubt = 1.0
    for weight in {vote.source: vote.weight for vote in votes}.values():
        doubt *= 1 - weight
    return Span(*key, round(1 - doubt, 4), tuple(sorted({vote.source for vote in votes})))


def _best(proposals: list[Span]) -> list[Span]:
    """Weighted interval scheduling: the non-overlapping proposals with the greatest total, found in one pass over their ends."""
    proposals = sorted(proposals, key=lambda span: (span.end, span.start, span.label))
    ends = [span.end for span in proposals]
    totals = [0.0]
    taken: list[int] = []
    for index, span in enumerate(proposals):
        before = bisect_right(ends, span.start, 0, index)
        with_it = totals[before] + span.score * (span.end - span.start) - COST
        taken.append(before if with_it > totals[-1] else -1)
        totals.append(max(with_it, totals[-1]))
    chosen = []
    index = len(proposals)
    while index > 0:
        if taken[index - 1] >= 0:
            chosen.append(proposals[index - 1])
            index = taken[index - 1]
        else:
            index -= 1
    return chosen[::-1]
