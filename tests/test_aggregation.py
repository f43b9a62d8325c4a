import json

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian import aggregation, votes
from banmian.report.ballots import Ballot
from banmian.rules.functions import NOTHING, LabellingFunction
from banmian.scores import compare
from banmian.spans import LABELS, Span
from banmian.tasks import Task
from tests.scripts.test_commands import run

LENGTH = 20
NAMES = {"a": "ORG", "b": "ORG", "c": "PLACE", "veto": NOTHING}
FUNCTIONS = [LabellingFunction(name, label, lambda view: iter(()), 0.9) for name, label in NAMES.items()]


def ballot(gold: list[tuple[int, int, str]], **found: list[tuple[int, int]]) -> Ballot:
    spans = tuple(Span(*key) for key in sorted(gold))
    return Ballot(Task("阳" * LENGTH, spans, {}), None, {name: tuple(sorted(set(edges))) for name, edges in found.items() if edges})


@pytest.mark.parametrize(
    "found, chosen",
    [
        ({"a": [(0, 5)], "b": [(0, 5)], "c": [(0, 8)]}, [(0, 5, "ORG")]),  # two votes against one
        ({"a": [(0, 5)], "c": [(0, 8)]}, [(0, 8, "PLACE")]),  # one each: the longer
        ({"a": [(0, 5), (5, 8)], "b": [(0, 5)], "c": [(4, 6)]}, [(0, 5, "ORG"), (5, 8, "ORG")]),
        ({"a": [(0, 5)], "veto": [(0, 9)]}, []),
        ({"a": [(0, 5)], "b": [(0, 5)], "veto": [(0, 9)]}, [(0, 5, "ORG")]),
    ],
)
def test_the_majority_counts_votes(found, chosen):
    assert sorted(aggregation.majority(aggregation.candidates(ballot([], **found), NAMES))) == chosen


def test_weights_are_measured_where_a_vote_is_not_inside_a_longer_name():
    articles = [ballot([(0, 8, "ORG")], a=[(0, 8)], b=[(0, 4), (10, 12)], c=[(2, 4)], veto=[(9, 12)])] * 2
    weights = {function.name: round(function.weight, 4) for function in aggregation.measured(FUNCTIONS, articles)}
    assert weights == {"a": 0.75, "b": 0.25, "c": 0.5, "veto": 0.75}  # 2 of 2, 0 of 2, 0 of 0, 2 of 2, and one of each more


@pytest.mark.parametrize("worth, chosen", [(aggregation.by_length, [(0, 9)]), (aggregation.by_probability, [(0, 2), (2, 4)])])
def test_a_long_doubtful_span_against_short_sure_ones(worth, chosen):
    proposals = {(0, 9, "ORG"): 0.6, (0, 2, "ORG"): 0.95, (2, 4, "ORG"): 0.95, (4, 9, "ORG"): 0.4}
    functions = [LabellingFunction("f", "ORG", lambda view, key=key: iter([key[:2]]), worth(key, sure)) for key, sure in proposals.items()]
    assert [(span.start, span.end) for span in votes.agree(None, functions)] == chosen


@given(st.integers(1, 12), st.floats(0, 1))
def test_the_worth_by_probability_is_the_same_for_every_length(length, probability):
    weight = aggregation.by_probability((0, length, "ORG"), probability)
    assert weight * length - votes.COST == pytest.approx(probability - aggregation.BAR)


def test_the_regression_finds_the_shares_in_the_data():
    rows = [[0]] * 400 + [[1]] * 400
    right = numpy.array([True] * 300 + [False] * 100 + [True] * 40 + [False] * 360)
    weights = aggregation._regression(rows, 2, right)
    assert 1 / (1 + numpy.exp(-weights)) == pytest.approx([0.75, 0.1], abs=0.01)


def test_the_regression_stays_doubtful_where_little_was_seen():
    (weight,) = aggregation._regression([[0]] * 10, 1, numpy.array([True] * 10))
    assert 10 / (1 + numpy.exp(weight)) == pytest.approx(aggregation.PENALTY * weight, rel=1e-3)  # where pull and penalty are equal


def test_a_function_is_trusted_though_its_names_lie_in_longer_ones():
    fit_on = [ballot([(0, 8, "ORG"), (10, 12, "PLACE")], a=[(0, 8)], c=[(0, 2), (3, 5), (6, 8), (10, 12)])] * 30
    label = aggregation.learned(NAMES, fit_on, False, aggregation.by_length)
    assert label(ballot([], a=[(0, 5)], c=[(0, 3), (8, 10)])) == [(0, 5, "ORG"), (8, 10, "PLACE")]


def test_a_learned_combination_knows_whom_to_trust():
    fit_on = [ballot([(0, 4, "ORG")], a=[(0, 4)], b=[(8, 14)], c=[(2, 9)])] * 30
    for neighbours in (False, True):
        label = aggregation.learned(NAMES, fit_on, neighbours, aggregation.by_probability)
        assert label(ballot([], a=[(5, 7)], b=[(10, 19)], c=[(3, 6)])) == [(5, 7, "ORG")]


