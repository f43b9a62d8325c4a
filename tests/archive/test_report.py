"""The report of an archive: values in words, rows checked, figures counted, entities in their places, and the page in a real browser."""

import html
import io
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian import parquet
from banmian.archive import report, rows, words
from banmian.archive.chosen import Chosen
from banmian.archive.figures import KNOWN, LARGEST, Figures, date_of
from banmian.archive.rows import Entity, from_record
from banmian.pages.articles import Article, Meta
from banmian.problems import InputError
from tests.review.conftest import browser  # noqa: F401

PATHS = {"140322": ("山西省", "阳泉市", "盂县"), "140300": ("山西省", "阳泉市")}
YUXIAN = {"code": "140322", "path": ["山西省", "阳泉市", "盂县"]}
PAGE = "盂县<筑牢>防火屏障\n\n本报讯 盂县有 18 个重点林\n区，盂县林业局局长张&三说。\n"
TEXT = "盂县<筑牢>防火屏障\n盂县有18个重点林区，盂县林业局局长张&三说。"


def quantity(low, high, unit, code, dimension="count", modifier=None, counted=None):
    canonical = code and {"low": low, "high": high, "unit": code}
    told = {"low": low, "high": high, "unit": unit, "modifier": modifier}
    return {**told, "dimension": dimension, "canonical": canonical, "counted": counted}


def official(name, titles=(), body=None, place=None, person="p1"):
    return {"name": name, "titles": list(titles), "body": body, "place": place, "person": person}


def record(label, text, start, value, article="a-1", page="", page_spans=()):
    spans = [list(span) for span in page_spans]
    told = {"article": article, "label": label, "text": text, "start": start, "end": start + len(text), "score": 0.9}
    return {**told, "page": page, "page_spans": spans, "value": value}


def entity(*arguments, line=1, **named):
    return from_record(record(*arguments, **named), "e.jsonl", line)


@pytest.mark.parametrize(
    "label, value, told",
    [
        ("QUANTITY", quantity("5923500", "5923500", "元", "CNY", "money"), "= 5,923,500 CNY · money"),
        ("QUANTITY", quantity("500", None, "名", "人", "persons", "余"), "= ≥ 500 人 · persons · 余"),
        ("QUANTITY", quantity(None, "3", "天", "d", "time"), "= ≤ 3 days · time"),
        ("QUANTITY", quantity("1", "1", "年", "a", "time"), "= 1 year · time"),
        ("QUANTITY", quantity("0.10", "0.15", "%", "1", "percentage"), "= 0.1–0.15 · percentage"),
        ("QUANTITY", quantity("129", "129", "家", "家", counted="校园食堂"), "= 129 家 · count · of 校园食堂"),
        ("QUANTITY", quantity("2", "2", "面", None, None), "2 面"),
        ("QUANTITY", quantity(None, None, "元", "CNY", "money"), "= amount not told · money"),
        ("PLACE", YUXIAN, "= 140322 山西省/阳泉市/盂县"),
        ("PLACE", {"code": None, "path": ["山西省", "阳泉市"]}, "in 山西省/阳泉市"),
        ("PLACE", {"code": None, "path": []}, "division not told"),
        ("ORG", {"canonical": "盂县林业局", "kind": "government", "division": "140322"}, "= 盂县林业局 · government · 山西省/阳泉市/盂县"),
        ("ORG", {"canonical": "某局", "kind": None, "division": "999999"}, "= 某局 · 999999"),
        ("OFFICIAL", official("张三", ["党组书记", "局长"], "盂县林业局"), "= 张三 · 党组书记、局长 · 盂县林业局"),
        ("OFFICIAL", official(None, ["负责人"], None, "盂县"), "= name not told · 负责人 · 盂县"),
        ("PLACE", None, "no value"),
    ],
)
def test_values_in_words(label, value, told):
    assert words.words(label, value, PATHS) == told


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_a_number_is_said_to_two_digits_or_better(exact):
    said = Decimal(words.number(str(exact)).replace(",", ""))
    assert abs(said - exact) <= max(abs(exact) * Decimal("0.05"), Decimal("1e-12"))
    assert abs(exact) < 1 or abs(said - exact) <= Decimal("0.005")


