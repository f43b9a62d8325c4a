import pytest
import srsly
from spacy.tokens import DocBin

from banmian import trials
from banmian.problems import InputError
from banmian.spans import Span
from banmian.tasks import Task, to_doc, tokenizer
from tests.conftest import ROOT

TEXT = "盂县林业局局长张某表示，林地218万亩。"
TASK = Task(TEXT, (Span(0, 5, "ORG"), Span(5, 9, "OFFICIAL"), Span(14, 19, "QUANTITY")), {}, "gold:1")
VARIANTS = {entry["name"]: entry.get("changes", {}) for entry in srsly.read_yaml(ROOT / "configs/ablations.yml")}


@pytest.fixture(scope="module")
def files(tmp_path_factory, configs):
    folder = tmp_path_factory.mktemp("trials")
    DocBin(docs=[to_doc(tokenizer(), TASK)] * 4).to_disk(folder / "gold.spacy")
    names = ("divisions", "townships", "divisions_short", "large_divisions_short", "place_suffixes", "organisation_suffixes")
    srsly.write_json(folder / "lexicon.json", {**dict.fromkeys(names, []), "titles": ["局长"], "surnames": ["张"] * 200, "given_names": ["某"]})
    return {**dict.fromkeys(("gold", "silver", "dev"), folder / "gold.spacy"), "lexicon": folder / "lexicon.json", "rules": configs}


@pytest.mark.parametrize(
    "changes",
    [
        {"components": {"ner": {"model": {"tok2vec": {"width": 16, "depth": 1, "lists": 3}}}}},
        VARIANTS["spaCy's own"],  # another factory: nothing of the old component is left
    ],
)
def test_a_trial_trains_and_scores(files, changes):
    trial = trials.run(ROOT / "configs/ner.cfg", changes, files, {"small": [TASK]}, steps=3, seed=1)
    assert set(trial.f) == {"small"} and 0 <= trial.f["small"] <= 1 and trial.speed > 0


def test_gold_files_of_one_name_are_told_apart_or_refused(tmp_path):
    paths = [tmp_path / folder / "dev.jsonl" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text('{"text": "盂县", "spans": []}\n', encoding="utf-8")
    assert set(trials.read_gold(paths[:1])) == {"dev"}
    with pytest.raises(InputError, match="another gold file is called dev"):
        trials.read_gold(paths)


def test_a_component_that_is_none_is_named(files):
    with pytest.raises(InputError, match="no component is called nerr"):
        trials.run(ROOT / "configs/ner.cfg", {"components": {"nerr": {}}}, files, {}, steps=1, seed=1)


@pytest.mark.parametrize(
    "name, architecture, same", [("transitions", "banmian.CharacterEncoder.v1", True), ("spaCy's own", "spacy.HashEmbedCNN.v2", False)]
)
def test_another_component_has_the_encoder_of_the_old_one_unless_it_names_its_own(name, architecture, same):
    given, changed = (trials.changed_config(ROOT / "configs/ner.cfg", VARIANTS[which])["components"]["ner"] for which in ("as it is", name))
    encoder = changed["model"]["tok2vec"]
    assert changed["factory"] == "ner" and encoder["@architectures"] == architecture and (encoder == given["model"]["tok2vec"]) == same
