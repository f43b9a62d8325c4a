"""Text in traditional characters, read as if it were written in simplified ones; the document and all offsets stay as they are."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..problems import InputError
from ..reading_text import SIMPLIFIED


class Characters(dict[int, str]):
    """For `str.translate`: the simplified form of each character by itself, so that a text keeps its length.

    converter (Any): OpenCC's.
    """

    def __init__(self, converter: Any):
        super().__init__()
        self.converter = converter

    def __missing__(self, code: int) -> str:
        simplified = self.converter.convert(chr(code))
        self[code] = simplified if len(simplified) == 1 else chr(code)
        return self[code]


class Traditional:
    """Leaves a document's text in simplified characters for the components after it: `nlp.add_pipe("banmian_traditional", first=True)`.

    RAISES (InputError): if OpenCC, the extra `opencc`, is not installed.
    """

    def __init__(self) -> None:
        try:
            from opencc import OpenCC
        except ImportError as error:
            raise InputError("opencc", "traditional characters need the extra `opencc`", "Run: pip install opencc") from error
        self.characters = Characters(OpenCC("t2s"))

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[SIMPLIFIED] = doc.text.translate(self.characters)
        return doc


@Language.factory("banmian_traditional")
def make_traditional(nlp: Language, name: str) -> Traditional:
    """The factory of the component."""
    return Traditional()
