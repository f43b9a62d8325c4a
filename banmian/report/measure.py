"""Labelling functions against gold: what each finds, how often it is right, whom it contradicts, and what its absence would change.

Plain data out, ready for JSON. Spans are strict: right are those with the edges and the label of a gold span. A veto (its label is NOTHING) is right where it
touches no gold span. A vote inside a longer right span is no fault of its function (阳泉市 in 阳泉市人民检察院): such votes are counted apart as `inside`.
"""

import random
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scipy.stats import binomtest

from banmian import scores
from banmian.report.ballots import Ballot, Edges, count
from banmian.rules.functions import NOTHING, LabellingFunction
from banmian.scores import LEVEL, MICRO, Counts, Key
from banmian.spans import LABELS

EXAMPLES = 10
OPPONENTS = 3
CONTEXT = 24  # characters to either side of an example

HIT, INSIDE, MISS = "hit", "inside", "miss"


@dataclass
class Tally:
    """What one function's votes came to.

    places (dict): where its hits, its votes inside a right span and its misses stand: ballot number and edges, in order.
    agreed, overlapped, conflicts (int): votes that another function shares (edges and label), votes that another's vote overlaps, and votes that one with
        other edges or another label overlaps.
    opponents (dict): by function, the votes in conflict with it: how many, and who was right.
    alone (int): gold spans that no other function voted for.
    """

    places: dict[str, list[tuple[int, Edges]]] = field(default_factory=lambda: {HIT: [], INSIDE: [], MISS: []})
    articles: int = 0
    agreed: int = 0
    overlapped: int = 0
    conflicts: int = 0
    opponents: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    alone: int = 0


def report(ballots: Sequence[Ballot], functions: Sequence[LabellingFunction], switched_off: Sequence[LabellingFunction], seed: int) -> dict:
    """Measure every function.

    ballots (Sequence[Ballot]): the votes of all of them.
    functions, switched_off (Sequence[LabellingFunction]): those that vote, with their weights, and those that are measured only.
    seed (int): of the sampled examples.
    RETURNS (dict): `result`, the scores of what the functions agree on (see scores.summary), and `functions`, one row each.
    """
    agreed = [count(ballot, functions) for ballot in ballots]
    found = [{(span.start, span.end, span.label) for span in spans} for spans in agreed]
    counts = [scores.compare(spans, ballot.gold) for spans, ballot in zip(found, ballots)]
    result = scores.summary(counts, seed)
    tallies = tally(ballots, [*functions, *switched_off])
    rows = []
    for function in [*functions, *switched_off]:
        votes = function in functions
        row = _row(function, tallies[function.name], ballots, result, found, seed)
        row["weight"] = function.weight if votes else None
        row["without"] = _without(function, functions, ballots, found, counts, seed) if votes else None
        rows.append(row)
    return {"result": result, "functions": rows}


def tally(ballots: Sequence[Ballot], functions: Sequence[LabellingFunction]) -> dict[str, Tally]:
    """Count every function's votes, and sort them into hits, votes inside a right span, and misses."""
    labels = {function.name: function.label for function in functions}
    tallies = {name: Tally() for name in labels}
    for number, ballot in enumerate(ballots):
        gold = Gold(ballot)
        verdicts = {(name, edges): gold.verdict(edges, labels[name]) for name, found in ballot.found.items() for edges in found}
        voters = Counter((edges, labels[name]) for (name, edges), verdict in verdicts.items() if verdict == HIT)
        for (name, edges), verdict in verdicts.items():
            tallies[name].places[verdict].append((number, edges))
            tallies[name].alone += verdict == HIT and voters[edges, labels[name]] == 1
        for name in ballot.found:
            tallies[name].articles += 1
        _meet(ballot, labels, verdicts, tallies)
    return tallies


class Gold:
    """A ballot's gold spans, found by place."""

    def __init__(self, ballot: Ballot):
        self.spans = sorted(ballot.gold)
        self._keys = set(self.spans)
        self._ends = [end for _, end, _ in self.spans]

    def touching(self, edges: Edges) -> list[Key]:
        """The gold spans that share a character with a stretch of text."""
        touched = []
        for span in self.spans[bisect_left(self._ends, edges[0] + 1) :]:
            if span[0] >= edges[1]:
                break
            touched.append(span)
        return touched

    def verdict(self, edges: Edges, label: str) -> str:
        """HIT, INSIDE or MISS."""
        touched = self.touching(edges)
        if (not touched) if label == NOTHING else (*edges, label) in self._keys:
            return HIT
        longer = any(start <= edges[0] and edges[1] <= end and end - start > edges[1] - edges[0] for start, end, _ in touched)
        return INSIDE if longer else MISS


def _meet(ballot: Ballot, labels: dict[str, str], verdicts: dict[tuple[str, Edges], str], tallies: dict[str, Tally]) -> None:
    """Count overlaps, agreements and conflicts between votes of different functions."""
    met: dict[tuple[str, Edges], set[tuple[str, Edges]]] = defaultdict(set)
    for one, other in _overlapping(sorted(verdicts, key=lambda vote: vote[1])):
        if one[0] != other[0]:
            met[one].add(other)
            met[other].add(one)
    for vote, others in met.items():
        name, edges = vote
        mine = tallies[name]
        same = {other for other in others if other[1] == edges and labels[other[0]] == labels[name]}
        mine.overlapped += 1
        mine.agreed += bool(same)
        mine.conflicts += bool(others - same)
        against: dict[str, bool] = defaultdict(bool)
        for other in others - same:
            against[other[0]] |= verdicts[other] == HIT
        for opponent, they_are_right in against.items():
            mine.opponents[opponent]["votes"] += 1
            mine.opponents[opponent]["right"] += verdicts[vote] == HIT
            mine.opponents[opponent]["they_right"] += they_are_right


