"""Exchange the names of a training article for others of their kind, so that a model learns the manner, not the names.

盂县苌池镇 becomes another county with another town, and stays it throughout the article, inside organisations too; officials get invented names; figures
change, their length kept.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

Names = dict[str, list[str]]
DIVISION_ENDING = re.compile(r"(?:自治区|自治州|自治县|自治旗|民族乡|街道|[省市县区旗州镇乡])$")
SPOT_ENDING = re.compile(
    r"[\u4e00-\u9fff]*?([\u4e00-\u9fff]{2})(?:村|社区|山|河|湖|路|街|大道|水库|公园|广场|景区|古镇|大桥|工业园|产业园|林场|农场|小区)$"
)
PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}$")
DIGITS = re.compile(r"[0-9]+")
LONGEST_ENDING = 5
FEW = 5  # names of a kind to choose from
FREQUENT = 120  # surnames drawn from; the list is in the order of their frequency, compound ones first
COMPOUND = 31  # compound surnames at its head


def swap_names(lexicon: Path, share: float, others: Path | None = None, whole: float = 0.0) -> Callable[[Language, Doc, random.Random], Doc]:
    """A function that exchanges names in a document with entities.

    lexicon (Path): JSON file of word lists by name (scripts/lexicon.py).
    share (float): of the documents, 0 to 1; the others stay as they are.
    others (Path | None): DocBin file of the articles that lend their places and bodies.
    whole (float): how many of the different places and bodies of a document become another of `others` with the same ending, 0 to 1.
    """
    lists: Names = srsly.read_json(lexicon)
    lenders = Lenders(others, lists) if others is not None and whole else None
    divisions: dict[str, list[str]] = defaultdict(list)
    for name in [*lists["divisions"], *lists["townships"]]:
        if ending := DIVISION_ENDING.search(name):
            divisions[ending[0]].append(name)
    stems = sorted({name[:2] for name in lists["townships"] if len(name) == 3})

    def swap(nlp: Language, doc: Doc, rng: random.Random) -> Doc:
        if rng.random() >= share:
            return doc
        exchange = _exchanges(doc, divisions, stems, lists, rng)
        return _rewritten(nlp, doc, exchange, lenders.choose(doc, whole, rng) if lenders else {}, rng)

    return swap


class Lenders:
    """Places and bodies of other articles, by label and ending, to take the place of a name as a whole.

    path (Path): DocBin file of articles.
    lists (Names): words by the name of their list.
    """

    def __init__(self, path: Path, lists: Names):
        self.endings = {label: frozenset(lists[name]) for label, name in (("PLACE", "place_suffixes"), ("ORG", "organisation_suffixes"))}
        self.divisions = frozenset(name for part in ("divisions", "divisions_short", "large_divisions_short") for name in lists[part])
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for doc in DocBin().from_disk(path).get_docs(Vocab()):
            for span in doc.ents:
                if span.label_ in self.endings and len(span.text) > 1:
                    found[self._kind(span.label_, span.text)].add(span.text)
        self.names = {kind: sorted(names) for kind, names in found.items() if len(names) >= FEW}

    def _kind(self, label: str, name: str) -> tuple[str, str]:
        """The label and the longest listed ending of a name that is not the whole of it, "" if it has none."""
        starts = range(max(1, len(name) - LONGEST_ENDING), len(name))
        return label, next((name[start:] for start in starts if name[start:] in self.endings[label]), "")

    def choose(self, doc: Doc, share: float, rng: random.Random) -> dict[tuple[str, str], str]:
        """By label and text, what a share of the different names of a document become; its divisions stay: `_exchanges` sees to them."""
        chosen = {}
        for label, name in dict.fromkeys((span.label_, span.text) for span in doc.ents if span.label_ in self.endings):
            same = self.names.get(self._kind(label, name), ())
            if same and name not in self.divisions and rng.random() < share:
                chosen[label, name] = rng.choice(same)
        return chosen


def _exchanges(doc: Doc, divisions: Names, stems: list[str], lists: Names, rng: random.Random) -> dict[str, str]:
    """What each name of an article becomes, short forms beside the full ones."""
    exchange: dict[str, str] = {}
    known, surnames = frozenset(lists["divisions"]) | frozenset(lists["townships"]), frozenset(lists["surnames"])
    for span in doc.ents:
        text = span.text
        if span.label_ in ("PLACE", "ORG"):
            for old in _divisions_in(text, known):
                if old not in exchange and (ending := DIVISION_ENDING.search(old)):
                    new = rng.choice(divisions[ending[0]])
                    exchange[old] = new
                    brief, new_brief = DIVISION_ENDING.sub("", old), DIVISION_ENDING.sub("", new)
                    if len(brief) >= 2 and len(new_brief) >= 2:
                        exchange.setdefault(brief, new_brief)
        if span.label_ == "PLACE" and (spot := SPOT_ENDING.fullmatch(text)) and text not in known:
            exchange.setdefault(spot[1], rng.choice(stems))
        if span.label_ == "OFFICIAL" and (name := _person(text, surnames, lists["titles"])):
            exchange.setdefault(name, _invented(lists, rng))
    return exchange


def _divisions_in(text: str, known: frozenset[str]) -> list[str]:
    """The divisions at the head of a name: 山西省阳泉市盂县林业局 → 山西省, 阳泉市, 盂县."""
    found = []
    start = 0
    while start < len(text):
        length = next((length for length in range(min(12, len(text) - start), 1, -1) if text[start : start + length] in known), 0)
        if not length:
            break
        found.append(text[start : start + length])
        start += length
    return found


def _person(text: str, surnames: frozenset[str], titles: list[str]) -> str | None:
    """The personal name in an official's span: at its end after the title, or the whole of it."""
    for title in sorted(titles, key=len, reverse=True):
        if title in text:
            text = text[text.rindex(title) + len(title) :] or text[: text.rindex(title)]
            break
    if 2 <= len(text) <= 4 and PERSON.fullmatch(text) and (text[0] in surnames or text[:2] in surnames):
        return text
    return None


