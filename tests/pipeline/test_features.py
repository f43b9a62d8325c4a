import numpy
import pytest
import spacy
import srsly

from banmian.pipeline.features import COLUMNS, bits, character_features
from banmian.pipeline.lexicon import ROLES, HashedLexicon, code_points
from banmian.pipeline.rules import VOTES

LISTS = {"places": ["盂县", "阳泉", "阳泉市"], "units": ["万亩", "亩", "个"]}


def roles(flags, number):
    """The roles of a list at each character, as letters."""
    return ["".join(letter for role, letter in enumerate("BME") if int(flag) >> (ROLES * number + role) & 1) for flag in flags]


@pytest.mark.parametrize(
    "text, places, units",
    [
        ("在阳泉市", ["", "B", "ME", "E"], [""] * 4),
        ("盂县亩", ["B", "E", ""], ["", "", "BE"]),
        ("万亩", ["", ""], ["B", "BE"]),
        ("", [], []),
    ],
)
def test_words_begin_go_on_and_end(text, places, units):
    lexicon = HashedLexicon.build(LISTS)
    flags = lexicon.match(code_points(text))
    assert (roles(flags, 0), roles(flags, 1)) == (places, units)
    again = HashedLexicon.from_attrs(srsly.msgpack_loads(srsly.msgpack_dumps(lexicon.to_attrs())))
    assert (again.match(code_points(text)) == flags).all()


def test_a_batch_is_its_documents(tmp_path):
    srsly.write_json(tmp_path / "lexicon.json", LISTS)
    layer = character_features(tmp_path / "lexicon.json").initialize()
    nlp = spacy.blank("zh")
    docs = [nlp.make_doc(text) for text in ("盂县１8个", "", "River  Snail\n阳", "😀盂县")]
    together, apart = layer.predict(docs), [layer.predict([doc])[0] for doc in docs]
    assert [array.shape for array in together] == [(len(doc), len(COLUMNS)) for doc in docs]
    assert all((one == other).all() for one, other in zip(together, apart))
    assert together[0][2, 0] == together[0][3, 0]  # numerals are one character to the model, full-width too


def test_bit_sets_are_unpacked():
    features = numpy.zeros((2, len(COLUMNS)), dtype="uint64")
    features[1, COLUMNS.index("votes")] = 0b101
    assert bits("votes", 3).predict(features).tolist() == [[0, 0, 0], [1, 0, 1]]


def test_votes_of_a_document_reach_its_rows():
    doc = spacy.blank("zh").make_doc("盂县")
    doc.user_data[VOTES] = numpy.array([[3, 0, 1], [2, 0, 2]], dtype="uint64")
    assert character_features().predict([doc])[0][:, -3:].tolist() == [[3, 0, 1], [2, 0, 2]]
