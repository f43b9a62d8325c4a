"""OFFICIAL: a particular person who holds or speaks for a post."""

import re
from collections.abc import Iterator

from .functions import NOTHING, labelling_function
from .lexicon import Hit
from .persons import WORDS_TOO, name_from, name_until, starts_clean
from .view import View

LEVEL_BEFORE = tuple("省市县区州盟旗镇乡村道")  # 岗集镇|党委|书记: the committee is a body, not part of the title
COMMITTEES = ("党委", "党工委")
JOINED = ("、", "", "兼", "暨", "、村", "兼村")
FUSED = re.compile(r"[\u4e00-\u9fff](?:局长|厅长|部长|处长|所长|院长)")
SPEAKS = re.compile(
    r"(?:向|在?[\u4e00-\u9fff]{0,4})?"
    r"(?:介绍|表示|说|告诉|指出|强调|称|提醒|透露|坦言|坦承|直言|证实|告知|答复|认为|解释|回应|答复|要求|宣布|呼吁|建议|希望|感慨|亲自)"
)
ALONE = re.compile(r"介绍|表示|说(?!明)|告诉记者|指出|强调|透露|坦言|解释|回忆|亲自")
ANY_ONE = re.compile(r"[一几]?[位名个任]$|各|有的?$")
NO_NAMES = (
    "候选",
    "任职",
    "应当",
    "负责",
    "全体",
    "任期",
    "成员",
    "要求",
    "汇报",
    "连任",
    "台",
    "制度",
    "负责制",
)  # what may follow a title
NO_TITLE = tuple("制们级")  # 县长+制
NO_SURNAMES = frozenset("省市县区司关") | WORDS_TOO  # before a title: 向|所长, 由|副局长
LEADERS_OF_OLD = re.compile(r"毛主席(?!语录|像|诗词)|周总理|朱总司令")
ANY_BODY = ("企业", "单位", "部门", "业的", "要由", "机构", "超市", "商场", "药店")
THAT_BODY = ("该村", "该县", "该局", "该市", "该镇", "该校", "该院", "该厂", "该乡", "公司", "项目")
NAME = r"([\u4e00-\u9fff]{2,4}?)"
POST = r"(?:[局县镇乡村校院所站厂行队]?长|主任|书记|主席|经理)"
SURE_POST = r"(?:[局县镇乡村校院所站厂行队会事科股处社馆庭台团部市区署厅司旗州]长|主任|支书|书记|主席|经理|总监|专员|审判员|检察员|总指挥)"
APPOINTMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"任命{NAME}(?=为)",
        rf"免去{NAME}(?=(?:同志)?的[\u4e00-\u9fff（）、]{{2,30}}职务)",
        rf"(?:选举|推选|补选|选举任命|确定|决定|提名|推荐)(?!任命){NAME}(?=(?:同志)?为)",
        rf"由{NAME}(?=担任[\u4e00-\u9fff]{{2,14}}{POST})",
        rf"(?:^|[，。；：、\n]|像支持|对于|支持|由){NAME}同志(?=任|不再担任|担任|为)",
        rf"[，。；\n、](?!任命){NAME}(?=为[省市县区旗州镇乡团][\u4e00-\u9fff]{{2,14}}{POST}[，。；])",
        rf"[，。；：\n]{NAME}(?=，[男女]，[^。；]{{2,120}}(?:现任|拟任|任|拟提))",
        rf"[。\n]{NAME}(?=是[^，。；\n]{{2,20}}{POST}[，,。])",
        rf"{SURE_POST}(?:名?叫|还?是|姓名：){NAME}(?=[，。；])",  # 社长叫闵蕙芳，
        rf"(?:^|[^\u4e00-\u9fff]|叫){NAME}(?=，(?![他她我])(?:[\u4e00-\u9fff]{{2,20}}的)?(?:[\u4e00-\u9fff]{{1,16}}?)?副?{SURE_POST}[，。；])",  # 狄春雷，市供热办的主任。
        rf"[，。；：、】\n ]{NAME}(?<![担上])(?=任[\u4e00-\u9fff]{{2,20}}{SURE_POST})",
        rf"[：；\n]{NAME}(?=不再担任[\u4e00-\u9fff]{{2,20}}职务)",
        rf"[：；\n]{NAME}(?=的[\u4e00-\u9fff（）、]{{2,24}}职务)",
        rf"[：；\n]{NAME}(?=为[\u4e00-\u9fff]{{2,20}}{SURE_POST}[，。；])",
        rf"(?:^|[^\u4e00-\u9fff]){NAME}(?=(?:19|20)\d\d年[^，。；]{{0,8}}(?:任|当上|担任|出任|接任|当选)[^，。；]{{0,14}}{SURE_POST})",
        rf"(?:^|[^\u4e00-\u9fff])由?{NAME}(?=(?:在|曾|已|现|一直|先后|全票|高票|再次)?(?:担任|出任|当上|接任|就任|兼任|当选)[^，。；]{{0,14}}{SURE_POST})",
        rf"(?:当选|接任|接班|上任)的是{NAME}(?=[，。；])",
    )
)
LIST_GOES_ON = tuple("、，。；等出参陪及和与见在一率带分到赴深先围听\n（")
LIST_OF_LEADERS = re.compile(r"((?:[\u4e00-\u9fff]{2,4}、){1,30}[\u4e00-\u9fff]{2,4})等(?:\d{1,3}[位名])?[\u4e00-\u9fff]{0,6}领导")
LEADERS_ARE = re.compile(
    rf"领导(?:同志)?(?:还|另)?(?:有|包括)：?|主席台(?:前排)?就座的(?:领导)?(?:同志)?(?:有|是)?：?"
    rf"|(?:{SURE_POST}|常委|委员)的?(?:有|是)?(?:[0-9一二两三四五六七八九十]{{1,3}}[人位名])?："
)
OF_PLACES = ("河长", "湖长", "林长", "路长", "街长", "楼长", "点长", "田长", "网格长")  # what stands before them is no name: 芦圩荡|河长


