from banmian import corpus_stats, markup

ARTICLES = """=== one | kind=meeting | region=山西省阳泉市盂县 | style=2020s
[盂县|PLACE]开会
[盂县林业局|ORG][局长张某|OFFICIAL]说，种树[18万亩|QUANTITY]。
没有名字的一段。

=== two | kind=meeting | region=新疆生产建设兵团第一师 | style=2020s
[盂县|PLACE]又开会
"""


def read(tmp_path):
    path = tmp_path / "x01.txt"
    path.write_text(ARTICLES, encoding="utf-8")
    return list(markup.read(path))


def test_counts_densities_and_names(tmp_path):
    figures = corpus_stats.stats(read(tmp_path))
    assert (figures.articles, figures.paragraphs, figures.spans, figures.empty) == (2, 4, 5, 0.25)
    assert figures.by_label == {"PLACE": 2, "ORG": 1, "OFFICIAL": 1, "QUANTITY": 1}
    assert figures.names["PLACE"] == 1
    assert figures.per_thousand["PLACE"] == 2000 / figures.characters


def test_a_region_counts_by_its_province(tmp_path):
    articles = read(tmp_path)
    assert corpus_stats.counted(articles, "region") == {
        "山西省": {"articles": 1, "PLACE": 1, "ORG": 1, "OFFICIAL": 1, "QUANTITY": 1},
        "新疆生产建设兵团": {"articles": 1, "PLACE": 1},
    }
    assert list(corpus_stats.counted(articles, "kind")) == ["meeting"]


def test_the_curve_of_new_names_flattens_where_names_come_again(tmp_path):
    curve = corpus_stats.growth(read(tmp_path), steps=2)
    assert [point["articles"] for point in curve] == [1, 2] and curve[-1]["PLACE"] == 1
