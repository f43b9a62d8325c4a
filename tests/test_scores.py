import pytest

from banmian import scores

GOLD = [(0, 2, "PLACE"), (2, 7, "ORG"), (9, 12, "OFFICIAL")]


@pytest.mark.parametrize(
    "predicted, right",
    [
        (GOLD, 3),
        ([], 0),
        ([(0, 2, "PLACE"), (2, 6, "ORG")], 1),  # another edge
        ([(0, 2, "ORG")], 0),  # another label
        (GOLD + GOLD, 3),  # doubled
    ],
)
def test_only_the_same_edges_and_label_count(predicted, right):
    assert scores.compare(predicted, GOLD).right.total() == right


def test_the_summary_by_hand():
    articles = [
        scores.compare([(0, 2, "PLACE"), (5, 6, "ORG")], [(0, 2, "PLACE"), (3, 4, "PLACE")]),
        scores.compare([(0, 1, "ORG")], [(0, 1, "ORG")]),
    ]
    summary = scores.summary(articles, seed=1)
    assert (summary["PLACE"]["p"], summary["PLACE"]["r"], summary["PLACE"]["f"]) == (1.0, 0.5, 0.6667)
    assert (summary["ORG"]["p"], summary["ORG"]["r"]) == (0.5, 1.0)
    assert summary["micro"]["f"] == 0.6667 and summary["macro"]["f"] == 0.6667  # labels without gold are no part of the mean
    assert summary["micro"]["low"] <= summary["micro"]["f"] <= summary["micro"]["high"]
    assert summary == scores.summary(articles, seed=1)


def test_nothing_to_score_is_zero():
    assert scores.summary([], seed=1)["micro"]["f"] == 0.0


@pytest.mark.parametrize(
    "told, right, error",
    [
        ([], [], 0.0),
        ([1.0, 1.0], [True, True], 0.0),
        ([0.75] * 4, [True, True, True, False], 0.0),  # right three times of four, as told
        ([0.9, 0.9], [True, False], 0.4),
        ([1.0, 0.2, 0.2], [False, False, False], 1.4 / 3),  # each bin by its share
    ],
)
def test_probabilities_against_how_often_they_are_right(told, right, error):
    assert scores.calibration_error(told, right) == pytest.approx(error)
