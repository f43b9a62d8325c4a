"""Two annotations of the same text, as an editor would write them."""

import pytest

from banmian import markup
from banmian.review import diff


def parsed(sentence):
    return markup.parse("=== x", sentence, "a.jsonl:1")


@pytest.mark.parametrize(
    "a, b, expected",
    [
        ("[盂县|PLACE]林业局", "[盂县|PLACE]林业局", []),
        ("[盂县|PLACE]林业局", "盂县林业局", [("only A", "[盂县|PLACE]林业局", "")]),
        ("盂县林业局", "盂县[林业局|ORG]", [("only B", "", "盂县[林业局|ORG]")]),
        ("[盂县|PLACE]林业局", "[盂县林业局|ORG]", [("label, edges", "[盂县|PLACE]林业局", "[盂县林业局|ORG]")]),
        ("在\n[北山公园|PLACE]里", "在\n[北山公园|ORG]里", [("label", "在⏎[北山公园|PLACE]里", "在⏎[北山公园|ORG]里")]),
        ("[约53%|QUANTITY]", "约[53%|QUANTITY]", [("edges", "[约53%|QUANTITY]", "约[53%|QUANTITY]")]),
        (  # the longest overlap is the partner, the other stands alone
            "[盂县林业局局长|ORG]",
            "[盂县林业局|ORG][局长|OFFICIAL]",
            [("edges", "[盂县林业局局长|ORG]", "[盂县林业局|ORG]局长"), ("only B", "", "盂县林业局[局长|OFFICIAL]")],
        ),
    ],
)
def test_differences(a, b, expected):
    assert [(found.kind, found.a, found.b) for found in diff.differences(parsed(a), parsed(b))] == expected


def test_articles_are_paired_by_text():
    a, b = [parsed(text) for text in ("甲[一个|QUANTITY]", "乙", "丙")], [parsed(text) for text in ("丙", "丁", "甲一个")]
    both, only_a, only_b = diff.pairs(a, b)
    assert [(x.text, y.text) for x, y in both] == [("甲一个", "甲一个"), ("丙", "丙")]
    assert ([task.text for task in only_a], [task.text for task in only_b]) == (["乙"], ["丁"])


def test_counts_are_those_of_strict_spans():
    counts = diff.counts(parsed("[盂县|PLACE][林业局|ORG]，[两|QUANTITY]"), parsed("[盂县|PLACE][林业局|PLACE]，[两|QUANTITY]"))
    assert (counts.right, counts.predicted, counts.gold) == (
        {"PLACE": 1, "QUANTITY": 1},
        {"PLACE": 1, "ORG": 1, "QUANTITY": 1},
        {"PLACE": 2, "QUANTITY": 1},
    )
