import pytest

from banmian.pages.marks import MarkReader


@pytest.fixture(scope="module")
def reader(configs):
    return MarkReader(configs / "pages")


@pytest.mark.parametrize(
    "paragraph, text, marks",
    [
        ("（上接第一版） 指导学校食堂升级改造。", "指导学校食堂升级改造。", {"jump_from": "上接第一版"}),
        ("本报讯 开展演练。 （侯节 嘉崧）", "开展演练。", {"dateline": "本报讯", "byline": ["侯节", "嘉崧"]}),
        ("新华社太原 12 月 3 日电 深秋时节。", "深秋时节。", {"dateline": "新华社太原12月3日电"}),
        ("本报讯（记者 翟晓鸥） 火情发生。", "火情发生。", {"dateline": "本报讯", "byline": ["翟晓鸥"]}),
        ("增添新动能。 （转自12月3日《山西日报》）", "增添新动能。", {"source_note": "转自12月3日《山西日报》"}),
        ("守护林草资源。（记者  方耀星  通讯员  朱敬铨）", "守护林草资源。", {"byline": ["方耀星", "朱敬铨"]}),
        ("一看便知。（下转第三版）", "一看便知。", {"jump_to": "下转第三版"}),
        ("第三人民医院（传染病定点医院）", "第三人民医院（传染病定点医院）", {}),
        ("目标实现。（图片）", "目标实现。（图片）", {}),
        ("建成破碎（集团）4个", "建成破碎（集团）4个", {}),
    ],
)
def test_marks_are_told_from_text(reader, paragraph, text, marks):
    found = reader.read(paragraph)
    assert paragraph[found.start : found.end].strip() == text
    given = {name: getattr(found, name) for name in ("dateline", "jump_from", "jump_to", "source_note", "byline") if getattr(found, name)}
    assert given == marks


@pytest.mark.parametrize("paragraph, opens, closes", [("本报讯（记者 翟晓鸥） 火情发生。", True, False), ("火情解除。（翟晓鸥）", False, True)])
def test_names_in_a_dateline_do_not_end_the_article(reader, paragraph, opens, closes):
    found = reader.read(paragraph)
    assert (found.opens, found.closes) == (opens, closes)
