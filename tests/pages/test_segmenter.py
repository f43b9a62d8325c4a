import numpy
import pytest

from banmian.pages import segmenter
from banmian.problems import InputError


def test_a_model_is_trained_measured_and_cuts_every_character(tmp_path):
    lines = [["盂县", "林业局", "表示", "，"], ["林地", "面积", "二百", "万亩", "。"]] * 30
    assert 0.9 < segmenter.train(lines, lines[:4], tmp_path / "model", 2, seed=1) <= 1.0
    words = segmenter.load(tmp_path / "model")("盂县林业局表示，\n林地面积二百万亩。")
    assert [(start, end) for start, end, _ in words][:3] == [(0, 2), (2, 5), (5, 7)]


def test_the_seed_decides(tmp_path):
    lines = [["盂县", "林业局", "表示", "，"], ["林地", "面积", "二百", "万亩", "。"]] * 10
    weights = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        segmenter.train(lines, lines[:4], tmp_path / name, 2, seed)
        weights.append(numpy.load(tmp_path / name / "weights.npz")["w"])
    assert (weights[0] == weights[1]).all() and (weights[0] != weights[2]).any()


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(InputError, match="no spacy-pkuseg model"):
        segmenter.load(tmp_path)