def _invented(lists: Names, rng: random.Random) -> str:
    surnames = lists["surnames"]
    surname = rng.choice(
        surnames[:COMPOUND] if rng.random() < 0.02 else surnames[COMPOUND:] if rng.random() < 0.3 else surnames[COMPOUND : COMPOUND + FREQUENT]
    )
    return surname + "".join(rng.choice(lists["given_names"]) for _ in range(1 if rng.random() < 0.25 else 2))


def _rewritten(nlp: Language, doc: Doc, exchange: dict[str, str], whole: dict[tuple[str, str], str], rng: random.Random) -> Doc:
    """The document with its names exchanged, wholly or in part, and its figures changed; the spans move along."""
    text = doc.text
    edges = [(span.start_char, span.end_char, span.label_) for span in doc.ents]
    inner = {edge for start, end, _ in edges for edge in (start, end)}
    pieces: list[tuple[int, int, str]] = []
    if exchange:
        pattern = re.compile("|".join(map(re.escape, sorted(exchange, key=len, reverse=True))))
        pieces = [
            (*match.span(), exchange[match[0]])
            for match in pattern.finditer(text)
            if not any(match.start() < place < match.end() for place in range(match.start() + 1, match.end()) if place in inner)
        ]
    for start, end, label in edges:
        if (new := whole.get((label, text[start:end]))) is not None:
            pieces = [piece for piece in pieces if piece[1] <= start or piece[0] >= end] + [(start, end, new)]
        if label == "QUANTITY":
            pieces += [(start + m.start(), start + m.end(), _figure(m[0], rng)) for m in DIGITS.finditer(text[start:end])]
    parts: list[str] = []
    moved: dict[int, int] = {}
    length = done = 0
    for start, end, new in [*sorted(pieces), (len(text), len(text), "")]:
        if start < done:
            continue
        for place in range(done, start + 1):
            if place in inner:
                moved[place] = length + place - done
        parts += [text[done:start], new]
        length += start - done + len(new)
        done = end
        if end in inner:
            moved[end] = length
    changed = nlp.make_doc("".join(parts))
    changed.set_ents([span for start, end, label in edges if (span := changed.char_span(moved[start], moved[end], label=label)) is not None])
    return changed


def _figure(digits: str, rng: random.Random) -> str:
    """Another figure of the same length that does not start with a zero where the first did not."""
    return "".join(str(rng.randint(1 if index == 0 and digits[0] != "0" else 0, 9)) for index in range(len(digits)))
