import pytest

from banmian import dictionary, shipped
from banmian.problems import InputError


def test_words_of_two_to_eight_chinese_characters_with_their_tag(tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("莱克电气\t1\tNR\n知联会\t2\tNN\n的\t9\tDEG\nAA制\t12\tJJ\n没有标签\n", encoding="utf-8")
    assert list(dictionary.read(file)) == [("莱克电气", "NR"), ("知联会", "NN")]


def test_the_later_file_decides_what_a_word_is(tmp_path, monkeypatch):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("缙云\t1\tNN\n缓解\t1\tVV\n", encoding="utf-8")
    second.write_text("缙云\t1\tNR\n", encoding="utf-8")
    monkeypatch.setattr(dictionary, "files", lambda: [first, second])
    assert dictionary.words() == {"dictionary_names": ["缙云"], "dictionary_nouns": [], "dictionary_others": ["缓解"]}


def test_the_installed_dictionary_has_names_of_today():
    lists = dictionary.words()
    assert "宁德时代" in lists["dictionary_names"] and "缓解" in lists["dictionary_others"]
    assert len(lists["dictionary_nouns"]) > 100_000


def test_a_missing_package_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(shipped, "find_spec", lambda name: None)
    with pytest.raises(InputError, match="pip install"):
        dictionary.files()
