from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import votes
from banmian.rules.functions import NOTHING, LabellingFunction, Vote
from banmian.spans import LABELS

LENGTH = 30
VIEW = SimpleNamespace(text="阳" * LENGTH)


def function(name: str, label: str, spans: list[tuple[int, int]], weight: float) -> LabellingFunction:
    return LabellingFunction(name, label, lambda view: iter(spans), weight)


def span_lists() -> st.SearchStrategy[list[tuple[int, int]]]:
    ends = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda pair: (min(pair), max(pair)))
    return st.lists(ends, max_size=6)


function_lists = st.lists(st.tuples(st.sampled_from((*LABELS, NOTHING)), span_lists(), st.floats(0.05, 1.0)), max_size=6).map(
    lambda given: [function(f"f{number}", *one) for number, one in enumerate(given)]
)


def worth(score: float, start: int, end: int) -> float:
    return score * (end - start) - votes.COST


def found(*functions: LabellingFunction) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in votes.agree(VIEW, functions)]


@given(function_lists)
def test_spans_never_overlap_and_lie_within_the_text(functions):
    spans = votes.agree(VIEW, functions)
    assert all(0 <= span.start < span.end <= LENGTH and span.label in LABELS and 0 < span.score <= 1 for span in spans)
    assert all(before.end <= after.start for before, after in zip(spans, spans[1:]))


@given(function_lists, st.randoms())
def test_the_order_of_the_functions_does_not_matter(functions, random):
    mixed = list(functions)
    random.shuffle(mixed)
    ours, theirs = ([(span.start, span.end, span.sources) for span in votes.agree(VIEW, some)] for some in (functions, mixed))
    assert ours == theirs


@given(function_lists.map(lambda given: [one for one in given if one.label != NOTHING]))
def test_the_total_is_never_below_that_of_a_single_proposal(functions):
    total = sum(worth(span.score, span.start, span.end) for span in votes.agree(VIEW, functions))
    singles = [worth(one.weight, *span) for one in functions for span in one.find(VIEW)]
    assert total >= max([0.0, *singles]) - 1e-4 * LENGTH  # scores are rounded


@given(function_lists)
def test_every_span_leads_to_its_votes(functions):
    proposed = {(vote.start, vote.end, vote.label, vote.source) for one in functions for vote in one.votes(VIEW)}
    assert all((span.start, span.end, span.label, source) in proposed for span in votes.agree(VIEW, functions) for source in span.sources)


def test_the_longest_name_wins_among_equals():
    assert found(function("a", "PLACE", [(0, 3)], 0.9), function("b", "ORG", [(0, 8)], 0.9)) == [(0, 8, "ORG")]
    assert found(function("a", "PLACE", [(0, 3), (3, 8)], 0.9), function("b", "ORG", [(0, 8)], 0.9)) == [(0, 8, "ORG")]


def test_a_trusted_veto_wins():
    assert found(function("a", "ORG", [(0, 4)], 0.7), function("b", NOTHING, [(0, 4)], 0.95)) == []


def test_votes_for_one_span_add_up():
    two = function("a", "ORG", [(0, 4)], 0.6), function("b", "ORG", [(0, 4)], 0.6)
    (span,) = votes.agree(VIEW, (*two, function("c", "PLACE", [(0, 4)], 0.8)))
    assert (span.label, span.score, span.sources) == ("ORG", pytest.approx(0.84), ("a", "b"))


def test_an_empty_span_is_no_proposal():
    assert found(function("a", "ORG", [(3, 3)], 1.0)) == []


def test_a_function_says_its_name_and_weight():
    (vote,) = function("a", "ORG", [(1, 4)], 0.7).votes(VIEW)
    assert vote == Vote(1, 4, "ORG", "a", 0.7)
