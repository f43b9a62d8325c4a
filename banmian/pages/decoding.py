"""Bytes of a page file → text, whatever Chinese encoding they are in."""

import codecs

from banmian.problems import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v")
PLAUSIBLE = 0.8  # share of everyday characters in Chinese prose, at the least
SAMPLE = 20_000  # characters looked at when guessing


def decode(raw: bytes, where: str) -> str:
    """Decode a page.

    raw (bytes): the file's content.
    where (str): its name, for messages.
    RETURNS (str): the text without byte order mark; line ends as in the file.
    RAISES (InputError): if the page is empty, binary, or in no encoding known here.
    """
    text = _decode(raw, where) if raw else ""
    if not text.strip():
        raise InputError(where, "the page is empty", "Leave it out, or extract its text again.")
    sample = text[:SAMPLE]
    if sum(char in CONTROLS for char in sample) > 0.01 * len(sample):
        offset = next(index for index, char in enumerate(sample) if char in CONTROLS)
        raise InputError(where, f"a binary file (control character at offset {offset})", "Give the page as .txt, .html or .pdf.")
    return text


def _decode(raw: bytes, where: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], encoding, where)
    text = _attempt(raw, "utf-8")
    if text is not None and "\0" not in text:
        return text
    guesses = [_attempt(raw, encoding) for encoding in ("gb18030", "utf-16-le", "utf-16-be")]
    best = max((guess for guess in guesses if guess is not None), key=_plausible, default="")
    if _plausible(best) < PLAUSIBLE:
        if text is not None:
            return text  # UTF-8 with control characters: for the caller to refuse
        raise InputError(where, "neither UTF-8, GB18030 nor UTF-16 text", "Convert it to UTF-8; a binary file is no page.")
    return best


def _strict(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(where, f"marked as {encoding}, but not valid at byte {error.start}", "Convert it to UTF-8.") from error


def _attempt(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> float:
    """The share of characters that Chinese prose uses: ASCII and the everyday set of GB 2312, which garbled text leaves at once."""
    sample = [char for char in text[:SAMPLE] if not char.isspace()]
    usual = sum(" " < char < "\x7f" or bool(char.encode("gb2312", "ignore")) and ord(char) > 0xFF for char in sample)
    return usual / len(sample) if sample else 0.0
