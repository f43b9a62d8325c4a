"""The values of entities as a spaCy component: what each QUANTITY, PLACE, ORG and OFFICIAL of a document says, as plain data."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from ..reading_text import text_to_read
from ..spans import Span
from .article import Judged
from .bodies import Bodies
from .officials import Officials
from .places import Places
from .quantities import Quantities

HINTS = "banmian_hints"
"""Key in `doc.user_data` of strings that tell where an article is from: its dateline, the name of the paper. Optional."""
VALUES, RULES, SURNAMES = "values", "rules", "surnames.txt"
SHIPPED = (
    *(f"{VALUES}/{name}" for name in ("units.tsv", "modifiers.tsv", "noun_stops.tsv", "divisions_former.tsv", "body_kinds.tsv", "short_forms.tsv")),
    *(f"{VALUES}/{name}.txt" for name in ("namesakes", "division_tails", "titles_more")),
    *(f"{RULES}/{name}.tsv" for name in ("divisions", "townships")),
    *(f"{RULES}/{name}.txt" for name in ("units", "counted_without_measure", "regions", "world", "openers", "bare_bodies")),
    *(f"{RULES}/{name}.txt" for name in ("titles", "title_prefixes", "speaking_roles", "surnames_rare", "name_parts")),
    SURNAMES,
)
"""What the component reads of `configs`, and saves with a model."""
OWN = {"QUANTITY": "quantity", "PLACE": "place", "ORG": "body", "OFFICIAL": "official"}
"""Extension of a span that has the value of a label; None for other labels."""
FOLLOWING = 24  # characters after an amount, for the counted noun
NO_AMOUNT = Judged(None, 0.0, "no amount that can be read in one way")
SURE_AMOUNT = 0.97


class Values:
    """Gives every entity of a document its value.

    `ent._.value` receives a dict or None (see `Quantities.value`, `places`, `bodies`, `officials`), `ent._.value_score` how sure it is (0 to 1),
    `ent._.value_reason` why; `ent.kb_id_` the code of a PLACE. `ent._.quantity`, `ent._.place`, `ent._.body` and `ent._.official` are the value where the
    label is theirs, else None.
    """

    def __init__(self, name: str = "values"):
        self.name = name
        self.files: dict[str, bytes] = {}
        self.quantities: Quantities | None = None
        _register()

    def initialize(self, get_examples: Callable[[], Iterable[Any]], *, nlp: Language | None = None, folder: Path | None = None) -> None:
        """Read the lists.

        folder (Path): a folder with `values/`, `rules/` and `surnames.txt`: `configs`.
        """
        if folder is not None:
            self.from_disk(Path(folder))

    def __call__(self, doc: Doc) -> Doc:
        if self.quantities is None or not doc.ents:
            return doc
        text = text_to_read(doc)
        entities = [Span(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        found = self.judge(text, entities, doc.user_data.get(HINTS, ()))
        linked = []
        for ent, judged in zip(doc.ents, found):
            if ent.label_ == "PLACE" and judged is not None and judged.value["code"]:
                ent = Entity(doc, ent.start, ent.end, label=ent.label, kb_id=judged.value["code"], span_id=ent.id)
            linked.append(ent)
            if judged is not None:
                ent._.value, ent._.value_score, ent._.value_reason = judged
        doc.ents = linked
        return doc

    def judge(self, text: str, entities: list[Span], hints: Iterable[str] = ()) -> list[Judged | None]:
        """The values of an article's entities, in their order; None for labels that have none.

        text (str): the article. entities (list[Span]): sorted, none overlapping. hints (Iterable[str]): dateline, name of the paper.
        """
        article = self.places.read(text, entities, tuple(hints))
        bodies = self.bodies.read(text, entities, article)
        officials = self.officials.read(text, entities, bodies)
        found: list[Judged | None] = []
        for number, entity in enumerate(entities):
            if entity.label == "QUANTITY":
                value = self.quantities.value(text[entity.start : entity.end], text[entity.end : entity.end + FOLLOWING])
                found.append(NO_AMOUNT if value is None else Judged(value, SURE_AMOUNT, "read"))
            elif entity.label == "PLACE":
                found.append(article.places[number].judged)
            else:
                found.append(bodies.get(number) or officials.get(number))
        return found

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the lists as they were read."""
        for name, content in self.files.items():
            target = Path(path, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "Values":
        """Read the lists; a folder without them leaves the component silent.

        RAISES (InputError): if a list cannot be read.
        """
        folder = Path(path)
        if (folder / VALUES).exists():
            self.quantities = Quantities.load(folder / VALUES)
            self.places = Places.load(folder / VALUES)
            self.bodies = Bodies.load(folder / VALUES, self.places)
            self.officials = Officials.load(folder / VALUES)
            self.files = {name: (folder / name).read_bytes() for name in SHIPPED}
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The lists."""
        return srsly.msgpack_dumps(self.files)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Values":
        """Read what `to_bytes` gave."""
        self.files = srsly.msgpack_loads(data)
        with tempfile.TemporaryDirectory() as folder:
            self.to_disk(Path(folder))
            return self.from_disk(Path(folder))


def entity_rows(doc: Doc) -> list[dict[str, Any]]:
    """The entities of a document as rows: label, text, start and end in characters (end exclusive), value (a dict or None)."""
    return [
        {
            "label": ent.label_,
            "text": ent.text,
            "start": ent.start_char,
            "end": ent.end_char,
            "value": ent._.value if ent.has_extension("value") else None,
        }
        for ent in doc.ents
    ]


def _register() -> None:
    """Make the extensions of spans known to spaCy, once."""
    if Entity.has_extension("value"):
        return
    Entity.set_extension("value", default=None)
    Entity.set_extension("value_score", default=None)
    Entity.set_extension("value_reason", default=None)
    for label, name in OWN.items():
        Entity.set_extension(name, getter=lambda ent, label=label: ent._.value if ent.label_ == label else None)


@Language.factory("banmian_values")
def make_values(nlp: Language, name: str) -> Values:
    """The factory of the component."""
    return Values(name)
