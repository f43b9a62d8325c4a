"""PLACE to code and path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.values.divisions import Divisions
from banmian.values.places import Places
from tests.values.articles import read


@pytest.fixture(scope="module")
def places(configs) -> Places:
    return Places.load(configs / "values")


def values(places, marked, hints=()):
    text, entities = read(marked)
    article = places.read(text, entities, hints)
    return [(article.places[number].code, "/".join(article.places[number].path)) for number in sorted(article.places)]


@pytest.mark.parametrize(
    "marked, code, path",
    [
        ("[P 盂县]", "140322", "山西省/阳泉市/盂县"),
        ("[P 山西省阳泉市盂县苌池镇]", "140322", "山西省/阳泉市/盂县/苌池镇"),
        ("[P 阳泉]", "140300", "山西省/阳泉市"),
        ("[P 内蒙古]", "150000", "内蒙古自治区"),
        ("[P 山西阳泉]", "140300", "山西省/阳泉市"),
        ("[P 江苏邳州]", "320382", "江苏省/徐州市/邳州市"),
        ("[P 威宁县]", "520526", "贵州省/毕节市/威宁彝族回族苗族自治县"),
        ("[P 凉山州]", "513400", "四川省/凉山彝族自治州"),
        ("[P 仙桃市]", "429004", "湖北省/仙桃市"),  # no prefecture above
        ("[P 北京市顺义区]", "110113", "北京市/顺义区"),
        ("[P 香港]", "810000", "香港特别行政区"),
        ("[P 西安]", "610100", "陕西省/西安市"),  # not 西安区
        ("[P 吉林]", "220000", "吉林省"),
        ("[P 大同市矿区]", "140203", "山西省/大同市/矿区"),  # abolished in 2018
        ("[P 重庆市]", "500000", "重庆市"),  # once of Sichuan
        ("[P 长沙]", "430100", "湖南省/长沙市"),  # not 长沙县
        ("[P 南昌]", "360100", "江西省/南昌市"),
        ("[P 海口美兰国际机场]", None, "海南省/海口市/美兰区"),
        ("[P 大丰区]", "320904", "江苏省/盐城市/大丰区"),  # not the one of Yichun, abolished long ago
        ("[P 甘肃东乡]", "622926", "甘肃省/临夏回族自治州/东乡族自治县"),
        ("[P 中国渑池]", "411221", "河南省/三门峡市/渑池县"),
        ("[P 抚州至吉安高速公路]", None, ""),
        ("[P 玉龙]", None, ""),  # a county, or one of the townships
        ("[P 襄樊市]", "420600", "湖北省/襄樊市"),  # renamed in 2010
        ("[P 忻州地区定襄县]", "140921", "山西省/忻州市/定襄县"),
        ("[P 中国]", None, "中国"),
        ("[P 日本]", None, ""),
        ("[P 越南谅山省]", None, ""),
        ("[P 桃河]", None, ""),
        ("[P 黄河]", None, ""),
        ("[P 京津冀]", None, ""),
        ("[P 北京路]", None, ""),  # no street of Beijing
        ("[P 青岛路]", None, ""),
        ("[P 中山公园]", None, ""),
        ("[P 山西省太原市迎泽公园]", None, "山西省/太原市"),  # not 迎泽区
        ("[P 盂县苌池镇杨家庄村]", "140322", "山西省/阳泉市/盂县/苌池镇"),
        ("[P 阳泉市高新区]", None, "山西省/阳泉市"),
        ("[P 朝阳区]", None, ""),
        ("[P 鼓楼区]", None, ""),
        ("[P 和平街道]", None, ""),
        ("[P 城区]", None, ""),
    ],
)
def test_alone(places, marked, code, path):
    assert values(places, marked) == [(code, path)]


@pytest.mark.parametrize(
    "marked, codes",
    [
        ("[P 阳泉市]召开会议，[P 矿区]、[P 城区]参加。", ["140300", "140303", "140302"]),
        ("[P 大同市][P 矿区]。[P 云冈区]", ["140200", "140203", "140214"]),
        ("[O 阳泉市人民检察院]在[P 矿区]走访。", ["140303"]),
        ("[P 长春市][P 朝阳区]的居民", ["220100", "220104"]),
        ("[P 北京市]、[P 朝阳区]", ["110000", "110105"]),
        ("[P 南京市]的[P 鼓楼区]", ["320100", "320106"]),
        ("[P 盂县][P 苌池镇]的梨。[P 苌池]人", ["140322", "140322", "140322"]),
        ("[P 龙泉市][P 城北乡]", ["331181", "331181"]),
        ("[P 阳泉市]、[P 福州市]、[P 鼓楼区]、[P 南京市]", ["140300", "350100", "350102", "320100"]),
    ],
)
def test_settled_by_the_article(places, marked, codes):
    assert [code for code, _ in values(places, marked)] == codes


@pytest.mark.parametrize("hints, code", [((), None), (["本报阳泉12月3日讯"], "140303"), (["大同日报"], "140203")])
def test_dateline_and_paper_settle(places, hints, code):
    assert values(places, "[P 矿区]", hints)[0][0] == code


def test_equal_evidence_settles_nothing(places):
    text, entities = read("[P 南京市]和[P 福州市]的代表参观了各自的街区，最后到了[P 鼓楼区]。")
    place = places.read(text, entities).places[2]
    assert place.code is None and place.path == () and place.reason.startswith("ambiguous") and place.score <= 0.4


def test_spots_lie_where_the_text_says(places):
    assert values(places, "[P 盂县]的[P 藏山]") == [("140322", "山西省/阳泉市/盂县"), (None, "山西省/阳泉市/盂县")]
    assert values(places, "[P 宝坻南站]，[P 宝坻区]") == [(None, "天津市/宝坻区"), ("120115", "天津市/宝坻区")]


def test_a_river_is_no_division_unless_the_article_names_it(places):
    assert values(places, "[P 黄山]") == [(None, "")]
    assert values(places, "[P 黄山市]，[P 黄山]")[1][0] == "341000"


def test_a_township_that_no_list_has_is_given_to_the_county_with_little_trust(places):
    text, entities = read("[P 盂县]县城。[P 某某庄镇]")
    place = places.read(text, entities).places[1]
    assert (place.code, place.path[-1]) == ("140322", "某某庄镇") and place.score <= 0.5


def test_every_division_is_found_by_its_path(configs):
    divisions = Divisions.load(configs / "values")
    for division in divisions.all:
        if not division.former:
            assert division.code in {chain.division.code for chain in divisions.chains("".join(division.path))}, division


@given(st.text(alphabet="阳泉市盂县北京区和平街道镇省山西路公园村（）a1", max_size=20))
def test_any_text_is_read(places, text):
    from banmian.spans import Span

    place = places.read(text, [Span(0, len(text), "PLACE")]).places[0]
    assert 0 <= place.score <= 1 and place.reason
    assert place.code is None or place.path


def test_a_village_lies_in_the_county_of_its_paragraph(places):
    text, entities = read("[P 盂县]、[P 盂县]。\n[P 平定县]通报，[P 某某山村]和[P 某某山村3组]已查处。")
    assert [place.code for place in places.read(text, entities).places.values()] == ["140322", "140322", "140321", "140321", "140321"]


@pytest.mark.parametrize(
    "sentence, codes", [("[P 高新区]", [None]), ("[P 阿里]、[P 日喀则]", ["542500", "540200"]), ("[P 山西省 阳泉市]", ["140300"])]
)
def test_names_as_they_are_written(places, sentence, codes):
    text, entities = read(sentence)
    assert [place.code for place in places.read(text, entities).places.values()] == codes
