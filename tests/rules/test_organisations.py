import pytest

BODIES = """
[盂县林业局]相关负责人表示
同[华阳集团]签订责任书
[市委]、[市政府]高度重视
[县委][县政府]召开会议
[阳泉市委]、[阳泉市人民检察院]
[阳泉市委政法委]书记
[市市场监管局]开展检查
[共青团阳泉市委]和[中共盂县县委]
[杨家庄学校]的学生
[县森林消防队第六中队]出动
据[新华社]、《[山西日报]》报道
[国务院]、[党中央]、[中央军委]
省、[市人大常委会]视察
[县人大]、[政协]领导
该[市商务局]负责人
[省人大]代表
[第三人民医院]（传染病定点医院）
[县林业局]局长表示
[山丹县教育局]局长表示
[曲靖市公安局麒麟分局]破案
[江西省抚州市中级人民法院执行局]副局长
[天津禾川智能装备有限公司]的厂房
[县海洋与渔业局]、[市住房和城乡建设局]
[国网盂县供电公司]抢修
[市委]常委、[宣传部]部长李某
[县营养办]主任王某
[南昌大学]、[北京大学]的教授
[灵宝市第一人民医院]的病床
[浙江捷力轴承有限公司]投产，[捷力]早年代工
[重庆市水利局财务处]副处长雷某
[新疆生产建设兵团][一三四团]的地头
"""
NONE = """
各级市场监管部门利用假期
公安机关、政法机关、有关部门
企业、学校、校园食堂
市、县（区）市场监管局
实行党政同责，公司和学校
被告上法庭，他在外地开公司
优化产业布局，形成新格局
各乡镇党委、政府
新建一家面粉加工厂
"""


@pytest.mark.parametrize("sentence", BODIES.strip().split("\n"))
def test_named_bodies(sentence, label):
    assert label(sentence, "ORG") == sentence


@pytest.mark.parametrize("sentence", NONE.split())
def test_classes_of_bodies_are_none(sentence, label):
    assert label(sentence, "ORG") == sentence


def test_an_alias_counts_from_its_introduction(label):
    text = "[县政府采购办公室]（以下简称“[采购办]”）公告。\n[采购办]说明了情况。"
    assert label(text, "ORG") == text
