"""OFFICIAL to name, titles, body, place and person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.values.bodies import Bodies
from banmian.values.officials import Officials
from banmian.values.places import Places
from tests.values.articles import read


@pytest.fixture(scope="module")
def officials(configs) -> Officials:
    return Officials.load(configs / "values")


@pytest.fixture(scope="module")
def values(configs, officials):
    bodies = Bodies.load(configs / "values", Places.load(configs / "values"))

    def judge(marked):
        text, entities = read(marked)
        found = officials.read(text, entities, bodies.read(text, entities, bodies.places.read(text, entities)))
        return [found[number].value for number in sorted(found)]

    return judge


@pytest.mark.parametrize(
    "text, name, titles",
    [
        ("校长侯志刚", "侯志刚", ["校长"]),
        ("党组书记、局长张某", "张某", ["党组书记", "局长"]),
        ("副书记、县长扎西江村", "扎西江村", ["副书记", "县长"]),
        ("常务副市长李某某", "李某某", ["常务副市长"]),
        ("公安局长黄某", "黄某", ["公安局长"]),
        ("局长阿不都热合曼·吾守尔", "阿不都热合曼·吾守尔", ["局长"]),
        ("习近平总书记", "习近平", ["总书记"]),
        ("国家主席习近平", "习近平", ["国家主席"]),
        ("林佳讯书记", "林佳讯", ["书记"]),
        ("次仁校长", "次仁", ["校长"]),
        ("镇长关长青", "关长青", ["镇长"]),  # 关长 is a title too
        ("局长", None, ["局长"]),
        ("相关负责人", None, ["相关负责人"]),
        ("主任科员禹保田", "禹保田", ["主任科员"]),
        ("董事局主席骆德胜", "骆德胜", ["董事局主席"]),
        ("副局级纪检监察员周鹏飞", "周鹏飞", ["副局级纪检监察员"]),
        ("主任 池永红", "池永红", ["主任"]),
        ("侯志刚", "侯志刚", []),
        ("额尔德木图", "额尔德木图", []),
        ("小梁县长", "小梁", ["县长"]),
        ("番市长", "番", ["市长"]),
    ],
)
def test_parts(officials, text, name, titles):
    post = officials.part(text)
    assert (post.name, list(post.titles)) == (name, titles)


@pytest.mark.parametrize(
    "marked, body, place",
    [
        ("[O 县林业局][F 党组书记、局长张某]", "县林业局", None),
        ("[P 盂县][F 县长张某]", None, "盂县"),
        ("[P 盂县]。[O 县林业局][F 局长张某]", "盂县林业局", None),
        ("[P 盂县]，[F 县长张某]", None, None),
        ("[F 县长张某]", None, None),
    ],
)
def test_what_touches_on_the_left(values, marked, body, place):
    assert (values(marked)[0]["body"], values(marked)[0]["place"]) == (body, place)


def test_a_name_alone_keeps_the_body_of_the_post(values):
    first, again = values("[O 县林业局][F 局长张某某]说。[F 张某某]表示")
    assert again == first | {"titles": []}


def test_people(values):
    found = values("[P 盂县][F 县长梁大山]、[F 副县长李小河]。[F 小梁县长]说，[F 李小河]也说。[O 县委][F 书记]问，[P 盂县][F 县长]答。")
    mayor, deputy, nickname, again, secretary, role = (value["person"] for value in found)
    assert nickname == mayor == role and again == deputy
    assert len({mayor, deputy, secretary}) == 3
    assert found[2]["name"] == "小梁" and found[5]["name"] is None


def test_a_nickname_that_fits_two_stays_its_own(values):
    found = values("[F 县长梁大山]、[F 县长梁小河]。[F 小梁县长]说")
    assert len({value["person"] for value in found}) == 3


@given(st.text(alphabet="副书记局长、张某主任小 ·A县", min_size=1, max_size=15).filter(str.strip))
def test_any_text_is_parted(officials, text):
    post = officials.part(text)
    assert 0 < post.sure <= 1 and "".join(post.titles) + (post.name or "")