GOOD = record("PLACE", "盂县", 0, YUXIAN)


@pytest.mark.parametrize(
    "change, what",
    [
        ({"value": ...}, "`value` is missing"),
        ({"article": None}, "`article` is None"),
        ({"label": "PERSON"}, "`label` is 'PERSON'"),
        ({"start": "0"}, "`start` is '0'"),
        ({"start": True, "end": 3}, "`start` is True"),
        ({"end": 5}, "0-5 is not where '盂县' can stand"),
        ({"text": "", "end": 0}, "0-0 is not where"),
        ({"start": -2, "end": 0}, "-2-0 is not where"),
        ({"page_spans": [[3, 1]]}, "`page_spans` is [[3, 1]]"),
        ({"page_spans": None}, "`page_spans` is None"),
        ({"value": 3}, "`value` is 3"),
        ({"value": {"code": "140322"}}, "has no `path`"),
        ({"value": {"code": "140322", "path": "盂县"}}, "has '盂县' as `path`"),
        ({"label": "QUANTITY", "value": quantity("many", "3", "个", "个")}, "has 'many' as `low`"),
        ({"label": "QUANTITY", "value": quantity("1e99999999", "3", "个", "个")}, "has '1e99999999' as `low`"),
        ({"label": "OFFICIAL", "value": official("张三", [None])}, "has [None] as `titles`"),
    ],
)
def test_a_row_that_is_none_is_named(change, what):
    changed = {name: value for name, value in (GOOD | change).items() if value is not ...}
    with pytest.raises(InputError) as raised:
        from_record(changed, "e.jsonl", 7)
    assert raised.value.where == "e.jsonl:7" and what in raised.value.what


def test_jsonl_and_parquet_give_the_same_rows(tmp_path):
    pytest.importorskip("pyarrow")
    values = [("ORG", {"canonical": "盂县", "kind": "government", "division": None}), ("OFFICIAL", official("盂县", ["局长"]))]
    values += [("QUANTITY", quantity("2", None, "个", None)), ("PLACE", None), ("PLACE", YUXIAN)]
    lines, table = tmp_path / "e.JSONL", tmp_path / "e.PARQUET"
    records = [record(label, "盂县", 0, value, page_spans=[(4, 6)]) for label, value in values]
    lines.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    parquet.from_jsonl(lines, table)
    of_lines, of_table = list(rows.read(lines)), list(rows.read(table))
    assert [one.value for one in of_lines] == [one.value for one in of_table] == [value for _, value in values]
    assert [one.where for one in of_table] == [f"{table}:{number}" for number in range(1, 6)]


def counted(entities):
    """The figures of rows that come article by article."""
    figures = Figures(PATHS)
    list(Chosen("e.jsonl", figures, 0).rows(entities))
    return figures


def test_bodies_are_counted_under_their_full_name():
    body = {"canonical": "盂县林业局", "kind": "government", "division": "140322"}
    figures = counted([entity("ORG", "县林业局", 0, body), entity("ORG", "盂县林业局", 9, body), entity("ORG", "县林业局", 0, body, article="a-2")])
    ((key, tally),) = figures.top("bodies")
    assert key == ("盂县林业局", "government", "140322") and (tally.count, tally.articles, tally.known) == (3, 2, ["a-1", "a-2"])
    assert tally.forms == {"县林业局": 2, "盂县林业局": 1} and figures.kinds == {"government": 3}


def test_what_an_article_says_of_a_person_is_put_together():
    said = [official("张三", ["局长"], "盂县林业局"), official("张三"), official("张三", ["党组书记"])]
    figures = counted([entity("OFFICIAL", "张三", 9 * at, value) for at, value in enumerate([*said, official(None, ["负责人"], person="r1")])])
    ((key, tally),) = figures.top("officials")
    assert key == ("张三", "盂县林业局") and tally.count == 3 and set(tally.forms) == {"局长", "党组书记"} and figures.unnamed == 1


