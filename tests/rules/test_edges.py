import pytest

from banmian.rules.edges import body_edge, spot_edge


def name(edge: int | None, text: str, ending: str) -> str | None:
    return None if edge is None else text[edge : text.rindex(ending)]


@pytest.mark.parametrize(
    "text, ending, found",
    [
        ("同华阳集团", "集团", "华阳"),
        ("记者从盂县林业局", "局", "盂县林业"),
        ("甘肃绿洲鲜果供应链有限公司", "有限公司", "甘肃绿洲鲜果供应链"),  # 应 and 会 end only a name that nothing opens
        ("密山市公安局联合市渔政管理站", "管理站", "市渔政"),
        ("讷河农商银行配合法院", "法院", None),
        ("抢修时国网盂县供电公司", "供电公司", "国网盂县"),
        ("中国驻圣保罗总领馆", "总领馆", "中国驻圣保罗"),
        ("办好县药材加工厂", "加工厂", "县药材"),
        ("各有关公司", "公司", None),
        ("大型超市", "超市", None),
        ("5家面粉加工厂", "加工厂", None),
    ],
)
def test_where_the_name_of_a_body_begins(text, ending, found, look):
    assert name(body_edge(look(text), text.rindex(ending), text.rindex(ending) + len(ending)), text, ending) == found


@pytest.mark.parametrize(
    "text, ending, found",
    [
        ("沿着高城山", "山", "高城"),
        ("5座石拱桥", "桥", "石拱"),
        ("两家深沟煤矿", "煤矿", "深沟"),
        ("来看临沣寨", "寨", "临沣"),
        ("梅河口经济贸易开发区", "开发区", "梅河口经济贸易"),  # 经 opens 经济, it is no preposition
        ("瑶里古镇", "古镇", "瑶里"),
        ("珠山镇和平社区", "社区", "珠山镇和平"),
        ("中电（阳泉）产业园", "产业园", "中电（阳泉）"),
        ("今年在", "在", None),
    ],
)
def test_where_the_name_of_a_spot_begins(text, ending, found, look):
    assert name(spot_edge(look(text), text.rindex(ending)), text, ending) == found
