"""Pages to articles: the sample pages, the real page, and pages laid out from a seed."""

import json
import random
from pathlib import Path

import page_simulator
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.pages.reading import PageText, read_pages
from banmian.pages.segmentation import PageConverter
from tests.conftest import ROOT

FIELDS = ("headline", "kicker", "subheads", "byline", "dateline", "jump_from", "jump_to", "source_note")
EXPECTED = sorted((ROOT / "corpus" / "pages" / "expected").glob("*.jsonl"))
ARTICLES = [json.loads(line) for line in (Path(__file__).parent / "sample_articles.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def converter(configs):
    return PageConverter(configs / "pages")


def convert(converter, text):
    return converter.convert(PageText.of(text))


def told(article):
    """An article's text and metadata, as the expectations have them."""
    record = article.record()
    return {"text": record["text"], **{name: record["meta"][name] for name in FIELDS}}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_sample_pages(converter, expected):
    page = ROOT / "corpus" / "pages" / f"{expected.stem}.txt"
    found = [told(article) for text in read_pages(page, page.stem) for article in converter.convert(text).articles]
    wanted = [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines()]
    assert found == [{name: article[name] for name in ("text", *FIELDS)} for article in wanted]


def test_the_real_page(converter, real_page):
    (text,) = read_pages(real_page, "real")
    articles = converter.convert(text).articles
    assert [(a.meta.headline, a.meta.byline, a.meta.jump_from, a.meta.dateline, a.meta.source_note) for a in articles] == [
        ("129家校园食堂完成改造", ["温荣鑫", "毛赟程"], "上接第一版", None, None),
        ("盂县全力筑牢森林草原防火屏障", ["侯节", "嘉崧"], None, "本报讯", None),
        (None, [], "上接第一版", None, "转自12月3日《山西日报》"),
        ("一切为了人民群众的平安幸福", ["石育德", "郑晓丹"], "上接第一版", None, None),
    ]
    assert articles[1].meta.kicker == "人防技防相结合 线上线下齐发力"
    assert [len(a.text.split("\n")) for a in articles] == [8, 10, 23, 17]
    assert (
        "全力筑牢森林草原防火“安全网”。" not in articles[1].text
        and "织密森林草原防火“安全网”。\n战备拉动演练是检验森林草原防火队伍应急" in articles[1].text
    )


def test_most_simulated_pages_come_out_exactly(converter):
    right = total = 0
    for seed in range(60):
        rng = random.Random(seed)
        articles, troubles = rng.sample(ARTICLES, rng.randint(2, 5)), [name for name in page_simulator.TROUBLES if rng.random() < 0.5]
        try:
            page, wanted = page_simulator.lay_out(articles, seed, troubles)
        except ValueError:  # no order of these articles keeps them apart
            continue
        found = [told(article) for article in convert(converter, page).articles]
        total += len(wanted)
        right += sum({name: article[name] for name in ("text", *FIELDS)} in found for article in wanted)
    assert total > 150 and right / total >= 0.9


LINES = st.lists(st.text(alphabet="盂县林业局相关负责人表示学校食堂完成改造12 aB，。：“”（）\u3000", max_size=24), max_size=30)


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_nothing_is_lost_and_every_offset_maps_back(converter, lines):
    text = "\n".join(lines)
    page = convert(converter, text)
    covered = set()
    for article in page.articles:
        runs = article.meta.offsets
        assert sum(length for _, _, length in runs) == len(article.text)
        for start, place, length in runs:
            for index in range(length):
                char = article.text[start + index]
                assert char.isspace() or char == text[place + index]
            covered.update(range(place, place + length))
    told_apart = "".join(line for _, line in page.leftovers)
    marks = "".join(str(getattr(article.meta, name)) for article in page.articles for name in FIELDS)
    lost = [
        char
        for place, char in enumerate(text)
        if place not in covered and not char.isspace() and char not in told_apart and char not in marks and char not in "（）"
    ]
    assert not lost


@settings(max_examples=30, deadline=None)
@given(lines=LINES)
def test_converting_twice_is_the_same(converter, lines):
    text = "\n".join(lines)
    assert convert(converter, text) == convert(converter, text)
