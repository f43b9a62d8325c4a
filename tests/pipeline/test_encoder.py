"""Long texts are read stretch by stretch, and nothing comes out differently."""

import numpy
import pytest
import spacy

from banmian.pipeline import encoder


@pytest.fixture(scope="module")
def model():
    rows = {"char": 200, "class": 16}
    model = encoder.character_encoder(width=16, depth=3, window_size=1, maxout_pieces=2, rows=rows, lists=0, functions=0)
    return model.initialize(X=[spacy.blank("zh").make_doc("盂县")])


@pytest.mark.parametrize("longest", [1, 7, 50, 1000])
def test_a_long_text_in_stretches_is_the_text(model, monkeypatch, longest):
    docs = [spacy.blank("zh").make_doc(text) for text in ("盂县林业局表示，林地218万亩。\n" * 6, "", "盂")]
    whole = model.predict(docs)
    monkeypatch.setattr(encoder, "LONGEST", longest)
    for one, other in zip(model.predict(docs), whole):
        assert one.shape == other.shape and numpy.allclose(one, other, atol=1e-5)
