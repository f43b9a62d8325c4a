"""Lay articles out on a page of a PDF, as a newspaper is printed: columns, frames, headlines in larger fonts, everything from the seed."""

import random
from bisect import bisect_right
from pathlib import Path

import page_simulator
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"  # the only one that every viewer knows without embedding; headings differ by their size
SIZE, LEADING, GUTTER, MARGIN = 9.0, 13.0, 18.0, 40.0  # of the text, in points
SUBHEAD, KICKER, HEADLINE = 10.5, 13.0, 22.0  # sizes of heads
WIDTH = 1080.0


def body_rows(article, cells):
    """The printed lines of a body as (text, indented, is_subhead), set in a column of so many characters."""
    texts, rows = [page_simulator.opening(article) + article["body"][0]["text"]], []
    for part in article["body"][1:]:
        texts.append(part["text"] if part["kind"] == "paragraph" else part["lines"])
    marks = "".join(f"（{mark[1:-1]}）" for mark in page_simulator.closing(article))
    texts[-1] += marks
    for text in texts:
        if isinstance(text, list):
            rows += [(line, False, True) for line in text]
        else:
            rows += [(line.text, line.first, False) for line in page_simulator.wrap(text, cells)]
    return rows


def draw_head(canvas, article, left, top, width):
    """Kicker and headline across the article's columns; gives the height that is left below."""
    size = min(HEADLINE, width / max(map(page_simulator.cells, article["headline_lines"])))
    heads = [(line, size) for line in article["headline_lines"]]
    if article["kicker"]:
        heads.insert(len(heads) if article["kicker"].startswith("—") else 0, (article["kicker"], KICKER))
    for text, size in heads:
        size = min(size, width / page_simulator.cells(text))
        top -= size * 1.35
        canvas.setFont(FONT, size)
        canvas.drawString(left, top, text)
    return top - 10


def draw_article(canvas, article, left, top, columns, cells, frame):
    """Draw one article over so many columns; gives where it ends."""
    width = cells * SIZE
    whole = columns * width + (columns - 1) * GUTTER
    below = draw_head(canvas, article, left, top - (8 if frame else 0), whole)
    rows = body_rows(article, cells)
    height = -(-len(rows) // columns)
    starts = [0]
    while len(starts) < columns:  # a column's last line is no subhead
        start = min(len(rows), starts[-1] + height)
        while start < len(rows) and start > starts[-1] + 1 and rows[start - 1][2]:
            start -= 1
        starts.append(start)
    height = max(end - start for start, end in zip(starts, [*starts[1:], len(rows)]))
    for index, (text, indented, is_subhead) in enumerate(rows):
        column = bisect_right(starts, index) - 1
        row = index - starts[column]
        canvas.setFont(FONT, SUBHEAD if is_subhead else SIZE)
        canvas.drawString(left + column * (width + GUTTER) + 2 * SIZE * indented, below - (row + 1) * LEADING, text)
    end = below - height * LEADING - 6
    if frame:
        canvas.rect(left - 8, end, whole + 16, top - end, stroke=1, fill=0)
    return end


def lay_out(articles, seed, path, columns):
    """Lay articles out one below the other, or two side by side, and give what a converter should find.

    columns (int): of the page, 3 to 6.
    """
    rng = random.Random(seed)
    cells = int((WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns / SIZE)
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=(WIDTH, 4200.0), invariant=True)
    canvas.setFont(FONT, 11)
    canvas.drawString(MARGIN, 4160, "要闻")
    canvas.drawString(WIDTH - 200, 4160, "2024年12月5日 星期四")
    top, rest = 4130.0, list(articles)
    while rest:
        beside = 2 if len(rest) > 1 and columns > 3 and rng.random() < 0.5 else 1
        spans = [columns] if beside == 1 else [2, columns - 2]
        left, ends = MARGIN, []
        for span in spans:
            frame = rng.random() < 0.3
            ends.append(draw_article(canvas, rest.pop(0), left, top, span, cells, frame))
            left += span * (cells * SIZE + GUTTER)
        top = min(ends) - 26
    canvas.save()
    return [page_simulator.expected(article, headless=False) for article in articles]


def pages(articles, folder: Path, seeds):
    """PDFs of two to five articles each: path and expected articles."""
    for seed in seeds:
        rng = random.Random(seed)
        path = folder / f"{seed}.pdf"
        yield path, lay_out(rng.sample(articles, rng.randint(2, 5)), seed, path, 3 + seed % 4)
