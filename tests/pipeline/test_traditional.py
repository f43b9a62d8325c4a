"""Traditional characters are read as simplified ones, at the same places."""

import pytest
import spacy

from banmian.reading_text import SIMPLIFIED, text_to_read

pytest.importorskip("opencc", reason="needs the extra `opencc`")


@pytest.fixture(scope="module")
def nlp(configs):
    nlp = spacy.blank("zh")
    nlp.add_pipe("banmian_traditional")
    nlp.add_pipe("banmian_rules", name="rules").from_disk(configs)
    return nlp


def test_names_in_traditional_characters(nlp):
    doc = nlp("盂縣林業局局長張某表示，林地面積218萬畝。")
    assert [(span.text, span.label_) for span in doc.spans["rules"]] == [("盂縣林業局", "ORG"), ("局長張某", "OFFICIAL"), ("218萬畝", "QUANTITY")]


@pytest.mark.parametrize("text", ["", "盂县", "乾隆年間，臺灣與香港", "😀𠮷縣 River"])
def test_every_character_stays_at_its_place(nlp, text):
    doc = nlp(text)
    assert doc.text == text and len(text_to_read(doc)) == len(text)
    assert doc.user_data[SIMPLIFIED].count("县") == text.count("县") + text.count("縣")


def test_without_the_component_the_text_is_read():
    assert text_to_read(spacy.blank("zh")("盂縣")) == "盂縣"
