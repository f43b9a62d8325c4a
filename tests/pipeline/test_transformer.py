"""The transformer configuration, trained for a few steps on a tiny BERT made on the spot: no pretrained weights are at hand."""

import subprocess
import sys

import pytest
import spacy
import srsly
from spacy.cli.train import train
from spacy.tokens import DocBin

from tests.conftest import ROOT

pytest.importorskip("spacy_transformers", reason="needs the extra `trf`")

SENTENCE = "盂县林业局局长张某表示，林地面积218万亩。"
SPANS = [(0, 5, "ORG"), (5, 9, "OFFICIAL"), (16, 21, "QUANTITY")]


@pytest.fixture(scope="module")
def tiny_bert(tmp_path_factory):
    """A BERT of two layers of width 16 that knows the characters of one sentence."""
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("bert")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set(SENTENCE))]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    BertModel(
        BertConfig(vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(tiny_bert, tmp_path_factory):
    folder = tmp_path_factory.mktemp("trf")
    nlp = spacy.blank("zh")
    doc = nlp.make_doc(SENTENCE)
    doc.set_ents([doc.char_span(start, end, label=label) for start, end, label in SPANS])
    DocBin(docs=[doc] * 8).to_disk(folder / "gold.spacy")
    srsly.write_json(folder / "lexicon.json", {"divisions": [], "townships": []})
    paths = {name: folder / "gold.spacy" for name in ("gold", "silver", "dev")}
    paths |= {"lexicon": folder / "lexicon.json", "rules": ROOT / "configs", "transformer": tiny_bert}
    overrides = {f"paths.{name}": str(path) for name, path in paths.items()}
    overrides |= {"training.max_steps": 40, "training.eval_frequency": 20, "training.optimizer.learn_rate.initial_rate": 0.01}
    overrides |= {"training.optimizer.learn_rate.warmup_steps": 1, "training.accumulate_gradient": 1, "corpora.train.swap.share": 0.0}
    overrides["components.transformer.model.mixed_precision"] = False  # it needs a GPU
    train(ROOT / "configs/ner_trf.cfg", folder / "model", overrides=overrides)
    return folder / "model/model-best"


def test_it_learns_a_sentence_and_is_loaded_elsewhere(model):
    code = f"import spacy; doc = spacy.load({str(model)!r})({SENTENCE!r}); print([(e.start_char, e.end_char, e.label_) for e in doc.ents], doc.ents[-1]._.value['unit'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip().splitlines()[-1] == f"{SPANS} 亩", done.stderr


def test_a_text_longer_than_a_window_keeps_its_offsets(model):
    doc = spacy.load(model)(SENTENCE * 40)
    assert len(doc.ents) >= 40 and all(doc.text[ent.start_char : ent.end_char] == ent.text for ent in doc.ents)
