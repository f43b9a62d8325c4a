import pytest

from banmian.archive.simulation import simulate
from banmian.problems import InputError


def test_articles_come_again_under_new_ids(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "盂县林业局", "meta": {"id": "a", "page": "a.txt"}}\n{"text": "桃河", "meta": {"id": "b"}}\n', encoding="utf-8")
    found = list(simulate(path, 5, cut=3))
    assert [article.text for article in found] == ["盂县林", "桃河", "盂县林", "桃河", "盂县林"]
    assert len({article.meta.id for article in found}) == 5 and found[2].meta.page == "a.txt"


def test_no_article_is_no_archive(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.touch()
    with pytest.raises(InputError, match="no article"):
        next(simulate(path, 5))
