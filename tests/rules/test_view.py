import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian import votes
from banmian.pages.articles import Article, Meta
from banmian.rules.view import View

NEWS = (
    "盂县林业局相关负责人表示，今年以来，苌池镇杨家庄村党支部书记王建国带领218户村民种植核桃592.35亩。\n"
    "12月3日，市委常委、副市长李志强到盂县调研。在华阳集团，董事长张明介绍了二十多个项目。\n"
    "新安、玉龙、括东等社区规划方案通过评审，抚州至吉安高速公路全长189公里。\n"
)


def distinct_news(times: int) -> str:
    """Many articles as one text, the name of the official another each time."""
    given = "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚"
    return "".join(NEWS.replace("王建国", f"王{given[place % 20]}{given[place // 20 % 20]}") for place in range(times))


def spans(view: View, hits) -> list[str]:
    return [view.text[start:end] for start, end in hits]


def test_levels_without_a_break_are_one_chain(look):
    view = look("在山西省阳泉市盂县苌池镇，去平定县")
    assert spans(view, view.division_chains) == ["山西省阳泉市盂县苌池镇", "平定县"]
    assert view.chain_ending(12) == 1 and view.covered_by_division(5) == (1, 12)


def test_a_division_does_not_begin_inside_a_word(look):
    view = look("居民收入高于城镇，大部分乡镇受灾")
    assert view.hits("townships") == []


def test_human_segmentation_tells_where_words_begin(lexicon):
    text = "在平台中心"
    words = [(0, 1, "p"), (1, 3, "n"), (3, 5, "n")]
    assert View(Article(text, Meta("", "", words=words)), lexicon).division_chains == []


def test_occurrences(look):
    view = look("苌池镇的苌池村，苌池")
    assert list(view.occurrences(["苌池"])) == [(0, 2), (4, 6), (8, 10)]


def test_the_rules_stay_linear(look, chosen):
    def seconds(text: str) -> float:
        started = time.process_time()
        assert votes.agree(look(text), chosen)
        return time.process_time() - started

    small, large = distinct_news(400), distinct_news(1600)
    assert len(large) > 200_000
    seconds(small[:20_000])
    assert seconds(large) < 4 * 2.5 * seconds(small)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="盂县城林业局市委副书记王一二百个万年月日0年）（“”、，。\n和在至·第某办村镇河驻aB", max_size=40))
def test_any_text_is_labelled_within_its_bounds(look, chosen, text):
    for function in chosen:
        assert all(0 <= vote.start <= vote.end <= len(text) for vote in function.votes(look(text)))


@pytest.mark.parametrize("piece", ["甲乙、", "1", "一", "·张", "县", "河江", "王某、", "盂县", "（", "华阳集团有限公司，"])
def test_the_rules_stay_linear_on_odd_text(piece, look, chosen):
    seconds = []
    for length in (5_000, 20_000):
        spent = []
        for _ in range(3):  # processor time, the least of three: other work on the machine does not count
            started = time.process_time()
            votes.agree(look((piece * length)[:length]), chosen)
            spent.append(time.process_time() - started)
        seconds.append(min(spent))
    assert seconds[1] < 4 * 3 * seconds[0] + 0.05