def test_a_village_is_not_taken_for_the_county_that_it_lies_in():
    names = ["盂县", "山西盂县", "黄杜村", "盂"]
    figures = counted([entity("PLACE", name, 9 * at, YUXIAN) for at, name in enumerate(names)])
    assert {key[0]: tally.count for key, tally in figures.top("places")} == {"盂县": 3, "黄杜村": 1}
    assert figures.divisions == {("山西省",): 4, ("山西省", "阳泉市"): 4, ("山西省", "阳泉市", "盂县"): 4}


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60))
def test_the_largest_amounts_are_kept(sizes):
    money = [entity("QUANTITY", "多少元", 0, quantity(str(size), str(size), "元", "CNY", "money"), article=str(at)) for at, size in enumerate(sizes)]
    amounts = counted(money).amounts["money", "CNY"]
    assert [int(amount.size) for amount in amounts.ordered()] == sorted(sizes, reverse=True)[:LARGEST]
    assert amounts.count == len(sizes) == sum(amounts.powers.values()) and amounts.least == min(sizes)


def test_of_many_articles_the_first_are_known():
    figures = counted([entity("PLACE", "盂县", 0, YUXIAN, article=f"a-{number}") for number in range(2 * KNOWN)])
    ((_, tally),) = figures.top("places")
    assert tally.articles == 2 * KNOWN and tally.known == [f"a-{number}" for number in range(KNOWN)]


@pytest.mark.parametrize(
    "page, article, month",
    [
        ("corpus/pages/yuxian-2024-03-21-03.txt", "x", "2024-03"),
        ("20241205.pdf", "x", "2024-12"),
        ("2024年3月/03.txt", "x", "2024-03"),
        ("", "a-199801", "1998-01"),
        ("page-13-2024.txt", "a-1", ""),
        ("2024-13-01.txt", "a-1", ""),
        ("120240501.txt", "a-1", ""),
    ],
)
def test_the_month_of_a_page(page, article, month):
    assert date_of(page, article) == month


def test_no_month_is_left_out_and_many_are_years():
    def periods(*dates):
        return [name for name, _ in counted([entity("PLACE", "盂县", 0, None, article=date) for date in dates]).periods()]

    assert periods("2023-11-01", "2024-02-01") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert periods("2019-11-01", "2024-02-01") == ["2019", "2020", "2021", "2022", "2023", "2024"]
    assert periods("a", "b") == []


ROWS = [
    record("PLACE", "盂县", 11, YUXIAN, page="page.txt", page_spans=[(16, 18)]),
    record("QUANTITY", "18个", 14, quantity("18", "18", "个", "个", counted="林<区>"), page="page.txt", page_spans=[(20, 22), (23, 24)]),
    record("ORG", "盂县林业局", 22, {"canonical": "盂县林业局", "kind": "government", "division": "140322"}, page="page.txt", page_spans=[(30, 35)]),
    record("OFFICIAL", "局长张&三", 27, official("张&三", ["局长"], "盂县林业局"), page="page.txt", page_spans=[(35, 40)]),
]


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def made(records, pages=(), limit=5, only="", articles=None):
    """A report and what was wrong with its inputs."""
    problems, file = [], io.StringIO()
    figures = Figures(PATHS)
    chosen = Chosen("e.jsonl", figures, limit, only, problems.append)
    list(chosen.rows(from_record(one, "e.jsonl", number) for number, one in enumerate(records, 1)))
    articles = articles or [Article(TEXT, Meta("a-1", "page.txt"))]
    shown = list(filter(None, chosen.articles(articles)))
    layout = report.Layout(PATHS, report.Originals(pages, problems.append), problems.append)
    report.write(file, "<title> & co", figures, chosen, layout.sections(shown))
    return file.getvalue(), problems


def printed(page):
    """The text of a part of a page, with its entities in brackets."""
    page = re.sub(r"<small>.*?</small>", "", page)
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<mark [^>]*>(.*?)</mark>", r"[\1]", page)))


def test_entities_are_marked_in_the_article_and_on_its_page(page):
    shown, problems = made(ROWS, [page])
    assert not problems
    article, column = shown[shown.index("<article") : shown.index("</article>")], shown[shown.index('<div class="printed">') :]
    assert "[盂县]有[18个]重点林区，[盂县林业局][局长张&三]说。" in printed(article) and "盂县<筑牢>防火屏障" in printed(article)
    assert "本报讯 [盂县]有 [18] [个]重点林" in printed(column) and "区，[盂县林业局][局长张&三]说。" in printed(column)
    assert [re.findall('data-e="(.)"', part) for part in (article, column)] == [["1", "2", "3", "4"], ["1", "2", "2", "3", "4"]]


