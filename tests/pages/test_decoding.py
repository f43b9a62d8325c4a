import pytest

from banmian.pages.decoding import decode
from banmian.problems import InputError

PAGE = "本报讯 盂县林业局相关负责人表示，林地面积218万亩。\n（侯节 嘉崧）\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_any_chinese_encoding_simply_works(encoding):
    assert decode(PAGE.encode(encoding), "page.txt") == PAGE


def test_rare_characters_survive_gb18030():
    text = "㙍镇党委书记䶮某说，" * 4 + "今年开局良好。"
    assert decode(text.encode("gb18030"), "page.txt") == text


@pytest.mark.parametrize(
    "raw, reason",
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (bytes(range(256)) * 8, "neither UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x03\x00" * 40, "binary"),
        (PAGE.encode("big5", "ignore") * 4, "neither UTF-8"),
        (b"\xff\xfe\x00\xd8", "not valid at byte"),
    ],
)
def test_what_is_no_page_is_named_with_its_reason(raw, reason):
    with pytest.raises(InputError, match=reason) as error:
        decode(raw, "folder/page.txt")
    assert error.value.where == "folder/page.txt" and error.value.remedy
