import pytest

OFFICIALS = """
[校长侯志刚]说
市委[书记雷健坤]主持会议
[副市长王某]出席
盂县[县长张某]讲话
市人大常委会[主任李某]
县林业局[党组书记、局长张某]
杨家庄村[党支部书记王某]
市市场监管局[相关负责人]表示
[张某局长]表示
省委[副书记、省长王某]
市委常委、县委[书记王某]
副县长、公安局[局长李某]
县领导[戴嘉宝]、[邵潘锋]参加
[副局级纪检监察员周鹏飞]授课
[公安局长黄某]到场
县林业局[局长]表示
[国家主席习近平]、[习近平总书记]指出
[董事长李强]介绍，[总经理王芳]陪同
[副市长李志强]、[王建国]、[张小明]出席会议
北岛乳业[总经理安娜·米切尔]说
县农牧局[局长额尔德木图]说
旗农牧业局[局长洛桑平措]坦言
决定任命[何静]为县人民法院副院长
[李建安主任]表示
延村村委会[主任金观生]说
寺头派出所[所长井维国]提醒
社长叫[闵蕙芳]，从前是挡车工
官儿叫[狄春雷]，市供热管理办公室的主任。
县委决定，[虎建军]任县教育局局长；[郎雪琴]任县文化馆馆长
任命：[钟起凤]为瑞金市人民政府副市长；[宋佳]为叶坪乡监察专员。
由[蓝向宏]担任县医院院长
在网上，[曾伟强]在担任村委会主任期间
后来当选的是[刁小霞]，大家服气
当时的[局长洛古阿且]。[洛古阿且]说
"""
NONE = """
记者温荣鑫报道
市民李咏丽、村民老王说
护林员张三，教师李某
县级干部、领导班子、市领导
实行县长负责制，全面推行河长制
习近平新时代中国特色社会主义思想
书记要求严格，主任任职有规定
工程师陈卫国、医生赵敏
"""


@pytest.mark.parametrize("sentence", OFFICIALS.split())
def test_persons_with_a_post(sentence, label):
    assert label(sentence, "OFFICIAL") == sentence


@pytest.mark.parametrize("sentence", NONE.split())
def test_persons_without_a_post_and_ranks(sentence, label):
    assert label(sentence, "OFFICIAL") == sentence


@pytest.mark.parametrize(
    "article",
    [
        "县委[书记童天明]到黑池镇调研。\n[童天明]走进田间。",
        "奥克兰商会[会长戴维·哈里斯]表示欢迎。\n[哈里斯]说，",
        "[种茂林]同志任镇安县委书记。\n[种茂林]表示感谢。",
        "在听完[孙主任]的发言后，[孙主任]也强调",
    ],
)
def test_a_name_counts_once_the_post_is_told(article, label):
    assert label(article, "OFFICIAL") == article
