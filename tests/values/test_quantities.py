import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import lists
from banmian.problems import InputError
from banmian.values.quantities import Quantities
from tests.conftest import ROOT

CONFIGS = ROOT / "configs"
QUANTITIES = Quantities.load(CONFIGS / "values")
# text | low high unit modifier | canonical: low high unit
VALUES = """
592.35万元 | 5923500 5923500 元 - | 5923500 5923500 CNY
218万亩 | 2180000 2180000 亩 - | 1453.33333333 1453.33333333 km2
129家 | 129 129 家 - | 129 129 家
约53% | 53 53 % 约 | 0.53 0.53 1
90余个 | 90 - 个 余 | 90 - 个
660余公里 | 660 - 公里 余 | 660000 - m
500余名 | 500 - 名 余 | 500 - 人
309人次 | 309 309 人次 - | 309 309 人次
474辆次 | 474 474 辆次 - | 474 474 辆次
13000P | 13000 13000 P - | 13000 13000 P
1万 | 10000 10000 - - | 10000 10000 -
三分之一 | 0.333333333333 0.333333333333 - - | 0.333333333333 0.333333333333 1
一半 | 0.5 0.5 - - | 0.5 0.5 1
半数以上 | 0.5 - - 以上 | 0.5 - 1
两倍 | 2 2 倍 - | 2 2 1
10%至15% | 10 15 % - | 0.1 0.15 1
百分之五十三 | 53 53 % - | 0.53 0.53 1
百分之十到十五 | 10 15 % - | 0.1 0.15 1
3‰ | 3 3 ‰ - | 0.003 0.003 1
12.5个百分点 | 12.5 12.5 个百分点 - | 0.125 0.125 1
三成 | 3 3 成 - | 0.3 0.3 1
两成五 | 2.5 2.5 成 - | 0.25 0.25 1
八五折 | 8.5 8.5 折 - | 0.85 0.85 1
10至15天 | 10 15 天 - | 10 15 d
1—2门 | 1 2 门 - | 1 2 门
三四个 | 3 4 个 - | 3 4 个
数十个 | 10 100 个 数 | 10 100 个
十几亿元 | 1000000000 2000000000 元 几 | 1000000000 2000000000 CNY
上百家 | 100 - 家 上 | 100 - 家
近500人 | - 500 人 近 | - 500 人
近500余家 | 500 500 家 近 余 | 500 500 家
超过3700公里 | 3700 - 公里 超过 | 3700000 - m
不到三年 | - 3 年 不到 | - 3 a
不少于150万元 | 1500000 - 元 不少于 | 1500000 - CNY
20天左右 | 20 20 天 左右 | 20 20 d
300米以上 | 300 - 米 以上 | 300 - m
至少九千块钱以上 | 9000 - 块钱 至少 以上 | 9000 - CNY
5万元（含）以上 | 50000 - 元 以上 | 50000 - CNY
50万元以上100万元以下 | 500000 1000000 元 以上 以下 | 500000 1000000 CNY
1万元-20万元 | 10000 200000 元 - | 10000 200000 CNY
两到三万元 | 20000 30000 元 - | 20000 30000 CNY
500到1万元 | 500 10000 元 - | 500 10000 CNY
30分钟到2小时 | 0.5 2 小时 - | 0.5 2 h
3:1 | 3 3 - - | 3 3 1
200元/亩 | 200 200 元/亩 - | 300000 300000 CNY/km2
18000升/分 | 18000 18000 升/分 - | 18 18 m3/min
151公里/百平方公里 | 151 151 公里/百平方公里 - | 1510 1510 m/km2
100公里/小时 | 100 100 公里/小时 - | 100 100 km/h
两年零三个月 | 27 27 个月 - | 27 27 mo
六亩七分 | 6.7 6.7 亩 - | 0.00446666666667 0.00446666666667 km2
3小时20分 | 200 200 分 - | 200 200 min
3分20秒 | 200 200 秒 - | 200 200 s
两个多小时 | 2 - 个小时 多 | 2 - h
一个多月 | 1 - 个月 多 | 1 - mo
一个半小时 | 1.5 1.5 个小时 - | 1.5 1.5 h
五分半钟 | 5.5 5.5 分钟 - | 5.5 5.5 min
半年 | 0.5 0.5 年 - | 0.5 0.5 a
大半天 | 0.5 - 天 大 | 0.5 - d
三块五 | 3.5 3.5 块 - | 3.5 3.5 CNY
五元七毛八分 | 5.78 5.78 元 - | 5.78 5.78 CNY
1米75 | 1.75 1.75 米 - | 1.75 1.75 m
三斤半 | 3.5 3.5 斤 - | 1.75 1.75 kg
三十两 | 30 30 两 - | 1.5 1.5 kg
618万元人民币 | 6180000 6180000 元 - | 6180000 6180000 CNY
港币两千九百六十元 | 2960 2960 港币 - | 2960 2960 HKD
300美圆 | 300 300 美元 - | 300 300 USD
零下15℃以下 | - -15 ℃ 以下 | - -15 Cel
零下30度 | -30 -30 度 - | -30 -30 Cel
华氏70度 | 70 70 华氏度 - | 21.1111111111 21.1111111111 Cel
1.36亿千瓦时 | 136000000 136000000 千瓦时 - | 136000000 136000000 kW.h
35万千瓦 | 350000 350000 千瓦 - | 350000 350000 kW
5米每秒 | 5 5 米/秒 - | 18 18 km/h
三十八度五 | 38.5 38.5 度 - | 38.5 38.5 度
10折 | 10 10 折 - | 1 1 1
一整天 | 1 1 天 - | 1 1 d
三千米 | 3 3 千米 - | 3000 3000 m
十多公里 | 10 - 公里 多 | 10000 - m
4300多万亩 | 43000000 - 亩 多 | 28666.6666667 - km2
２,７００ 公斤 | 2700 2700 公斤 - | 2700 2700 kg
两大 | 2 2 大 - | 2 2 大
300人 | 300 300 人 - | 300 300 人
百人 | 100 100 人 - | 100 100 人
"""
NONE = [
    "几个",
    "多条",
    "万",
    "元",
    "第一方阵",
    "2024年度报告",
    "3:2:1",
    "零下10至15℃",
    "5天4夜",
    "3元5亩",
    "30分钟到2公里",
    "华氏3元",
    "港币5亩",
    "500元/",
    "10至",
    "1:0",
    "约",
    "以上",
]
COUNTED = """
129家 校园食堂和食品店 校园食堂
85家 种植合作社和广大菇农 种植合作社
40名 县长、市长参与直播 县长
37个 贫困村建成服务中心 贫困村
5吨左右 泡沫，而本次 泡沫
13名 专家中再随机抽取 专家
4146个 行政村中每村增设人员 -
9个 项目的负责人 -
6所 学校了解情况， -
3.2万元 资金， -
300人 志愿队， -
2次 防治， -
3块 展板，内容 展板
20天左右 时间， -
132项 ，预算 -
"""