def test_everything_is_escaped(page):
    shown, _ = made([*ROWS, record("PLACE", "<筑牢>", 2, {"code": None, "path": ["<b>", "&amp;"]}, page="page.txt", page_spans=[(2, 6)])], [page])
    assert "<筑牢>" not in shown and "林<区>" not in shown and "<b>/" not in shown and "张&三" not in shown and "<title> & co" not in shown
    assert "&lt;筑牢&gt;" in shown and "林&lt;区&gt;" in shown and "&lt;b&gt;/&amp;amp;" in shown and "张&amp;三" in shown


def test_half_a_character_can_be_written():
    shown, problems = made([], articles=[Article("盂县\ud800", Meta("a-1", ""))])
    shown.encode("utf-8")
    assert not problems and "盂县?" in shown


@pytest.mark.parametrize(
    "change, where, what",
    [
        ({"article": "b-9"}, "e.jsonl:5", "there is no article 'b-9'"),
        ({"start": 90, "end": 92}, "e.jsonl:5", f"the entity ends at 92, beyond article 'a-1' of {len(TEXT)} characters"),
        ({"start": 0, "end": 2, "text": "桃河"}, "e.jsonl:5", "at 0 of article 'a-1' stands '盂县', not '桃河'"),
        ({"start": 12, "end": 14, "text": "县有"}, "e.jsonl:5", "overlaps the entity before it"),
        ({"start": 0, "end": 2, "page_spans": [[90, 92]]}, "e.jsonl:5", f"`page_spans` end at 92, beyond the {len(PAGE.rstrip())} characters"),
        ({"start": 0, "end": 2, "page_spans": [[2, 4]]}, "e.jsonl:5", "`page_spans` lead to '<筑'"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_the_others_shown(change, where, what, page):
    shown, problems = made([*ROWS, record("PLACE", "盂县", 0, YUXIAN, page="page.txt") | change], [page])
    (problem,) = problems
    assert problem.where == where and what in problem.what
    assert "[盂县]有[18个]重点林区，[盂县林业局][局长张&三]说。" in printed(shown)


def test_a_row_beyond_an_article_that_is_not_shown_is_named():
    _, problems = made([record("PLACE", "盂县", 90, YUXIAN)], limit=0)
    assert [problem.where for problem in problems] == ["e.jsonl:1"] and "beyond article" in problems[0].what


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_of_two_articles_with_one_id_the_second_is_named(limit):
    first, second = (Article(text, Meta("a-1", ""), f"a.jsonl:{line}") for line, text in ((3, "盂县有18个重点林区"), (8, "重修桃河")))
    records = [record("PLACE", "盂县", 0, YUXIAN), record("PLACE", "桃河", 2, None)]  # the second stands in the second article
    shown, problems = made(records, limit=limit, articles=[first, Article("平定县", Meta("b-1", "")), second])
    assert [(problem.where, problem.what) for problem in problems] == [("a.jsonl:8", "its id 'a-1' is that of a.jsonl:3 too; it is left out")]
    assert "重修" not in shown and printed(shown).count("[盂县]有18个") == min(limit, 1)


def test_rows_that_fit_no_article_are_named_though_others_have_one_id():
    articles = [Article(text, Meta(name, "")) for name, text in (("a-1", "盂县"), ("b-1", "桃河"), ("a-1", "平定县"))]
    _, problems = made([record("PLACE", "盂县", 0, YUXIAN, article="b-1")], articles=articles)
    assert ["'a-1'" in problems[0].what, problems[1].where] == [True, "e.jsonl:1"]


def test_the_context_of_an_amount_is_not_taken_from_another_article():
    shown, _ = made(
        [record("QUANTITY", "18个", 5, quantity("18", "18", "个", "个"), article="a-2")], articles=[Article("桃河岸上有人家", Meta("a-2", ""))]
    )
    assert '<td class="context"><b>18个</b>' in shown


@pytest.mark.parametrize(
    "limit, only, ids",
    [
        (5, "", ["a", "b", "c", "none"]),
        (2, "", ["a", "b"]),
        (0, "", []),
        (5, "林业局", ["b"]),
        (5, "阳泉市", ["a", "c"]),
        (1, "阳泉市", ["a"]),
        (5, "北山", []),
    ],
)
def test_which_articles_are_shown(limit, only, ids):
    body = {"canonical": "盂县林业局", "kind": None, "division": None}
    records = [
        record("PLACE", "盂县", 0, YUXIAN, article="a"),
        record("ORG", "该局", 0, body, article="b"),
        record("PLACE", "盂县", 0, YUXIAN, article="c"),
    ]
    texts = {"a": "盂县", "b": "该局", "c": "盂县", "none": "没有"}
    shown, problems = made(records, limit=limit, only=only, articles=[Article(text, Meta(name, "")) for name, text in texts.items()])
    assert not problems and re.findall('<article id="[^"]+" data-id="([^"]+)"', shown) == ids
    assert "3 entities" not in shown and f"{len(ids)} of 4 are here in full" in printed(shown)


def test_an_article_of_two_pages_stands_beside_both(tmp_path):
    for name, text in (("a.txt", "盂县要闻\n"), ("b.txt", "（上接第一版）桃河\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    article = Article("盂县要闻\n桃河", Meta("a-1", "a.txt", parts=[(0, "a.txt", None), (5, "b.txt", None)]))
    records = [
        record("PLACE", "盂县", 0, YUXIAN, page="a.txt", page_spans=[(0, 2)]),
        record("PLACE", "桃河", 5, None, page="b.txt", page_spans=[(7, 9)]),
    ]
    shown, problems = made(records, [tmp_path], articles=[article])
    assert not problems
    first, second = shown.split('<div class="printed">')[1:]
    assert "[盂县]要闻" in printed(first) and "（上接第一版）[桃河]" in printed(second)


def test_the_context_of_an_amount_is_shown():
    shown, _ = made(ROWS)
    assert re.search(r'<td class="context">盂县&lt;筑牢&gt;防火屏障\n盂县有<b>18个</b>重点林区', shown)


def test_entities_have_the_type_of_their_rows():
    assert isinstance(entity("PLACE", "盂县", 0, None), Entity)


@pytest.mark.browser
def test_an_entity_leads_to_the_page_and_back_and_the_field_finds(browser, page, tmp_path):  # noqa: F811
    records = [*ROWS, record("PLACE", "桃河", 0, None, article="a-2")]
    articles = [Article(TEXT, Meta("a-1", "page.txt")), Article("桃河", Meta("a-2", ""))]
    out = tmp_path / "report.html"
    out.write_text(made(records, [page], articles=articles)[0], encoding="utf-8")
    opened, errors = browser.new_page(), []
    opened.on("pageerror", lambda error: errors.append(error))
    opened.goto(out.as_uri())
    opened.click("article mark.QUANTITY")
    assert opened.locator(".printed mark.flash").all_inner_texts() == ["18", "个"]
    assert opened.locator("#tip").inner_text().splitlines()[1] == "= 18 个 · count · of 林<区>"
    opened.click(".printed mark.OFFICIAL")
    assert opened.locator("article mark.flash").inner_text().startswith("局长张&三")
    opened.fill("#find", "140322")  # in a table, not in an article
    opened.wait_for_function("found.textContent")
    assert "0 of 2" in opened.locator("#found").inner_text()
    opened.fill("#find", "桃河")
    opened.wait_for_function("found.textContent.startsWith('1')")
    assert opened.locator("article:visible").count() == 1 and opened.locator("#index tbody tr:visible").count() == 1
    opened.fill("#find", "")
    opened.wait_for_function("!found.textContent")
    opened.click("#index th:has-text('PLACE')")
    opened.click("#index th:has-text('article')")
    assert [row.split("\t")[1] for row in opened.locator("#index tbody tr").all_inner_texts()] == ["a-2", "a-1"]  # 桃 before 盂, táo before yú
    assert not errors
    opened.close()
