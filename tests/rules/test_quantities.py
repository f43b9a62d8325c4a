import pytest

from banmian.rules.numerals import ORDINALS, YEARS

AMOUNTS = """
投入[592.35万元]，惠及[129家]企业，林地[218万亩]
[约53%]的农户、[90余个]小区，管网[660余公里]，算力[13000P]
[500余名]职工，共[309人次]，巡逻[474辆次]
梳理[10大类][62项]问题，“[5个]方面[10件]”实事
[二十多个]村，占[三分之一]，是去年的[两倍]
休息[10至15天]，连续[12年]获奖
挂牌[数十个]，走访[上百家]，流转[几十亩]
[半小时]到达，[半年]见效，[24小时]值班
建成[两大]算力中心和[18个]重点林区
再走[一公里]，种[一年]，收[一亩]
[300人]参加，覆盖[两县][12村]
每吨[200元/吨]，涨幅[10%至15%]
由[50元]提高到[80元]
长[12米]、宽[5米]
共计[618万元人民币]
[3日]内办结，近[三年]来
提高[12.5个百分点]，比例为[3:1]
[三四个]人，[一两个月]，[上亿元]
防御[20年]一遇的洪水，支持[两个]领域
走了[两个多小时]，住了[一个多月]，开了[一个半小时]
羊少了[一半]，[九成以上]由机器采收
用电[1.36亿千瓦时]，发电[35万千瓦]
去年多领了[一千八]，投资[十多亿]，每户[十几万]
果园[六亩七分]，分成[两成五]
驻村[两年零三个月]
用时[2小时10分42秒]，成绩[49秒37]，身高[1米55]
密度达到[151公里/百平方公里]
双向六车道，2008年至2010年，23日至24日，家住某某村3组
[三匹]山，[四任]支书，[两麻袋]粮
每[两周]轮换，[三天]一次
气温[零下30度]，最多[上百辆]车
"""
NONE = """
12月3日，2024年，今年9月，4月至7月执行，1至11月
上午9时，晚上十点五十五分，2000年9月—2004年6月任职
第一方阵、第六中队、第一版、7号、二十届、首个
三级网络、四级联动、5A级景区、国家一级
一对一帮扶，一帮一结对，一站式服务，三防设施
一家商户、一份处罚单、唯一一所、一系列、一项项、每家
多个部门、多条线路、多年来、几个人、数字经济
双方、三地、两岸、三农、五保户、十二五
首次、二次、一批、一大批、一期工程
凌晨两点到四点，夜里十一点，每天四点
一、加强领导。（1）明确责任
坚持“五个聚焦”，解决“七大”难
上半年增长，下半年回落，头一年冷清，哪一天
今天脱贫后，80后、90后创业
"""


@pytest.mark.parametrize("sentence", AMOUNTS.split())
def test_amounts_with_unit_and_approximators(sentence, label):
    assert label(sentence, "QUANTITY") == sentence


@pytest.mark.parametrize("sentence", NONE.split())
def test_dates_ordinals_and_idioms_are_no_amounts(sentence, label):
    assert label(sentence, "QUANTITY") == sentence


@pytest.mark.parametrize("date", ["12月3日", "2024年", "今年一季度", "1—3月", "二〇二四年", "上午9时30分", "20世纪", "八十年代"])
def test_dates_are_found_whole(date):
    assert any(date.endswith(match[0]) for match in YEARS.finditer(date))


@pytest.mark.parametrize("ordinal", ["第一方阵", "二十届", "三中全会", "5A级", "（一）", "14510号", "一三四团"])
def test_ordinals_are_found(ordinal):
    assert ORDINALS.search(ordinal)