def rows(table, separator):
    return [[cell.strip() for cell in line.split(separator)] for line in table.strip().splitlines()]


def shown(value):
    return "-" if value is None else value


@pytest.mark.parametrize("text, said, canonical", rows(VALUES, "|"))
def test_values(text, said, canonical):
    value = QUANTITIES.value(text)
    assert " ".join(shown(value[key]) for key in ("low", "high", "unit", "modifier")) == said
    assert " ".join(shown(value["canonical"][key]) for key in ("low", "high", "unit")) == canonical


@pytest.mark.parametrize("text", NONE)
def test_what_cannot_be_read_in_one_way_has_no_value(text):
    assert QUANTITIES.value(text) is None


@pytest.mark.parametrize("text, following, noun", rows(COUNTED, " "))
def test_the_counted_noun(text, following, noun):
    assert shown(QUANTITIES.value(text, following)["counted"]) == noun


@pytest.mark.parametrize(
    "text, dimension",
    [
        *[
            ("3元", "money"),
            ("3亩", "area"),
            ("3米", "length"),
            ("3吨", "mass"),
            ("3升", "volume"),
            ("3天", "time"),
            ("3米/秒", "speed"),
            ("3度电", "energy"),
        ],
        *[("3千瓦", "power"), ("3℃", "temperature"), ("3GB", "data"), ("3%", "percentage"), ("3倍", "ratio"), ("1/3", "ratio"), ("3名", "persons")],
        *[("3岁", "age"), ("3个", "count"), ("3", "count"), ("3元/斤", "rate"), ("25分", "count"), ("三块", "money")],
    ],
)
def test_dimensions(text, dimension):
    assert QUANTITIES.value(text)["dimension"] == dimension


