"""ORG to canonical name, kind and division."""

import pytest

from banmian.values.bodies import Bodies
from banmian.values.places import Places
from tests.values.articles import read


@pytest.fixture(scope="module")
def bodies(configs) -> Bodies:
    return Bodies.load(configs / "values", Places.load(configs / "values"))


def values(bodies, marked):
    text, entities = read(marked)
    found = bodies.read(text, entities, bodies.places.read(text, entities))
    return [tuple(found[number].value[key] for key in ("canonical", "kind", "division")) for number in sorted(found)]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("市委", "party"),
        ("阳泉市委政法委", "party"),
        ("县纪委监委", "party"),
        ("共青团阳泉市委", "association"),
        ("县政府", "government"),
        ("市市场监管局", "government"),
        ("市政府", "government"),
        ("中铁二局", "company"),
        ("辽宁省财政厅政府采购监督管理处", "government"),
        ("中央纪委国家监委法规室", "party"),
        ("中国人民银行常德市中心支行", "government"),
        ("县农业农村委", "government"),  # no 村委
        ("县森林消防队第六中队", "government"),
        ("街道办事处", "government"),
        ("市人大常委会", "legislature"),
        ("政协", "consultative"),
        ("阳泉市中级人民法院", "court"),
        ("阳泉市人民检察院", "procuratorate"),
        ("武警阳泉支队", "military"),
        ("县人武部", "military"),
        ("杨家庄学校", "school"),
        ("委党校", "school"),
        ("中心医院", "hospital"),
        ("射阳县人民医院心内科", "hospital"),
        ("山西华阳集团有限公司", "company"),
        ("中国农业银行盂县支行", "company"),
        ("丰垄植保专业合作社", "cooperative"),
        ("山西日报", "media"),
        ("新华社", "media"),
        ("县妇联", "association"),
        ("盂县图书馆", "institution"),
        ("政务服务中心", "institution"),
        ("村委会", "grassroots"),
        ("联合国", "other"),
    ],
)
def test_kinds(bodies, name, kind):
    assert bodies.kinds.of(name)[0] == kind


def test_a_name_without_ending_is_hardly_sure(bodies):
    text, entities = read("[O 盒马鲜生]")
    assert bodies.read(text, entities, bodies.places.read(text, entities))[0].score <= 0.4


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("[P 盂县]，[O 县政府]", [("盂县人民政府", "government", "140322")]),
        ("[P 阳泉市]，[O 市委政法委]", [("中共阳泉市委政法委", "party", "140300")]),
        ("[P 盂县]，[O 市委]、[O 省委]", [("中共阳泉市委", "party", "140300"), ("中共山西省委", "party", "140000")]),
        ("[P 阳泉市]，[O 市政府]、[O 市民政局]", [("阳泉市人民政府", "government", "140300"), ("阳泉市民政局", "government", "140300")]),
        ("[O 市委政法委]", [("市委政法委", "party", None)]),  # of which city is not told
        ("[P 盂县]，[P 平定县]，[O 县政府]", [("县政府", "government", None)]),
        ("[O 阳泉市委]", [("中共阳泉市委", "party", "140300")]),
        ("[O 中共阳泉市委]", [("中共阳泉市委", "party", "140300")]),
        ("[O 盂县县委]", [("中共盂县委", "party", "140322")]),
        ("[O 山西省阳泉市盂县林业局]、[O 林业局]", [("盂县林业局", "government", "140322")] * 2),
        ("[O 阳泉市市场监督管理局]、[O 市市场监管局]", [("阳泉市市场监督管理局", "government", "140300")] * 2),
        ("[O 山西华阳集团]、[O 华阳集团]", [("山西华阳集团", "company", "140000")] * 2),
        ("[O 浙江捷力轴承有限公司]、[O 捷力]", [("浙江捷力轴承有限公司", "company", "330000")] * 2),
        ("[O 中国农业银行盂县支行]", [("中国农业银行盂县支行", "company", "140322")]),
        ("[P 盂县][P 苌池镇]，[O 镇政府]", [("盂县苌池镇人民政府", "government", "140322")]),
        ("[P 盂县]。[O 县委]常委、[O 组织部]", [("中共盂县委", "party", "140322"), ("中共盂县委组织部", "party", "140322")]),
        ("[O 公安局]", [("公安局", "government", None)]),  # not 公安县
        ("[O 中山大学]", [("中山大学", "school", None)]),
        ("[O 贵州大学]", [("贵州大学", "school", "520000")]),
        ("[O 陕西佛坪国家级自然保护区管理局]", [("陕西佛坪国家级自然保护区管理局", "government", "610730")]),
        ("[P 浑源县]，[O 恒山风景名胜区管理中心]", [("恒山风景名胜区管理中心", "institution", None)]),
        ("[P 淮阳]，[O 县委]", [("中共淮阳县委", "party", "411626")]),  # a district since 2019
        ("[O 新华社]", [("新华社", "media", None)]),
    ],
)
def test_within_the_article(bodies, marked, expected):
    assert values(bodies, marked) == expected


def test_two_bodies_with_one_short_name_stay_apart(bodies):
    assert values(bodies, "[O 盂县林业局]、[O 平定县林业局]、[O 林业局]")[2] == ("林业局", "government", None)
