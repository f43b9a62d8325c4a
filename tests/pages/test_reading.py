import pytest

from banmian.pages import html
from banmian.pages.reading import page_files, read_pages
from banmian.problems import InputError

HTML = """<html><head><title>新闻</title><style>p{}</style></head><body><h1>盂县筑牢防火屏障</h1>
<p>&nbsp;&nbsp;&nbsp;&nbsp;本报讯&nbsp;盂县有18个<b>重点林区</b>。</p><a href="2.htm">下一版</a><!-- 广告 --><p>　　林地218万亩。（侯节 嘉崧）</p></body></html>"""


def test_html_keeps_places_in_the_source():
    lines, aside = html.read(HTML)
    assert [line.text.text for line in lines] == ["盂县筑牢防火屏障", "本报讯\xa0盂县有18个重点林区。", "林地218万亩。（侯节 嘉崧）"]
    assert [line.text for line in aside] == ["下一版"]
    assert all(char == HTML[place] for line in lines for char, place in zip(line.text.text, line.text.places()) if char.strip())


def test_inputs_are_sorted_unique_and_named(tmp_path):
    for name in ("b/1.txt", "a/1.txt", "a/2.html", "a/notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("盂县", encoding="utf-8")
    problems = []
    found = page_files(
        [tmp_path / "b", tmp_path / "a", tmp_path / "a" / "1.txt", tmp_path / "none.txt", tmp_path / "a" / "notes.md"], problems.append
    )
    assert [name for _, name in found] == ["1", "2", "1~2"]
    assert [problem.what for problem in problems] == ["no such file or folder", "cannot read .md"]


def test_a_pdf_is_read_or_the_extra_is_named(tmp_path):
    page = tmp_path / "page.pdf"
    page.write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(InputError, match=r"no readable PDF|extra `pdf`"):
        list(read_pages(page, "page"))
