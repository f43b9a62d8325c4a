import pytest
import spacy

from banmian import tagging
from banmian.pages.articles import Article, Meta
from banmian.problems import InputError
from banmian.tagging import BATCH, Tagged


@pytest.mark.parametrize(
    "start, end, places",
    [
        (0, 3, [[10, 13]]),
        (2, 5, [[12, 14], [20, 21]]),  # a name cut by a line break
        (4, 6, [[20, 22]]),
        (3, 8, [[13, 14], [20, 23], [40, 41]]),
    ],
)
def test_a_name_leads_back_to_its_stretches_of_the_page(start, end, places):
    offsets = [(0, 10, 4), (4, 20, 3), (7, 40, 5)]
    assert tagging.page_spans(offsets, start, end) == places


def test_without_offsets_text_and_page_are_the_same():
    assert tagging.page_spans([], 3, 5) == [[3, 5]]


ROW = {"article": "page-1", "label": "PLACE", "text": "盂县", "start": 1, "end": 3, "score": None, "page": "page.txt", "page_spans": [[8, 10]]}


def test_rows_are_ready_for_jsonl():
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": [{"ORTH": "盂"}, {"ORTH": "县"}]}])
    article = Article("在盂县", Meta("page-1", "page.txt", offsets=[(0, 7, 3)]))
    assert list(tagging.tag(nlp, [article, Article("无", Meta("page-2", "page.txt"))])) == [
        Tagged("page-1", "page.txt", [{**ROW, "value": None}]),
        Tagged("page-2", "page.txt", []),
    ]


def test_rows_bring_the_values_of_their_entities(configs):
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": [{"ORTH": "盂"}, {"ORTH": "县"}]}])
    nlp.add_pipe("banmian_values", name="values").from_disk(configs)
    article = Article("在盂县", Meta("page-1", "page.txt", offsets=[(0, 7, 3)]))
    (tagged,) = tagging.tag(nlp, [article])
    assert tagged.rows == [{**ROW, "value": {"code": "140322", "path": ["山西省", "阳泉市", "盂县"]}}]


def test_an_entity_of_a_joined_article_is_on_its_part_s_page():
    article = Article("前半后半", Meta("1", "01.txt", parts=[(0, "01.txt", None), (2, "03.txt", None)]))
    assert [tagging.page_of(article, start) for start in range(4)] == ["01.txt", "01.txt", "03.txt", "03.txt"]


def test_an_article_that_the_model_fails_on_is_named_and_the_others_of_its_batch_are_labelled():
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": "盂县"}])
    texts = {"a": "在盂县", "b": "\ud800", "c": "到盂县"}  # half a character: spaCy takes none
    found = list(tagging.tag(nlp, [Article(text, Meta(name, "page.txt")) for name, text in texts.items()]))
    assert [(tagged.article, len(tagged.rows), tagged.error is None) for tagged in found] == [("a", 1, True), ("b", 0, False), ("c", 1, True)]
    assert found[1].page == "page.txt" and found[1].error.startswith("UnicodeEncodeError: ")


@pytest.mark.parametrize("name, written", [(7, "7"), ("\ud800-1", "?-1")])
def test_every_id_can_be_written(name, written):
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PLACE", "pattern": "盂县"}])
    (tagged,) = tagging.tag(nlp, [Article("盂县", Meta(name, "page.txt"))])
    assert tagged.article == tagged.rows[0]["article"] == written


def test_batches_are_the_same_wherever_the_work_goes_on():
    articles = [Article("无", Meta(str(number), "")) for number in range(3 * BATCH + 5)]
    whole = list(tagging.batches(articles))
    assert [len(batch) for batch in whole] == [BATCH, BATCH, BATCH, 5]
    assert list(tagging.batches(articles[2 * BATCH :])) == whole[2:]


def test_a_folder_that_is_no_model_is_named(tmp_path):
    with pytest.raises(InputError, match="no model can be loaded"):
        tagging.load(str(tmp_path))