def title_chains(view: View) -> list[Hit]:
    """Titles that stand together, as one: 党组书记、局长; 副书记、县长; 常务副市长."""
    chains: list[Hit] = []
    for start, end in view.longest("titles"):
        if end < len(view.text) and not view.starts_word(end):
            continue
        while (before := view.ending("title_prefixes", start)) is not None:
            start = before
        for committee in COMMITTEES:
            if view.text.startswith(committee, start) and view.text[start - 1 : start] in LEVEL_BEFORE and end - start > len(committee):
                start += len(committee)
                break
        if chains and view.text[chains[-1][1] : start] in JOINED:
            chains[-1] = (chains[-1][0], end)
        elif not chains or start >= chains[-1][1]:
            chains.append((start, end))
    return chains


def fused_start(view: View, start: int, end: int) -> int:
    """Where a title starts that has swallowed its body's name: 公安|局长 → the place of 公安; otherwise as given."""
    if FUSED.match(view.text[start - 1 : end]) and (domain := view.ending("domains", start)) is not None:
        return domain
    return start


def named(view: View) -> Iterator[tuple[Hit, Hit]]:
    """Titles with the name after them: the span of both, and the name's."""
    for start, end in title_chains(view):
        name_end = name_from(view, end, titled=True)
        if name_end is None or view.opening("organisation_suffixes", end) is not None or view.opening("titles", end) is not None:
            continue
        if view.text.startswith(NO_NAMES, end):
            continue
        yield (fused_start(view, start, end), name_end), (end, name_end)


def named_before(view: View) -> Iterator[tuple[Hit, Hit]]:
    """Names with the title after them: 李建安主任表示, 王瑞田副司长; a surname alone (番市长) where it starts cleanly."""
    for start, end in title_chains(view):
        if view.text[end : end + 1] in NO_TITLE:
            continue
        name = None if view.text.endswith(OF_PLACES, start, end) else name_until(view, start)
        if name is not None and (starts_clean(view, name) or _goes_on(view, end)):
            yield (name, end), (name, start)
            continue
        surname = view.ending("surnames", start)
        if surname is None or start - surname > 2 or view.chain_ending(start) is not None or view.text[surname:start] in NO_SURNAMES:
            continue
        if view.text[surname - 1 : surname] in ("小", "老") and surname > 0:
            surname -= 1
        if starts_clean(view, surname) or view.text[surname - 1] in "位名":
            yield (surname, end), (surname, start)


def _goes_on(view: View, end: int) -> bool:
    follows = view.text[end : end + 1]
    return not follows.isalnum() or follows in "一的等在陪率带和与" or SPEAKS.match(view.text, end) is not None


