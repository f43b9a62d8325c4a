"""The field against sums over all sequences of tags, written out."""

import itertools

import numpy
import pytest

from banmian.pipeline.crf import Batch, Chain, best_tags, log_likelihood_gradient
from banmian.pipeline.recognizer import allowed

TAGS = 3
LENGTHS = numpy.array([3, 1, 4, 2])


@pytest.fixture(scope="module")
def problem():
    rng = numpy.random.default_rng(0)
    tokens = LENGTHS.sum()
    return rng.normal(size=(tokens, TAGS)), rng.integers(0, TAGS, tokens), rng.normal(size=(TAGS + 2, TAGS))


def total(emissions, transitions, tags):
    steps = sum(transitions[a, b] for a, b in itertools.pairwise(tags))
    return emissions[range(len(tags)), tags].sum() + steps + transitions[TAGS, tags[0]] + transitions[TAGS + 1, tags[-1]]


def loss_written_out(emissions, tags, transitions):
    loss = 0.0
    for part, right in zip(numpy.split(emissions, numpy.cumsum(LENGTHS)[:-1]), numpy.split(tags, numpy.cumsum(LENGTHS)[:-1])):
        every = [total(part, transitions, list(some)) for some in itertools.product(range(TAGS), repeat=len(part))]
        loss += numpy.logaddexp.reduce(every) - total(part, transitions, list(right))
    return loss


def test_loss_and_gradients(problem):
    emissions, tags, transitions = problem
    loss, d_emissions, d_transitions = log_likelihood_gradient(emissions, tags, transitions, Batch.of(LENGTHS))
    assert loss == pytest.approx(loss_written_out(emissions, tags, transitions))
    for values, gradient in ((emissions, d_emissions), (transitions, d_transitions)):
        for place in numpy.ndindex(values.shape):
            kept = values[place]
            values[place] = kept + 1e-5
            more = loss_written_out(emissions, tags, transitions)
            values[place] = kept - 1e-5
            less = loss_written_out(emissions, tags, transitions)
            values[place] = kept
            assert gradient[place] == pytest.approx((more - less) / 2e-5, abs=1e-6)


def test_the_best_tags_are_the_best(problem):
    emissions, _, transitions = problem
    found = numpy.split(best_tags(emissions, transitions, Batch.of(LENGTHS)), numpy.cumsum(LENGTHS)[:-1])
    for part, tags in zip(numpy.split(emissions, numpy.cumsum(LENGTHS)[:-1]), found):
        best = max(itertools.product(range(TAGS), repeat=len(part)), key=lambda some: total(part, transitions, list(some)))
        assert tuple(tags) == best


def test_the_probability_of_a_stretch_of_tags(problem):
    emissions, _, transitions = problem
    chain = Chain.of(emissions, transitions, Batch.of(LENGTHS))
    part = emissions[4:8]  # the third sequence
    every = {some: numpy.exp(total(part, transitions, list(some))) for some in itertools.product(range(TAGS), repeat=len(part))}
    for start, tags in ((0, (1,)), (1, (0, 2)), (0, (2, 2, 1, 0)), (2, (1, 1))):
        wanted = sum(weight for some, weight in every.items() if some[start : start + len(tags)] == tags) / sum(every.values())
        assert chain.probability(4 + start, numpy.array(tags)) == pytest.approx(wanted)


def test_the_scheme_allows_whole_spans_only():
    follows = allowed(2)  # O, B-1, I-1, L-1, U-1, B-2, …
    outside, begin, inside, last, unit, other = range(6)
    assert follows[outside, [outside, begin, unit, other]].all() and not follows[outside, [inside, last]].any()
    assert follows[begin, [inside, last]].all() and not follows[begin, [outside, begin, unit, other, other + 1]].any()
    assert follows[last, [outside, begin, unit, other]].all() and not follows[last, [inside, last]].any()
    start, end = 9, 10
    assert not follows[start, [inside, last]].any() and not follows[end, [begin, inside]].any()
