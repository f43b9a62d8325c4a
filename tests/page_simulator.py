"""Lay articles out on a newspaper page as a PDF extractor gives it, one function a trouble, everything from the seed."""

import datetime
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

import srsly
import typer

TROUBLES = (
    "blocks",  # empty lines where the left edge moves: above a line that opens with “ or 《, below a lone line
    "tight",  # no empty lines between paragraphs
    "columns",  # an empty line in mid-sentence
    "padding",  # 更换 716 处
    "stretching",  # 及 省 委 工 作 安 排 ，全 面
    "jumbled",  # articles in another order
    "heads_after",  # headline after its body
    "heads_far",  # headlines in a row at the page's start or end
    "kicker_below",
    "headless",  # the headline of a jumped article is not on the page
    "own_lines",  # byline, source note and jump line on lines of their own
    "furniture",  # section names, page numbers, dates, editors
    "form_feed",
)
OPEN, CLOSE, FULL_STOPS = "“‘（《", "，。、；：！？”’）》…", "。！？；：…"
UNIT = re.compile(rf"[{OPEN}]*(?:[A-Za-z0-9.:%/+-]+|.)[{CLOSE}]*")  # what no line break may cut
SECTIONS = (" 新 闻", " 要闻", " 综 合", " 民生", " 乡村振兴")
EDITORS = ("戚文舒", "柴一禾", "司徒简", "米书瑶", "水清扬", "卓远舟")


@dataclass
class Line:
    """A printed line; `room` is what the column had left over, `gap` an empty line above it."""

    text: str
    room: float = 0.0
    first: bool = False
    last: bool = False
    gap: bool = False

    @property
    def looks_indented(self):
        """An opening mark fills the right half of its cell, so its line looks indented like a paragraph's first."""
        return self.first or self.text[0] in "“《"

    @property
    def looks_final(self):
        return self.text.rstrip("”’）")[-1:] in FULL_STOPS


def cells(text):
    """Width in full-width characters: half-width digits and Latin letters count half."""
    return sum(0.5 if ord(char) < 128 else 1 for char in text)


def wrap(text, width):
    """Break a paragraph into lines: two cells of indent, closing marks hang on the line before."""
    lines, row, room = [], "", width if text[0] == "（" else width - 2
    for unit in UNIT.findall(text):
        if row and cells(row + (unit.rstrip(CLOSE) or unit)) > room:
            lines.append(Line(row.rstrip(), room - cells(row.rstrip())))
            row, room = "", width
        row += unit if row or unit != " " else ""
    lines.append(Line(row, room - cells(row)))
    lines[0].first = lines[-1].last = True
    return lines


def pad_numbers(text):
    """Numbers of a loose line stand between spaces: 更换 716 处."""
    return re.sub(r"(?<=[一-鿿])(?=[0-9])|(?<=[0-9%])(?=[一-鿿])", " ", text)


def stretch(text):
    """A line drawn out to the column's width: 及 省 委 工 作 安 排 ，全 面."""
    return re.sub(rf"([{CLOSE}]) ", r"\1", " ".join(text))


def justify(line, troubles, rng):
    """Fill the room left in a line that is not a paragraph's last, by padding or, rarely, by stretching."""
    if line.last or line.room < 0.5:
        return
    if "padding" in troubles and re.search("[0-9]", line.text):
        line.text = pad_numbers(line.text)
    elif "stretching" in troubles and not re.search(rf"[ -~{OPEN}]", line.text) and rng.random() < 0.4:
        line.text = stretch(line.text)


def break_columns(lines, rng):
    """Open a gap in mid-sentence, on average after every 15 lines."""
    for before, line in zip(lines, lines[1:]):
        line.gap = not before.last and not before.looks_final and rng.random() < 1 / 15


def open_blocks(lines):
    """Gaps as the extractor sees them: a block ends where a line's indent is not that of its second line."""
    block = []
    for line in lines:
        line.gap = line.gap or (len(block) > 1 and line.looks_indented != block[1].looks_indented)
        block = [line] if line.gap else block + [line]


def doubtful(lines):
    """How many line ends even a careful reader could take for a paragraph's, or miss as one."""
    count = 0
    for before, line in zip(lines, lines[1:]):
        missed = line.first and not line.gap and (before.room < 1 or not before.looks_final)
        made_up = not line.first and before.looks_final and (line.gap or before.room >= 1)
        count += missed or made_up
    return count


def set_paragraphs(texts, width, troubles, rng):
    """Lines of the paragraphs between two subheads."""
    lines = [line for text in texts for line in wrap(text, width)]
    if "columns" in troubles:
        break_columns(lines, rng)
    if "blocks" in troubles:
        open_blocks(lines)
    elif "tight" not in troubles:
        for line in lines[1:]:
            line.gap = line.gap or line.first
    return lines


def opening(article):
    """What stands before the first paragraph: （上接第一版）, 本报讯, 本报讯（记者 张三）."""
    jump = f"（{article['jump_from']}） " if article["jump_from"] else ""
    by = f"（{article['byline_printed']}）" if article["byline_place"] == "dateline" else ""
    return jump + (f"{article['dateline']}{by} " if article["dateline"] else "")


def closing(article):
    """What stands after the last paragraph, each in brackets."""
    by = article["byline_place"] == "end" and article["byline_printed"]
    return [f"（{mark}）" for mark in (by, article["source_note"], article["jump_to"]) if mark]


