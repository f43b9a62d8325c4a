"""Pages of digital editions: HTML → lines whose characters keep their place in the source."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from banmian.pages.lines import INDENT, Line
from banmian.pages.located import Located

BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "title",
        "blockquote",
        "figure",
        "figcaption",
        "dd",
        "dt",
        "hr",
        "form",
        "founder-content",
    ]
)
HIDDEN = frozenset(("script", "style", "head", "noscript", "select", "button", "textarea", "svg"))
ASIDE = frozenset(("a", "nav", "figcaption"))  # navigation and captions
SIZES = {"h1": 2.0, "h2": 1.8, "h3": 1.6, "h4": 1.2, "h5": 1.2, "h6": 1.2}  # as browsers show them, against the text around
TOKEN = re.compile(
    r"<!--|<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)[^<>]*>|<[!?/][^<>]*>|(?P<entity>&#?\w{1,12};)|(?P<space>\s+)|(?P<text>[^<&\s]+|[<&])"
)
COMMENT_END = re.compile("-->")
HIDDEN_END = {name: re.compile(rf"</{name}[^<>]*>?", re.IGNORECASE) for name in HIDDEN}


@dataclass
class _Row:
    """The pieces of a line so far, each with whether it is set apart from the text by its tags."""

    pieces: list[Located] = field(default_factory=list)
    aside: bool = True
    strong: bool = True
    size: float | None = None


def read(source: str) -> tuple[list[Line], list[Located]]:
    """The lines that a reader sees: each paragraph, headline and table cell is one.

    source (str): the decoded HTML file.
    RETURNS (tuple): the lines, and those that are only links or captions, which belong to no article. An entity stands where it starts.
    """
    lines: list[Line] = []
    aside: list[Located] = []
    for row in _rows(source):
        text = Located.join(row.pieces)
        stripped = text.strip()
        if stripped and row.aside:
            aside.append(stripped)
        elif stripped:
            lines.append(Line(stripped, bool(INDENT.match(text.text)), True, True, row.size or (SIZES["h4"] if row.strong else None), whole=True))
    return lines, aside


def _rows(source: str) -> Iterator[_Row]:
    row = _Row()
    inside = {"aside": 0, "strong": 0}
    size: float | None = None
    for kind, start, end, name in _tokens(source):
        if kind in ("open", "close"):
            step = 1 if kind == "open" else -1
            if name in BLOCKS:
                yield row
                row = _Row()
                size = SIZES.get(name) if kind == "open" else None
            if name in ASIDE:
                inside["aside"] = max(0, inside["aside"] + step)
            elif name in ("strong", "b"):
                inside["strong"] = max(0, inside["strong"] + step)
        elif kind == "space":
            row.pieces.append(
                Located(source[start:end] if "\u3000" in source[start:end] else " ", ((start, end - start if "\u3000" in source[start:end] else 1),))
            )
        else:
            chars = html.unescape(source[start:end]) if kind == "entity" else source[start:end]
            row.pieces.append(Located(chars, ((start, 1),) * len(chars)) if kind == "entity" else Located.slice(source, start, end))
            if not chars.isspace():
                row.aside, row.strong, row.size = (
                    row.aside and (inside["aside"] > 0 or not any(map(str.isalnum, chars))),
                    row.strong and inside["strong"] > 0,
                    row.size or size,
                )
    yield row


def _tokens(source: str) -> Iterator[tuple[str, int, int, str]]:
    """Tags, entities, spaces and text with their places; what is not shown is left out. Every character is looked at once."""
    at = 0
    while match := TOKEN.match(source, at):
        at = match.end()
        name = (match["name"] or "").lower()
        if match[0] == "<!--":
            at = _after(source, COMMENT_END, at)
        elif name in HIDDEN and not match["close"]:
            at = _after(source, HIDDEN_END[name], at)
        elif name:
            yield "close" if match["close"] else "open", match.start(), at, name
        elif match.lastgroup in ("entity", "space", "text"):
            yield match.lastgroup, match.start(), at, ""


def _after(source: str, closing: re.Pattern[str], start: int) -> int:
    """Where what is hidden ends: behind its closing mark, or with the file."""
    found = closing.search(source, start)
    return found.end() if found else len(source)
