import random

import pytest
import srsly
from spacy.tokens import DocBin

from banmian import swaps, tasks

LISTS = {
    "divisions_short": ["盂县"],
    "large_divisions_short": ["阳泉"],
    "place_suffixes": ["山", "路", "镇"],
    "organisation_suffixes": ["林业局", "局"],
    "divisions": ["盂县", "绥阳县", "阳泉市", "遵义市"],
    "townships": ["苌池镇", "旺草镇"],
    "surnames": [*(f"复{number}" for number in range(31)), *"王李张刘陈杨黄赵吴周" * 13],
    "given_names": ["志", "刚", "海"],
    "titles": ["局长", "书记"],
}
TEXT = "盂县林业局局长张海鹏说，盂县苌池镇有18个林区，苌池林地218.5万亩。张海鹏表示，市民可以放心。"
SPANS = [(0, 5, "ORG"), (5, 10, "OFFICIAL"), (12, 17, "PLACE"), (18, 21, "QUANTITY"), (24, 26, "PLACE"), (28, 35, "QUANTITY"), (36, 39, "OFFICIAL")]


@pytest.fixture(scope="module")
def swap(tmp_path_factory):
    path = tmp_path_factory.mktemp("swaps") / "lexicon.json"
    srsly.write_json(path, LISTS)
    return swaps.swap_names(path, 1.0)


@pytest.fixture(scope="module")
def doc():
    nlp = tasks.tokenizer()
    doc = nlp.make_doc(TEXT)
    doc.set_ents([doc.char_span(start, end, label=label) for start, end, label in SPANS])
    return doc


def test_names_change_alike_throughout_an_article(swap, doc):
    for seed in range(20):
        swapped = swap(tasks.tokenizer(), doc, random.Random(seed))
        org, official, place, count, brief, area, alone = (span.text for span in swapped.ents)
        assert [span.label_ for span in swapped.ents] == [label for _, _, label in SPANS]
        assert org.endswith("林业局") and place.startswith(org[:-3])
        assert official == "局长" + alone and 2 <= len(alone) <= 4
        assert brief == place.removeprefix(org[:-3])[:-1]
        assert count.endswith("个") and area.endswith("万亩") and len(area) == len("218.5万亩")
        assert swapped.text.endswith("表示，市民可以放心。")


def test_the_seed_decides(swap, doc):
    texts = [swap(tasks.tokenizer(), doc, random.Random(seed)).text for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_whole_names_become_others_of_their_kind(doc, tmp_path):
    nlp = tasks.tokenizer()
    lender = nlp.make_doc("甲林业局乙林业局丙林业局丁林业局戊林业局某镇")
    lender.set_ents([lender.char_span(start, start + 4, label="ORG") for start in range(0, 20, 4)] + [lender.char_span(20, 22, label="PLACE")])
    DocBin(docs=[lender]).to_disk(tmp_path / "others.spacy")
    srsly.write_json(tmp_path / "lexicon.json", LISTS)
    swapped = swaps.swap_names(tmp_path / "lexicon.json", 1.0, tmp_path / "others.spacy", 1.0)(nlp, doc, random.Random(0))
    org, official, place = list(swapped.ents)[:3]
    assert org.text[0] in "甲乙丙丁戊" and org.text[1:] == "林业局" and swapped.text.startswith(org.text + official.text)
    assert place.text[:2] != "某镇" and [span.label_ for span in swapped.ents] == [label for _, _, label in SPANS]