def set_body(article, width, troubles, rng):
    """The body's groups of lines (paragraphs, subhead, paragraphs, …, marks), and how doubtful they are."""
    groups, texts, doubts = [], [opening(article) + article["body"][0]["text"]], 0
    for part in [*article["body"][1:], {"kind": "end"}]:
        if part["kind"] == "paragraph":
            texts.append(part["text"])
            continue
        groups, texts = groups + [set_paragraphs(texts, width, troubles, rng)], []
        doubts += doubtful(groups[-1])
        if part["kind"] == "subhead":
            groups.append([Line(row) for row in part["lines"]])
    for mark in closing(article):
        end = groups[-1][-1]
        if end.room < cells(mark) + 0.5 or ("own_lines" in troubles and rng.random() < 0.6):
            groups.append([Line(mark)])
        else:
            end.text, end.room = f"{end.text} {mark}", end.room - cells(mark) - 0.5
    return groups, doubts


def body_blocks(article, troubles, rng):
    """The body's groups as text, in the column width (14 to 22) that leaves a reader the fewest doubts."""
    widths = rng.sample(range(14, 23), 9)
    groups, _ = min((set_body(article, width, troubles, rng) for width in widths), key=lambda body: body[1])
    for line in sum(groups, []):
        justify(line, troubles, rng)
    return ["\n".join("\n" * line.gap + line.text for line in group) for group in groups]


def head_blocks(article, troubles, rng):
    """Headline, with the kicker above it, or below where it opens with a dash or the seed says so."""
    blocks = ["\n".join(article["headline_lines"])]
    if article["kicker"]:
        below = article["kicker"].startswith("——") or ("kicker_below" in troubles and rng.random() < 0.7)
        blocks.insert(1 if below else 0, article["kicker"])
    return blocks


def jumble(articles, rng):
    """Another order, in which every article's start, or the end of the one before it, is marked."""
    for _ in range(200):
        order = rng.sample(articles, len(articles))
        if order != articles and all(closing(a) or opening(b) for a, b in zip(order, order[1:])):
            return order
    raise ValueError(f"no order keeps {[a['id'] for a in articles]} apart; give more of them a byline or dateline")


def furniture(rng, date, number):
    """Lines that belong to the page: some for its top, some for its middle, some for its foot."""
    day = datetime.date.fromisoformat(date)
    dated = f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"
    staff = rng.choice(["责任编辑：{} 版式设计：{}", "责任编辑：{}", "责任编辑：{} {}"]).format(*rng.sample(EDITORS, 2))
    folio = rng.choice([f"{number:02}", str(number), f"第{number}版"])
    top = [rng.choice(SECTIONS), *rng.sample([dated, folio], rng.randint(0, 2))]
    foot = [staff, *(line for line in (dated, folio) if line not in top)]
    return (top, [], foot) if rng.random() < 0.7 else ([], top, foot)


def expected(article, headless):
    """The article that a converter should find."""
    rows = [row for part in article["body"] for row in part.get("lines", [part.get("text")])]
    return {
        "headline": None if headless else article["headline"],
        "kicker": None if headless else article["kicker"],
        "subheads": [part["lines"] for part in article["body"] if part["kind"] == "subhead"],
        **{key: article[key] for key in ("byline", "dateline", "jump_from", "jump_to", "source_note")},
        "text": "\n".join(rows if headless else [article["headline"], *rows]),
    }


def lay_out(articles, seed, troubles=TROUBLES, date="2024-12-05", number=2):
    """Lay 2 to 5 articles out on a page; gives its text and the expected articles in the order of their bodies."""
    rng, blocks, far, wanted = random.Random(seed), [], [], []
    articles = jumble(articles, rng) if "jumbled" in troubles else list(articles)
    places = ["before"] + 2 * ["after"] * ("heads_after" in troubles) + 2 * ["far"] * ("heads_far" in troubles)
    for article in articles:
        headless = bool(article["jump_from"]) and "headless" in troubles
        head = [] if headless else head_blocks(article, troubles, rng)
        body, place = body_blocks(article, troubles, rng), rng.choice(places)
        blocks.append({"before": head + body, "after": body + head, "far": body}[place])
        far += head if place == "far" else []
        wanted.append(expected(article, headless))
    top, middle, foot = furniture(rng, date, number) if "furniture" in troubles else ([], [], [])
    blocks.insert(rng.randrange(1, len(blocks)), middle)
    blocks = [far] + blocks if rng.random() < 0.5 else blocks + [far]
    page = "\n\n".join(sum([top, *blocks, foot], []))
    feed = rng.choice(("\f{}\n", "{}\n\f", "{}\n ")) if "form_feed" in troubles else "{}\n"
    return feed.format(page), wanted


def main(
    recipes: Path = typer.Argument(..., exists=True, help="Pages to make (JSONL): page, articles, seed, …"),
    articles: Path = typer.Option("tests/pages/sample_articles.jsonl", exists=True, help="Articles (JSONL)"),
    pages: Path = typer.Option("corpus/pages", help="Folder for the pages"),
    wanted: Path = typer.Option("corpus/pages/expected", help="Folder for the expected articles"),
):
    """Make sample pages, as tests/pages/recipes.jsonl lists them, and what a converter should find on them."""
    known = {article["id"]: article for article in srsly.read_jsonl(articles)}
    for recipe in srsly.read_jsonl(recipes):
        date, number = re.search(r"(\d{4}-\d\d-\d\d)-(\d\d)$", recipe["page"]).groups()
        order = [known[key] for key in recipe["articles"]]
        page, found = lay_out(order, recipe["seed"], recipe["troubles"], date, int(number))
        (pages / f"{recipe['page']}.txt").write_bytes(page.encode(recipe["encoding"]))
        lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in found)
        (wanted / f"{recipe['page']}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
