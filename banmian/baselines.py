"""What the model is compared with: the rules alone, and the peers that a user could install, mapped to the guidelines as well as their tags allow.

Each baseline is a function from texts to their spans, one text after another.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from banmian import votes
from banmian.pages.articles import Article, Meta
from banmian.peers import mapping, taggers
from banmian.rules import functions, lexicon
from banmian.rules.view import View
from banmian.scores import Key

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


def tagged(name: str) -> Callable[[Path], Baseline]:
    """A peer that tags words, its words mapped to the guidelines.

    name (str): of `peers.taggers.TAGGERS`.
    """

    def make(configs: Path) -> Baseline:
        tagger, words = taggers.load(name), lexicon.load(configs / "rules")

        def label(texts: Iterable[str]) -> Iterator[list[Key]]:
            for text in texts:
                tokens: list[Key] = []
                start = 0
                for line in text.splitlines(keepends=True):
                    place = start
                    for word, tag in tagger(line.strip("\n")) if line.strip() else []:
                        found = text.find(word, place, start + len(line))
                        if found >= 0:
                            tokens.append((found, found + len(word), tag))
                            place = found + len(word)
                    start += len(line)
                if name in taggers.NO_NUMERALS:
                    tokens = mapping.with_numerals(text, [token for token in tokens if token[2]])
                yield mapping.from_tags(View(Article(text, Meta("", "")), words), tokens)

        return label

    return make


BASELINES: dict[str, Callable[[Path], Baseline]] = {"rules": rules_alone, **{name: tagged(name) for name in taggers.TAGGERS}}