def _overlapping(votes: Sequence[tuple[str, Edges]]) -> Iterator[tuple[tuple[str, Edges], tuple[str, Edges]]]:
    """Every pair of votes that share a character; `votes` by where they start."""
    open_votes: list[tuple[str, Edges]] = []
    for vote in votes:
        open_votes = [other for other in open_votes if other[1][1] > vote[1][0]]
        for other in open_votes:
            yield vote, other
        open_votes.append(vote)


def interval(right: int, total: int) -> dict[str, float] | None:
    """A share with its 95 % interval (Wilson 1927), or None of nothing."""
    if not total:
        return None
    low, high = binomtest(right, total).proportion_ci(LEVEL, method="wilson")
    return {"share": round(right / total, 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def _row(function: LabellingFunction, mine: Tally, ballots: Sequence[Ballot], result: dict, found: Sequence[set[Key]], seed: int) -> dict:
    hits, inside, misses = (len(mine.places[kind]) for kind in (HIT, INSIDE, MISS))
    total = hits + inside + misses
    gold = result[function.label]["gold"] if function.label in LABELS else 0
    kept = [verdict == HIT for verdict, places in mine.places.items() for number, edges in places if (*edges, function.label) in found[number]]
    opponents = sorted(mine.opponents.items(), key=lambda item: (-item[1]["votes"], item[0]))[:OPPONENTS]
    return {
        "name": function.name,
        "label": function.label,
        "what": (function.find.__doc__ or "").strip().splitlines()[0] if function.find.__doc__ else "",
        "votes": total,
        "hits": hits,
        "inside": inside,
        "misses": misses,
        "precision": interval(hits, total),
        "precision_not_inside": interval(hits, hits + misses),
        "recall": interval(hits, gold),
        "articles": round(mine.articles / len(ballots), 4) if ballots else 0.0,
        "alone": mine.alone,
        "in_result": len(kept),
        "in_result_right": sum(kept),
        "agreed": mine.agreed,
        "overlapped": mine.overlapped,
        "conflicts": mine.conflicts,
        "opponents": [{"name": name, **counts} for name, counts in opponents],
        "examples": {kind: _examples(function, mine.places[kind], ballots, found, seed) for kind in (HIT, MISS)},
    }


def _examples(
    function: LabellingFunction, places: Sequence[tuple[int, Edges]], ballots: Sequence[Ballot], found: Sequence[set[Key]], seed: int
) -> list[dict]:
    """Sampled votes, in the order of the articles, each with its context, the gold spans it touches, and whether the result has it."""
    chosen = sorted(random.Random(f"{seed} {function.name}").sample(places, min(EXAMPLES, len(places))))
    rows = []
    for number, (start, end) in chosen:
        text = ballots[number].task.text
        touched = Gold(ballots[number]).touching((start, end))
        rows.append(
            {
                "article": ballots[number].task.meta.get("id", ballots[number].task.where),
                "start": start,
                "end": end,
                "left": text[max(0, start - CONTEXT) : start],
                "span": text[start:end],
                "right": text[end : end + CONTEXT],
                "gold": [{"text": text[left:right], "label": label} for left, right, label in touched],
                "in_result": (start, end, function.label) in found[number],
            }
        )
    return rows


def _without(
    function: LabellingFunction,
    functions: Sequence[LabellingFunction],
    ballots: Sequence[Ballot],
    found: Sequence[set[Key]],
    counts: Sequence[Counts],
    seed: int,
) -> dict:
    """The scores of the others' agreement, less those of all, and the spans that come and go: only articles it votes on are counted again."""
    others = [other for other in functions if other.name != function.name]
    changes: Counter[str] = Counter()
    again = list(counts)
    for number, ballot in enumerate(ballots):
        if function.name not in ballot.found:
            continue
        now = {(span.start, span.end, span.label) for span in count(ballot, others)}
        again[number] = scores.compare(now, ballot.gold)
        for kind, spans in (("lost", found[number] - now), ("come", now - found[number])):
            changes[f"{kind}_right"] += len(spans & ballot.gold)
            changes[f"{kind}_false"] += len(spans - ballot.gold)
    before, after = f_by_label(counts), f_by_label(again)
    labels = [MICRO, *(LABELS if function.label == NOTHING else (function.label,))]
    return {
        "f": {label: round(after[label], 4) for label in labels},
        "change": {label: round(after[label] - before[label], 4) for label in labels},
        **{kind: changes[kind] for kind in ("lost_right", "lost_false", "come_right", "come_false")},
    }


def f_by_label(counts: Sequence[Counts]) -> dict[str, float]:
    """Strict F of every label and of all together."""
    right, predicted, gold = (sum((getattr(one, part) for one in counts), Counter()) for part in ("right", "predicted", "gold"))
    by_label = {label: 2 * right[label] / max(predicted[label] + gold[label], 1) for label in LABELS}
    return {MICRO: 2 * right.total() / max(predicted.total() + gold.total(), 1), **by_label}
