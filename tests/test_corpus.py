import pytest

from banmian import corpus, tasks
from banmian.problems import InputError
from banmian.spans import Span

ARTICLES = [tasks.Task("", (), {"id": f"article-{number}"}) for number in range(2000)]


def test_splits_have_their_shares_and_stay_when_articles_are_added():
    splits = [corpus.split_of(article, 7, 0.15) for article in ARTICLES]
    assert splits == [corpus.split_of(article, 7, 0.15) for article in ARTICLES]
    assert abs(splits.count("dev") / len(splits) - 0.15) < 0.03 and splits.count("test") == 0
    assert splits != [corpus.split_of(article, 8, 0.15) for article in ARTICLES]


def test_a_named_split_is_kept_and_an_unknown_one_named():
    assert corpus.split_of(tasks.Task("", (), {"id": "a", "split": "test"}), 7, 1.0) == "test"
    with pytest.raises(InputError, match="gold.jsonl:2: unknown split 'tset'"):
        corpus.split_of(tasks.Task("", (), {"split": "tset"}, "gold.jsonl:2"), 7, 1.0)


def test_articles_become_documents_with_their_spans():
    nlp = tasks.tokenizer()
    task = tasks.from_spans("盂县防火\n林地218万亩。", [Span(0, 2, "PLACE", 1, ()), Span(7, 12, "QUANTITY", 1, ())], {})
    (doc,) = corpus.pack(nlp, [task]).get_docs(nlp.vocab)
    assert doc.text == task.text and [(span.text, span.label_) for span in doc.ents] == [("盂县", "PLACE"), ("218万亩", "QUANTITY")]


def test_a_span_that_cuts_a_token_is_named():
    nlp = tasks.tokenizer()
    problems = []
    spans = tasks.Task("一  二", (Span(0, 2, "PLACE", 1, ()),), {}, "gold.jsonl:3")
    assert len(corpus.pack(nlp, [spans], problems.append)) == 0
    assert [problem.where for problem in problems] == ["gold.jsonl:3"]
    with pytest.raises(InputError):
        corpus.pack(nlp, [spans])


def test_sentences_with_a_doubtful_span_are_left_out():
    text = "标题\n盂县开会。“某山很高。”县里种树。"
    spans = (Span(3, 5, "PLACE", 0.9), Span(9, 11, "PLACE", 0.5), Span(15, 16, "PLACE"))
    part = corpus.sure_part(tasks.Task(text, spans, {}), 0.7)
    assert part.text == "标题\n盂县开会。县里种树。"
    assert [(part.text[span.start : span.end], span.score) for span in part.spans] == [("盂县", 0.9), ("县", 1.0)]
    assert corpus.sure_part(tasks.Task(text, spans, {}), 0.0).text == text
