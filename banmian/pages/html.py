"""Pages of digital editions: HTML → text whose characters keep their place in the source."""

import html
import re

from banmian.pages.located import Located

BLOCKS = "p|div|br|h[1-6]|li|ul|ol|tr|td|table|section|article|header|footer|title|blockquote|figure|figcaption|dd|dt|founder-content"
PIECE = re.compile(
    r"(?P<dropped><!--.*?-->|<(?P<name>script|style|head|noscript|select|button)\b.*?</(?P=name)\s*>)"
    rf"|(?P<block></?(?:{BLOCKS})\b[^>]*>)"
    r"|(?P<tag></?[A-Za-z!?][^>]*>)"
    r"|(?P<entity>&#?\w{1,12};)"
    r"|(?P<space>\s+)"
    r"|(?P<text>[^<&\s]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)


def visible_text(source: str) -> Located:
    """The text a reader sees, blocks on lines of their own with an empty line between.

    source (str): the decoded HTML file.
    RETURNS (Located): each character with its offset in the source; an entity stands where it starts.
    """
    parts: list[Located] = []
    for piece in PIECE.finditer(source):
        start, end = piece.span()
        if piece["block"]:
            parts.append(Located("\n\n", (start, start)))
        elif piece["entity"]:
            chars = html.unescape(piece[0])
            parts.append(Located(chars, (start,) * len(chars)))
        elif piece["space"]:
            parts.append(Located(" ", (start,)))
        elif piece["text"]:
            parts.append(Located.slice(source, start, end))
    return Located.join(parts)