def test_neighbours_tell_when_a_vote_is_wrong():
    alone, under = ballot([(0, 4, "ORG")], a=[(0, 4)]), ballot([], a=[(2, 4)], c=[(0, 6)])
    label = aggregation.learned(NAMES, [alone, under] * 30, True, aggregation.by_probability)
    assert label(ballot([], a=[(1, 3), (8, 11)], c=[(0, 5)])) == [(8, 11, "ORG")]


def test_no_article_is_scored_by_what_was_fitted_on_it():
    articles = [ballot([(0, 1 + number, "ORG")], a=[(0, 1 + number)]) for number in range(12)]
    labelled = []

    def method(fit_on):
        seen = {id(one) for one in fit_on}

        def label(one):
            assert id(one) not in seen and len(seen) >= 9
            labelled.append(id(one))
            return sorted(one.gold)

        return label

    outcome = aggregation.cross_validate(method, articles)
    assert sorted(labelled) == sorted(map(id, articles))
    assert all(counts == compare(one.gold, one.gold) for counts, one in zip(outcome.counts, articles))


def test_counts_come_back_in_the_order_of_the_articles():
    articles = [ballot([(0, 2, LABELS[number % 4])]) for number in range(7)]
    outcome = aggregation.cross_validate(lambda fit_on: lambda one: sorted(one.gold), articles)
    assert [set(counts.right) for counts in outcome.counts] == [{LABELS[number % 4]} for number in range(7)]


def test_a_difference_is_that_of_f_and_its_interval_holds_it():
    gold = {(0, 2, "ORG"), (4, 6, "ORG")}
    better, worse = [compare(gold, gold)] * 9 + [compare([], gold)], [compare([(0, 2, "ORG")], gold)] * 10
    gain = aggregation.difference(better, worse, 0)
    assert gain["f"] == round(36 / 38 - 20 / 30, 4) and gain["low"] < gain["f"] < gain["high"]
    assert aggregation.difference(better, better, 0) == {"f": 0.0, "low": 0.0, "high": 0.0}


edges = st.lists(st.tuples(st.integers(0, LENGTH - 4), st.integers(1, 4)).map(lambda pair: (pair[0], sum(pair))), max_size=4)
ballots = st.builds(lambda a, b, c, veto: ballot([(0, 4, "ORG"), (5, 7, "PLACE")], a=a, b=b, c=c, veto=veto), edges, edges, edges, edges)
METHODS = {name: method for name, method in aggregation.methods(FUNCTIONS).items() if name != "skweak HMM"}


@pytest.mark.parametrize("name", METHODS)
@settings(max_examples=25, deadline=None)
@given(fit_on=st.lists(ballots, max_size=3), article=ballots)
def test_every_method_chooses_from_the_votes_without_overlaps(name, fit_on, article):
    found = METHODS[name](fit_on)(article)
    assert set(found) <= aggregation.candidates(article, NAMES).keys() and all(label in LABELS for _, _, label in found)
    found = sorted(found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:]))
    best = compare(METHODS["(perfect choice)"](fit_on)(article), article.gold)
    assert compare(found, article.gold).right.total() <= best.right.total() == best.predicted.total()


def test_skweak_hears_every_function_that_it_knows():
    pytest.importorskip("skweak", reason="skweak is not part of the project")
    fit_on = [ballot([(0, 4, "ORG")], a=[(0, 4)], b=[(0, 4)], veto=[(8, 10)])] * 5
    label = aggregation.hidden_markov(NAMES, fit_on)
    assert label(ballot([], a=[(2, 6)], b=[(2, 6)], c=[(9, 12)], veto=[(14, 16)])) == [(2, 6, "ORG")]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    tasks = [
        {"text": "盂县林业局表示，林地218万亩。", "spans": [{"start": 0, "end": 5, "label": "ORG"}, {"start": 10, "end": 15, "label": "QUANTITY"}]}
    ] * 5
    tasks.append({"text": "盂县", "spans": [], "meta": {"split": "test"}})
    path.write_text("".join(json.dumps(task, ensure_ascii=False) + "\n" for task in tasks), encoding="utf-8")
    return path


def test_the_command_scores_every_method(gold, tmp_path):
    out = tmp_path / "out.json"
    done = run("aggregation.py", gold, "--fit", gold, "--out", out)
    assert done.returncode == 0, done.stderr
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert figures["articles"] == 5 and METHODS.keys() <= figures["methods"].keys()
    ours = figures["methods"]["configured weights"]
    assert ours["scores"]["micro"]["f"] == 1.0 and ours["against_ours"]["f"] == 0.0
    assert figures["methods"]["(perfect choice)"]["scores"]["micro"]["r"] == 1.0


def test_an_article_alone_cannot_be_cross_validated(gold, tmp_path):
    one = tmp_path / "one.jsonl"
    one.write_text(gold.read_text(encoding="utf-8").splitlines()[0] + '\n{"text": 1}\n', encoding="utf-8")
    done = run("aggregation.py", one, "--out", tmp_path / "out.json")
    assert done.returncode == 1 and f"{one}:2: no task" in done.stderr and f"{one}: 1 tasks that could be used" in done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "out.json").exists()