@pytest.mark.parametrize("name", ["units", "single_measures", "counted_without_measure"])
def test_every_unit_of_the_rules_is_read(name):
    unread = {unit for unit in lists.read(CONFIGS / "rules" / f"{name}.txt") if QUANTITIES.value("3" + unit) is None}
    assert not unread


@pytest.mark.parametrize("where", ["before", "after"])
def test_every_approximator_of_the_rules_is_known(where):
    words = set(lists.read(CONFIGS / "rules" / f"approximators_{where}.txt"))
    assert words - set(QUANTITIES.modifiers[where]) <= {"零下"}  # which is a sign


@pytest.mark.parametrize("word", ["超过", "不足", "约", "以下", "左右"])
def test_a_modifier_moves_one_bound_at_most(word):
    value = QUANTITIES.value(word + "30个") or QUANTITIES.value("30个" + word)
    assert value["modifier"] == word and "30" in (value["low"], value["high"]) and {value["low"], value["high"]} <= {"30", None}


def test_the_tables_are_plain_and_come_back():
    again = Quantities.from_rows(json.loads(json.dumps(QUANTITIES.rows())))
    assert again.rows() == QUANTITIES.rows() and again.units == QUANTITIES.units
    assert again.value("约218万亩", "耕地，") == QUANTITIES.value("约218万亩", "耕地，")


@pytest.mark.parametrize("line", ["亩\tarea\tkm2", "亩\tarea\tkm2\t1/0", "亩\tarea\tkm2\tmany"])
def test_a_broken_table_is_named(line, tmp_path):
    (tmp_path / "units.tsv").write_text(line + "\n", encoding="utf-8")
    (tmp_path / "modifiers.tsv").write_text("约\tbefore\tabout\n", encoding="utf-8")
    with pytest.raises(InputError, match="units.tsv"):
        Quantities.load(tmp_path)


PIECES = [
    *"一二两三十百千万亿零点几余多来把半数0123.,/:-％ ",
    "分之",
    "百分之",
    "个",
    "元",
    "亩",
    "小时",
    "分",
    "约",
    "以上",
    "至",
    "人民币",
    "℃",
    "零下",
    "（含）",
    "折",
    "一",
    "又",
]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=9).map("".join)), st.text(max_size=8))
def test_any_string_has_a_value_in_order_or_none(text, following):
    value = QUANTITIES.value(text, following)
    if value is not None:
        assert json.loads(json.dumps(value)) == value
        for ends in (value, value["canonical"]):
            low, high = ends["low"], ends["high"]
            assert (low is not None or high is not None) and (None in (low, high) or float(low) <= float(high))


@given(st.integers(0, 10**9), st.sampled_from(["元", "亩", "公里", "名", "%"]))
def test_a_plain_amount_is_its_number(number, unit):
    for text in (f"{number}{unit}", f"约{number:,}{unit}", f"{number}{unit}左右"):
        value = QUANTITIES.value(text)
        assert value["low"] == value["high"] == str(number) and value["unit"] == unit
