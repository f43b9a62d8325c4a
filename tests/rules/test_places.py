import pytest

PLACES = """
[盂县]采取措施，[阳泉市]推动落实
[山西省阳泉市盂县苌池镇]的群众
在[盂县]、[平定县]调研
[高城山]起火，沿着[桃河]走
[青岛路]北延道路通车
[北山公园]免费开放
[阳泉]市民、[桃河]城区西段
位于[盂县]县城的西边
[国道318线]、[205国道]和[地铁3号线]
[杨家庄村]村民说
[龙港镇龙金大道]完工
[柳州]螺蛳粉、[桂林]米粉
[京津冀]、[长三角]、[苏北]协同
平安[阳泉]建设
《[阳泉市]平安建设任务清单》
来自[中国]、[日本]的客人
[苍南县钱库镇雅后村]的稻田
[新安]、[玉龙]、[括东]等社区规划方案
覆盖[戴南]、[张郭]等乡镇
[抚州至吉安高速公路]开工
[夏坪]至[睦村]段动工
[苍南县]今年出台办法，[苍南]的蘑菇
[苌池镇]下足功夫，[苌池]变了
从[江西]到[安徽]
记者走进[红岭水利枢纽]
[河南信阳高新区]投产
[从江县加鸠乡加翁村]的村民
[晋江]的老人来自[安海]、[东石]、[深沪]
[晋江]人在[陈埭]做鞋
[兰州轨道交通1号线]、[2号线]开通
[沅水一桥]封闭检修
"""
NONE = """
全省、全市、我市、我县、当地、各县
城乡接合部、校园周边、主城区
中华民族的中国式现代化
西部、山区、境外、我国
爬山、靠山吃山、翻山越岭
乡村公路、产业路、回头路
村、镇、县三级
大街小巷，绿水青山
挑着担子走村串户
高于城镇居民，大部分乡镇
出售龙井茶和普洱茶
老人来自安海、东石、深沪
"""


@pytest.mark.parametrize("sentence", PLACES.split())
def test_named_spots(sentence, label):
    assert label(sentence, "PLACE") == sentence


@pytest.mark.parametrize("sentence", NONE.split())
def test_places_without_a_name(sentence, label):
    assert label(sentence, "PLACE") == sentence


def test_short_form_after_the_full_name(label):
    text = "[堵嘎尔湾村]去年脱贫。\n如今的[堵嘎尔湾]家家有余粮。"
    assert label(text, "PLACE") == text


@pytest.mark.parametrize("sentence", ["[永康市]今年有展会。在[永康]开幕，[永康]人自豪。", "人民生活永康"])
def test_a_name_that_is_a_word_needs_its_context(sentence, label):
    assert label(sentence, "PLACE") == sentence
