"""The report: every printed character once, in the colour of its article."""

import io
import re

from banmian.pages.reading import PageText
from banmian.pages.report import Report
from banmian.pages.segmentation import PageConverter

PAGE = """综合

盂县<筑牢>防火屏障

本报讯 盂县有18个重点林区，林地218万亩，防火队员已经进入战备状态。（侯节）
"""


def test_the_page_is_shown_beside_its_articles(configs):
    text = PageText.of(PAGE)
    file = io.StringIO()
    report = Report(file)
    report.add(text, PageConverter(configs / "pages").convert(text))
    report.close()
    html = file.getvalue()
    assert html.startswith("<!DOCTYPE html>") and html.endswith("</html>\n")
    assert '<a class="c0 headline" href="#p1-0">盂县&lt;筑牢&gt;防火屏障</a>' in html and 'id="p1-0"' in html
    assert '<span class="left">综合</span>' in html
    printed = re.sub(r"<[^>]+>", "", html[html.index('<div class="printed">') : html.index("<article")])
    assert "".join(printed.split()) == "".join(PAGE.split()).replace("<", "&lt;").replace(">", "&gt;")
