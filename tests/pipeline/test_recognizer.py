"""The component learns a small text, survives saving, and never fails on odd input."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
import spacy
from spacy.training import Example

from banmian.pipeline.recognizer import SCORES

CONFIG = """
[nlp]
lang = "zh"
pipeline = ["rules", "ner"]

[components]

[components.rules]
factory = "banmian_rules"

[components.ner]
factory = "banmian_recognizer"

[components.ner.model]
@architectures = "banmian.CrfTagger.v1"

[components.ner.model.tok2vec]
@architectures = "banmian.CharacterEncoder.v1"
width = 32
depth = 2
window_size = 1
maxout_pieces = 2
lists = 0
functions = 64

[components.ner.model.tok2vec.rows]
char = 500
"""
SENTENCES = [
    ("盂县林业局局长张某表示，林地218万亩。", [(0, 5, "ORG"), (5, 9, "OFFICIAL"), (14, 19, "QUANTITY")]),
    ("在苌池镇，市委书记雷某看望了三百名群众。", [(1, 4, "PLACE"), (5, 7, "ORG"), (7, 11, "OFFICIAL"), (14, 17, "QUANTITY")]),
    ("各级有关部门高度重视，没有名字。", []),
]
ODD = ["", " ", "\n", "。", "😀👨‍👩‍👧在盂县😀", "River Snail Rice Noodle 218", "盂縣林業局局長張某", "县" * 5000, "\u0000\ufeff盂县", "𠮷林省𠀀县"]


@pytest.fixture(scope="module")
def trained(configs):
    spacy.util.fix_random_seed(0)
    nlp = spacy.util.load_model_from_config(spacy.Config().from_str(CONFIG), auto_fill=True)
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in SENTENCES]
    nlp.config["initialize"]["components"]["rules"] = {"folder": str(configs)}
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        random.Random(0).shuffle(examples)
        nlp.update(examples, sgd=optimizer, annotates=["rules"])
    return nlp


def entities(doc):
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize("text, spans", SENTENCES)
def test_it_learns(trained, text, spans):
    assert entities(trained(text)) == spans


def test_documents_of_any_length_in_a_batch_are_labelled_alike(trained):
    texts = [text for text, _ in SENTENCES] + ["", "\n".join(text for text, _ in SENTENCES)]
    assert [entities(doc) for doc in trained.pipe(texts, batch_size=5)] == [entities(trained(text)) for text in texts]


def test_processes_and_threads_label_alike(trained):
    texts = [text for text, _ in SENTENCES] * 4
    wanted = list(trained.pipe(texts))
    with ThreadPoolExecutor(4) as pool:
        for found in (trained.pipe(texts, n_process=2, batch_size=3), pool.map(trained, texts)):
            for doc, same in zip(found, wanted):
                assert entities(doc) == entities(same)
                assert [ent._.score for ent in doc.ents] == pytest.approx([ent._.score for ent in same.ents], abs=1e-5)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_is_labelled_without_error(trained, text):
    doc = trained(text)
    assert doc.text == text and all(ent.text == text[ent.start_char : ent.end_char] for ent in doc.ents)
    doc.to_json()


def test_saving_changes_nothing(trained, tmp_path):
    trained.to_disk(tmp_path / "model")
    texts = [text for text, _ in SENTENCES]
    wanted = [entities(doc) for doc in trained.pipe(texts)]
    for again in (spacy.load(tmp_path / "model"), spacy.blank("zh").from_config(trained.config).from_bytes(trained.to_bytes())):
        assert [entities(doc) for doc in again.pipe(texts)] == wanted


def test_an_entity_has_a_probability(trained):
    doc = trained(SENTENCES[0][0])
    assert [0.5 < ent._.score <= 1 for ent in doc.ents] == [True] * 3 and doc[1:2]._.score is None
    again = spacy.tokens.Doc(trained.vocab).from_bytes(doc.to_bytes())
    assert [ent._.score for ent in again.ents] == [ent._.score for ent in doc.ents]


def test_a_span_that_is_no_entity_has_none(trained):
    doc = trained(SENTENCES[0][0])
    first = doc.ents[0]
    for start, end, label in (
        (first.start, first.end - 1, "ORG"),
        (first.start, first.end + 1, "ORG"),
        (first.start, first.end, "PLACE"),
        (0, len(doc), "ORG"),
    ):
        assert spacy.tokens.Span(doc, start, end, label=label)._.score is None


@pytest.mark.parametrize("wrong", [{"temperature": 0.0}, {"alternatives": 0.0}, {"alternatives": 1.5}])
def test_settings_out_of_bounds_are_told(wrong):
    with pytest.raises(ValueError, match="temperature must be above 0"):
        spacy.blank("zh").add_pipe("banmian_recognizer", config={"model": spacy.Config().from_str(CONFIG)["components"]["ner"]["model"], **wrong})


def test_a_higher_temperature_makes_it_less_sure(trained, monkeypatch):
    before = trained(SENTENCES[1][0])
    monkeypatch.setattr(trained.get_pipe("ner"), "temperature", 3.0)
    after = trained(SENTENCES[1][0])
    assert entities(after) == entities(before) and all(a._.score < b._.score for a, b in zip(after.ents, before.ents))


def test_alternatives_are_all_likely_spans(trained, monkeypatch):
    assert "alternatives" not in trained(SENTENCES[0][0]).spans
    monkeypatch.setattr(trained.get_pipe("ner"), "alternatives", 0.001)
    doc = trained(SENTENCES[0][0])
    scores = {(span.start, span.end, span.label_): score for span, score in zip(doc.spans["alternatives"], doc.spans["alternatives"].attrs["scores"])}
    assert len(scores) > len(doc.ents) and min(scores.values()) >= 0.001
    assert [scores[ent.start, ent.end, ent.label_] for ent in doc.ents] == pytest.approx([ent._.score for ent in doc.ents], rel=1e-3)


def test_the_rules_leave_their_spans_and_nothing_else(trained):
    doc = trained(SENTENCES[0][0])
    assert ("盂县林业局", "ORG") in [(span.text, span.label_) for span in doc.spans["rules"]]
    assert [*doc.user_data] == [SCORES]
