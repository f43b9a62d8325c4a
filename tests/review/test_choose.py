"""What is worth annotating next."""

from dataclasses import replace

import pytest

from banmian import markup
from banmian.review import choose


def article(sentence, *scores):
    """An article whose spans have these scores."""
    task = markup.parse("=== x", sentence, sentence)
    return replace(task, spans=tuple(replace(span, score=score, sources=("rules",)) for span, score in zip(task.spans, scores)) or task.spans)


SURE = article("[盂县|PLACE]召开会议，[市委|ORG]出席。", 1.0, 1.0)
UNSURE = article("记者在[桃河|PLACE]边看到[一群|QUANTITY]白鹭。", 0.4, 0.5)
OPPOSED = article("[华阳集团|ORG]签了责任书。")
BARE = article("天气晴好，没有什么可说的事情。")
TWIN = article("记者在[桃河|PLACE]边又看到[一群|QUANTITY]白鹭。", 0.4, 0.5)


def chosen(tasks, other=None, count=9, seed=0, known=()):
    return [choice.task for choice in choose.choose(tasks, other, count, seed, known)]


def keys(task):
    return [(span.start, span.end, span.label) for span in task.spans]


def test_disagreement_and_doubt_come_first_with_their_reasons():
    tasks = [BARE, SURE, OPPOSED, UNSURE]
    choices = choose.choose(tasks, [[], keys(SURE), [(0, 2, "PLACE")], keys(UNSURE)], 2, seed=0)
    assert [choice.task for choice in choices] == [OPPOSED, UNSURE]
    assert choices[0].reason.startswith("2 of 2 spans differ")
    assert choices[1].reason.startswith("0 of 2 spans differ, mean score 0.45") and choices[0].worth > choices[1].worth


@pytest.mark.parametrize("known, expected", [((), [UNSURE, OPPOSED]), ((UNSURE.text,), [OPPOSED]), ((OPPOSED.text,), [UNSURE])])
def test_near_duplicates_are_chosen_once_and_known_articles_never(known, expected):
    assert chosen([TWIN, UNSURE, OPPOSED], [keys(TWIN), [], keys(OPPOSED)], known=known) == expected


def test_an_article_that_the_other_has_not_seen_is_no_disagreement():
    assert choose.choose([OPPOSED], [None], 1, 0)[0].reason.startswith("nothing known")


def test_the_same_seed_chooses_the_same():
    tasks = [article(f"第{number}篇{chr(0x4E00 + 37 * number) * 3}，没有可标的。") for number in range(40)]
    assert chosen(tasks, count=5, seed=3) == chosen(tasks[::-1], count=5, seed=3) != chosen(tasks, count=5, seed=4)