def listed(view: View, start: int) -> Iterator[Hit]:
    """The names of a list that begins here, joined by 、."""
    while (end := name_from(view, start)) is not None and (view.text[end : end + 1] in LIST_GOES_ON or end == len(view.text)):
        yield start, end
        if view.text[end : end + 1] != "、" or view.opening("titles", end + 1) is not None:
            return
        start = end + 1


@labelling_function("officials.titled", "OFFICIAL")
def titled(view: View) -> Iterator[Hit]:
    """Title and name together: 校长侯志刚, 党组书记、局长张某, 公安局长黄某."""
    for span, _ in named(view):
        yield span


@labelling_function("officials.name_first", "OFFICIAL")
def name_first(view: View) -> Iterator[Hit]:
    """Name, then title: 林佳讯书记, 张某局长, 番市长."""
    for span, _ in named_before(view):
        yield span


@labelling_function("officials.list", "OFFICIAL")
def names_in_list(view: View) -> Iterator[Hit]:
    """The later names of a list under one title, and those beside 领导: 副市长李某、王某; 县领导戴嘉宝、邵潘锋; 高某、聂某等县级领导."""
    for _, (_, end) in named(view):
        if view.text[end : end + 1] == "、" and view.opening("titles", end + 1) is None:
            yield from listed(view, end + 1)
    for start, end in view.longest("groups"):
        if view.text.endswith("领导", start, end):
            yield from listed(view, end)
    for match in LEADERS_ARE.finditer(view.text):
        yield from listed(view, match.end())
    for match in LIST_OF_LEADERS.finditer(view.text):
        lists = (list(listed(view, match.start() + offset)) for offset in range(3))  # a word may stand before the first name
        yield from next((names for names in lists if names and names[-1][1] == match.end(1)), [])


@labelling_function("officials.appointed", "OFFICIAL")
def appointed(view: View) -> Iterator[Hit]:
    """Names that the article gives a post in so many words: 任命何静为…副院长, 种茂林同志任…书记, 初晓慧，女，38岁…拟任…局长."""
    for pattern in APPOINTMENTS:
        for match in pattern.finditer(view.text):
            if view.opening("surnames", match.start(1)) is not None:
                yield match.span(1)


@labelling_function("officials.known_again", "OFFICIAL")
def known_again(view: View) -> Iterator[Hit]:
    """A name alone, once the article has told that this person holds a post: 校长侯志刚 → 侯志刚, 局长张某 → 张某."""
    spans = [name for found in (named, named_before) for _, name in found(view)] + [*names_in_list(view), *appointed(view)]
    names = {view.text[start:end] for start, end in spans}
    names |= {name.rpartition("·")[2] for name in names if "·" in name}
    names |= {view.text[start:end] for (start, end), name in named_before(view) if name[1] - name[0] <= 2}
    yield from view.occurrences(name for name in names if len(name) >= 2)


@labelling_function("officials.role", "OFFICIAL")
def role(view: View) -> Iterator[Hit]:
    """A role that acts or speaks for a body, without a name: 市市场监管局|相关负责人|表示, 县供电公司|负责人|介绍."""
    for start, end in view.longest("speaking_roles"):
        named_too = name_from(view, end) is not None and view.text[end : end + 2] not in view.lexicon.lists["person_verbs"]
        if named_too or view.text[end : end + 1] in ("等", "们") or view.text[start - 2 : start] in ANY_BODY:
            continue
        if SPEAKS.match(view.text, end) or view.ending("organisation_suffixes", start) is not None or view.text[start - 2 : start] in THAT_BODY:
            yield start, end


@labelling_function("officials.title_alone", "OFFICIAL")
def title_alone(view: View) -> Iterator[Hit]:
    """A title that speaks, without a name: 县林业局局长表示; 江西一镇长."""
    for start, end in title_chains(view):
        of_place = view.text[start - 1 : start] == "一" and view.chain_ending(start - 1) is not None
        if of_place or ALONE.match(view.text, end) and not ANY_ONE.search(view.text, max(0, start - 3), start):
            yield start, end
    for match in LEADERS_OF_OLD.finditer(view.text):
        yield match.span()


@labelling_function("officials.no_post", NOTHING)
def no_post(view: View) -> Iterator[Hit]:
    """Names beside a word that is no post: 记者温荣鑫, 村民老王."""
    for start, end in view.longest("not_officials"):
        name_end = name_from(view, end)
        if name_end is not None and view.covered_by_division(end) is None:
            yield start, name_end
