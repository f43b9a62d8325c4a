import pytest
import srsly
from spacy.tokens import DocBin

from banmian import trials
from banmian.spans import Span
from banmian.tasks import Task, to_doc, tokenizer
from tests.conftest import ROOT

TEXT = "盂县林业局局长张某表示，林地218万亩。"
TASK = Task(TEXT, (Span(0, 5, "ORG"), Span(5, 9, "OFFICIAL"), Span(14, 19, "QUANTITY")), {}, "gold:1")
TRANSITIONS = next(entry["changes"] for entry in srsly.read_yaml(ROOT / "configs/ablations.yml") if entry["name"] == "spaCy's own")


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
        TRANSITIONS,  # another factory: nothing of the old component is left
    ],
)
def test_a_trial_trains_and_scores(files, changes):
    trial = trials.run(ROOT / "configs/ner.cfg", changes, files, {"small": [TASK]}, steps=3, seed=1)
    assert set(trial.f) == {"small"} and 0 <= trial.f["small"] <= 1 and trial.speed > 0
