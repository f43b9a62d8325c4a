"""The text of a document as the components read it, which may be another than it shows."""

from spacy.tokens import Doc

SIMPLIFIED = "banmian_simplified"
"""Key in `doc.user_data` of the text in simplified characters, of the same length."""


def text_to_read(doc: Doc) -> str:
    """The text that the components read: in simplified characters where `banmian_traditional` has run, else as it is."""
    return doc.user_data.get(SIMPLIFIED) or doc.text
