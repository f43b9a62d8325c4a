import pytest

from banmian.pages.articles import Meta, from_record
from banmian.problems import InputError


def test_what_is_absent_may_be_null():
    meta = {"id": "a", "page": "a.txt", "headline": None, "offsets": None, "parts": None, "words": None, "subheads": None, "unknown": 1}
    assert from_record({"text": "盂县", "meta": meta}, "a.jsonl:1").meta == Meta("a", "a.txt")


@pytest.mark.parametrize("name", ["offsets", "parts", "words"])
@pytest.mark.parametrize("value", [5, [5], [[1, 2]], "abc"])
def test_a_list_of_another_shape_is_named(name, value):
    with pytest.raises(InputError, match=f"`{name}` is no list of"):
        from_record({"text": "盂县", "meta": {name: value}}, "a.jsonl:1")
