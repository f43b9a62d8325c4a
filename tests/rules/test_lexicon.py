from banmian.rules.lexicon import Lexicon


def test_lists_are_named_by_their_files_and_divisions_come_in_kinds(lexicon):
    assert "林业" in lexicon.lists["domains"] and "王" in lexicon.lists["surnames"]
    assert "盂县" in lexicon.lists["divisions"] and "阳泉" in lexicon.lists["large_divisions_short"]
    assert "苌池镇" in lexicon.lists["townships"] and "苍南" in lexicon.lists["divisions_short"]
    assert "永康" in lexicon.lists["divisions_ambiguous"] and "永康" not in lexicon.lists["divisions_short"]


def test_every_occurrence_is_found_overlapping_ones_too(lexicon):
    hits = lexicon.find("阳泉市盂县")
    assert hits["divisions"] == [(0, 3), (3, 5)]
    assert hits["large_divisions_short"] == [(0, 2)]


def test_townships_by_the_codes_of_their_divisions(lexicon):
    assert lexicon.codes["晋江"] == lexicon.codes["晋江市"] == {"350582"}
    assert "深沪" in lexicon.towns["350582"] and "深沪" in lexicon.towns["3505"]
    assert "桥头" not in lexicon.towns["350583"] and "平安" not in lexicon.towns["3505"]  # ordinary words


def test_a_list_is_a_file_and_comments_are_left_out(tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    for name in ("place_stops", "place_suffixes", "surnames_rare", "town_words", "common_words", "left_stops", "sure_short_names"):
        (rules / f"{name}.txt").write_text("# nothing yet\n", encoding="utf-8")
    (rules / "colours.txt").write_text("# Colours. Source: none\n红色\n", encoding="utf-8")
    (rules / "divisions.tsv").write_text("140322\t盂县\t盂\n", encoding="utf-8")
    (rules / "townships.tsv").write_text("140322\t苌池镇\n", encoding="utf-8")
    (tmp_path / "surnames.txt").write_text("王\n", encoding="utf-8")
    assert Lexicon(rules).find("红色苌池镇") == {"colours": [(0, 2)], "townships": [(2, 5)]}
