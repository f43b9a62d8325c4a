from collections import Counter

import pytest
from spacy.tokens import DocBin

from banmian import mixing, tasks


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    nlp = tasks.tokenizer()
    folder = tmp_path_factory.mktemp("mixing")
    for name, size in (("gold", 20), ("silver", 200)):
        DocBin(docs=[nlp.make_doc(f"{name} {number}") for number in range(size)]).to_disk(folder / f"{name}.spacy")
    return folder / "gold.spacy", folder / "silver.spacy"


def read(files, passes=1, **options):
    reader = mixing.mixed_corpus(*files, **{"gold_share": 0.5, "seed": 1, **options})
    return [list(reader(tasks.tokenizer())) for _ in range(passes)]


def texts(examples):
    return [example.reference.text for example in examples]


@pytest.mark.parametrize("share, silver", [(0.5, 20), (0.25, 60), (1.0, 0), (0.01, 200)])
def test_a_pass_holds_all_of_gold_and_its_share_of_silver(files, share, silver):
    (examples,) = read(files, gold_share=share)
    kinds = Counter(text.split()[0] for text in texts(examples))
    assert (kinds["gold"], kinds["silver"]) == (20, silver) and len(set(texts(examples))) == 20 + silver


def test_passes_differ_and_the_seed_decides(files):
    first, second = map(texts, read(files, passes=2))
    again, _ = map(texts, read(files, passes=2))
    (other,) = map(texts, read(files, seed=2))
    assert first == again and first != second and first != other


def test_swaps_reach_both_sides_of_an_example(files):
    (examples,) = read(files, swap=lambda nlp, doc, rng: nlp.make_doc("盂县"))
    assert {(example.predicted.text, example.reference.text) for example in examples} == {("盂县", "盂县")}
