from banmian import page_scores
from banmian.pages.articles import Article, Meta


def article(text, headline=None, **fields):
    return Article(text, Meta("", "", headline=headline, **fields))


def test_articles_are_matched_one_to_one():
    wanted = [article("甲\n县里开会研究春耕。\n各乡镇参加。", "甲"), article("乙\n市里修路通车。", "乙", byline=["侯节"])]
    found = [article("县里开会研究春耕。\n各乡镇参加。"), article("乙\n市里修路通车。", "乙")]
    score = page_scores.score([found], [wanted])
    assert (score["matched"], score["text"], score["body"], score["headline"], score["byline"], score["exact"]) == (2, 0.5, 1.0, 0.5, 0.5, 0.0)
    assert score["f"] == 1.0 and score["splits"] == score["merges"] == 0


def test_splits_and_merges():
    one, two = article("县里开会研究春耕。\n各乡镇参加。"), article("市里修路通车。")
    halves = [article("县里开会研究春耕。"), article("各乡镇参加。"), two]
    both = [article("县里开会研究春耕。\n各乡镇参加。\n市里修路通车。")]
    assert page_scores.score([halves], [[one, two]])["splits"] == 1
    assert page_scores.score([both], [[one, two]])["merges"] == 1
