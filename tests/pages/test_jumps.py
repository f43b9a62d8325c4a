"""Articles on two pages, put together again."""

import pytest

from banmian.pages.jumps import Jumps, _number
from banmian.pages.reading import PageText
from banmian.pages.segmentation import PageConverter

FIRST = """盂县西烟镇旱垣春灌

本报讯 盂县西烟镇的旱垣上，春灌工程的水流进了五千亩麦田，
水利局的技术人员正在查看阀门。今年春灌比往年早了半个月，镇里的水
管员每天巡渠（下转第三版）
"""
SECOND = """盂县西烟镇旱垣春灌

（上接第一版）两次，遇到漏水马上修补。西烟镇水管员说，五千亩
麦田全部浇上了返青水，旱垣上的春灌要到月底才结束。（侯节）

阳泉矿区开通夜间公交

本报讯 阳泉市矿区昨晚开通两条夜间公交线路，首班车坐了二十多名下夜班的工人，票价一元。（嘉崧）
"""


@pytest.fixture(scope="module")
def converter(configs):
    return PageConverter(configs / "pages")


def held(converter, pages):
    jumps, rest = Jumps(converter.pairs), []
    for path, text in pages:
        rest += [article for article in converter.convert(PageText.of(text, path, path)).articles if not jumps.hold(article)]
    return list(jumps.joined()), rest


@pytest.mark.parametrize("order", [1, -1])
def test_the_parts_of_an_article_become_one(converter, order):
    pages = [("paper-2024-12-05-01.txt", FIRST), ("paper-2024-12-05-03.txt", SECOND)][::order]
    (joined,), (other,) = held(converter, pages)
    assert "每天巡渠两次，遇到漏水" in joined.text and joined.text.count("盂县西烟镇旱垣春灌") == 1
    assert (joined.meta.byline, joined.meta.jump_to, joined.meta.parts[1][1]) == (["侯节"], None, "paper-2024-12-05-03.txt")
    assert other.meta.headline == "阳泉矿区开通夜间公交"
    text = dict(pages)
    for start, place, length in joined.meta.offsets:
        page = [path for at, path, _ in joined.meta.parts if at <= start][-1]
        chars = joined.text[start : start + length]
        assert chars.isspace() or chars == text[page][place : place + length]


@pytest.mark.parametrize("path", ["paper-2024-12-05-04.txt", "paper-2024-12-06-03.txt"])
def test_another_page_or_another_day_does_not_fit(converter, path):
    parts, _ = held(converter, [("paper-2024-12-05-01.txt", FIRST), (path, SECOND)])
    assert [bool(article.meta.jump_to) for article in parts] == [True, False]


@pytest.mark.parametrize("text, number", [("三", "3"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("03", "3"), ("A2", "A2")])
def test_page_numbers(text, number):
    assert _number(text) == number
