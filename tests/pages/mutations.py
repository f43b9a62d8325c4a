"""Pages spoiled at random, from a seed, to see that nothing makes conversion fail or hang."""

import random
import sys
import time
from pathlib import Path

import typer

from banmian.pages.decoding import decode
from banmian.pages.reading import PageText
from banmian.pages.segmentation import PageConverter
from banmian.problems import InputError

ROOT = Path(__file__).resolve().parents[2]
SIGNS = "（()）“”《》【】「」，。、；：！？…—·\u3000\xa0\t\r\f\x0b\x00\x1b\u200b\ufeff\u2028𠮷😀"


def flip_bytes(page, rng):
    raw = bytearray(page.encode())
    for _ in range(rng.randint(1, 60)):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    return bytes(raw)


def shuffle_lines(page, rng):
    lines = page.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines).encode()


def cut(page, rng):
    start = rng.randrange(len(page))
    return page[start : start + rng.randrange(1, len(page))].encode()


def double_lines(page, rng):
    return "\n".join(line for line in page.split("\n") for _ in range(rng.choice([1, 1, 1, 2, 5]))).encode()


def nest_brackets(page, rng):
    at, depth = rng.randrange(len(page)), rng.randint(1, 3000)
    return (page[:at] + rng.choice(["（", "(", "“", "《"]) * depth + rng.choice(["）", "", "”"]) * depth + page[at:]).encode()


def one_long_line(page, rng):
    return (page.replace("\n", "") * rng.choice([1, 3, 10, 100])).encode()


def sprinkle(page, rng):
    return "".join(char + rng.choice(SIGNS) * (rng.random() < 0.05) for char in page).encode()


def drop_line_ends(page, rng):
    return "".join(" " if char == "\n" and rng.random() < 0.5 else char for char in page).encode()


MUTATIONS = (flip_bytes, shuffle_lines, cut, double_lines, nest_brackets, one_long_line, sprinkle, drop_line_ends)


def check(converter, raw):
    """Convert a spoiled page; every character that is not white space must be in an article, its metadata, or a leftover."""
    try:
        text = decode(raw, "page.txt")
    except InputError:
        return
    page = converter.convert(PageText.of(text))
    covered = set()
    for article in page.articles:
        for start, place, length in article.meta.offsets:
            covered.update(range(place, place + length))
            assert all(char.isspace() or char == text[place + index] for index, char in enumerate(article.text[start : start + length]))
    told = "".join(line for _, line in page.leftovers) + "".join(str(article.record()["meta"]) for article in page.articles)
    lost = {char for place, char in enumerate(text) if place not in covered and char.isprintable() and not char.isspace()} - set(told)
    assert lost <= set("（()）：:、，,;；/|【】 通讯员实习生本报记者特约台融媒体全见首席摄影文图报道组派\u200b"), lost


def main(count: int = 10_000, seed: int = 0):
    """Spoil so many pages and convert them; tells the longest time that one took."""
    converter = PageConverter(ROOT / "configs" / "pages")
    pages = [decode(path.read_bytes(), path.name) for path in sorted((ROOT / "corpus" / "pages").glob("*.txt"))]
    longest, began = (0.0, ""), time.monotonic()
    for number in range(count):
        rng = random.Random(f"{seed}-{number}")
        mutate = MUTATIONS[number % len(MUTATIONS)]
        raw = mutate(rng.choice(pages), rng)
        start = time.monotonic()
        try:
            check(converter, raw)
        except Exception as error:
            print(f"page {number} ({mutate.__name__}): {error!r}", file=sys.stderr)
            raise
        longest = max(longest, (time.monotonic() - start, f"{number} ({mutate.__name__}, {len(raw):,} bytes)"))
    print(f"{count:,} spoiled pages in {time.monotonic() - began:.0f} s, none failed; the longest took {longest[0]:.2f} s: {longest[1]}")


if __name__ == "__main__":
    typer.run(main)
