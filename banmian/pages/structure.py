"""What each line of a page is: the first of a paragraph, a further one, or part of a head; decided for all lines together."""

import re
from dataclasses import dataclass
from enum import IntEnum
from math import inf

import numpy

from banmian.pages.layout import STRESSED
from banmian.pages.lines import Line, column_widths, width
from banmian.pages.pairs import Pairs, often

INDENT = 2.0  # how far the first line of a paragraph is set in, though the extractor drops the space, in full-width characters
RAGGED = 4.0  # full lines do not differ by more, in full-width characters
HEAD_WIDTH = 30.0  # a wider line is no head
ENDS, CLAUSE_ENDS, CLOSERS, OPENERS, COMMAS = "。！？!?…", "：:；—", "”’」』）)》】", "“‘「『（(《【", "，、,"
CLOSING_SIGNS = frozenset("，、。；：！？,;!?)…" + CLOSERS)
IN_BRACKETS = re.compile(r"[（(][^（()）]{2,60}[）)]")
UNIT = re.compile(rf"[{OPENERS}]*(?:[A-Za-z0-9.:%/+-]+|.)[，、。；：！？,;!?…{CLOSERS}]*")  # what no line break cuts


class Kind(IntEnum):
    """What a line is. The last two are heads that stand inside a sentence, where a column ends."""

    FIRST, FURTHER, HEAD, HEAD_FURTHER, INNER_HEAD, INNER_HEAD_FURTHER = range(6)


HEADS = (Kind.HEAD, Kind.HEAD_FURTHER, Kind.INNER_HEAD, Kind.INNER_HEAD_FURTHER)


@dataclass(frozen=True)
class Weights:
    """What speaks against a reading of the lines, in nats."""

    room: float = 2.0  # a line ends though the next word would have fitted
    more_room: float = 1.3  # and for every character more
    further_after_sentence: float = 1.2  # a paragraph goes on though a sentence ends with the line
    further_after_gap: float = 2.0
    further_indented: float = 4.0
    further_opens: float = 6.0  # the line has the mark of an article's start
    overfull_first: float = 1.95  # the first line of a paragraph leaves no room for its indent
    first: float = 0.8
    first_after_clause: float = 2.36
    first_after_nothing: float = 6.5  # a paragraph ends without a sign
    first_after_full: float = 0.7
    first_without_gap: float = 0.92  # on a page that has gaps between paragraphs
    first_without_indent: float = 3.0  # on a page that has indents
    head: float = 1.31
    head_further: float = 0.7
    head_with_comma: float = 1.8
    head_with_semicolon: float = 4.0
    head_with_end: float = 1.5
    head_without_gap: float = 4.5  # above it or below
    inner_head: float = 6.5
    head_in_body_size: float = 4.0  # where fonts are known
    body_in_head_size: float = 4.0
    head_in_two_sizes: float = 6.0
    impossible: float = 5.0


class Look:
    """What can be seen of a line, and what it would cost as part of a head, in nats."""

    __slots__ = ("alone", "clause_end", "closing_sign", "gap", "head", "indented", "opens", "sentence_end", "text", "unit", "width")

    def __init__(self, line: Line, opens: bool, weights: Weights):
        text = self.text = line.text.text
        self.width = line.width
        self.unit = (
            1.0 if len(text) > 1 and text[0].isalpha() and not text[0].isascii() and text[1] not in CLOSING_SIGNS else width(UNIT.match(text)[0])
        )
        self.gap, self.indented, self.opens = line.after_gap, line.indented, opens
        self.sentence_end = text.rstrip(CLOSERS)[-1:] in tuple(ENDS)
        self.clause_end = not self.sentence_end and text[-1] in CLAUSE_ENDS + CLOSERS
        self.closing_sign = text[0] in CLOSING_SIGNS
        self.alone = not text.strip("…·") or text[0] in "（(" and bool(IN_BRACKETS.fullmatch(text))
        self.head = self._as_head(weights)

    def _as_head(self, weights: Weights) -> float:
        text = self.text
        if self.width > HEAD_WIDTH or self.closing_sign or self.indented or self.opens or self.alone:
            return weights.impossible
        if "。" in text or text[-1] in COMMAS + OPENERS or not any(map(str.isalpha, text)):
            return weights.impossible
        return (
            weights.head_with_comma * ("，" in text)
            + weights.head_with_semicolon * ("；" in text)
            + weights.head_with_end * (self.sentence_end or text[-1] in "：:")
        )


def structure(lines: list[Line], opens: list[bool], pairs: Pairs, weights: Weights = Weights()) -> list[Kind]:
    """Tell what each line is, by the cheapest reading of all lines together (Viterbi).

    lines (list[Line]): of one page, without those that belong to the page itself.
    opens (list[bool]): whether a line has the mark of an article's start.
    pairs (Pairs): to tell a line that goes on from one that starts anew.
    RETURNS (list[Kind]): as many kinds.
    """
    return _Reading(lines, opens, pairs, weights).best() if lines else []


class _Reading:
    """The costs of all readings. Those of a step to a line from the one before it are kept at the line's index."""

    def __init__(self, lines: list[Line], opens: list[bool], pairs: Pairs, weights: Weights):
        self.weights, self.pairs = weights, pairs
        looks = self.looks = [Look(line, mark, weights) for line, mark in zip(lines, opens)]
        column = lambda name, kind=float: numpy.array([getattr(look, name) for look in looks], kind)  # noqa: E731
        gap, indented, sentence_end, alone, mark = (column(name) for name in ("gap", "indented", "sentence_end", "alone", "opens"))
        self.room = numpy.array(column_widths(lines)) - column("width")
        self.page = often(look.text for look in looks)
        goes_on = numpy.array([0.0, *(pairs.goes_on(one.text[-1], other.text[0], self.page) for one, other in zip(looks, looks[1:]))])
        shifted = lambda values: numpy.concatenate([values[:1], values[:-1]])  # noqa: E731

        paragraph_ends = shifted(sentence_end * (self.room >= 2)) > 0
        paragraph_ends[0] = False
        gaps = (1 + gap[paragraph_ends].sum()) / (2 + paragraph_ends.sum())  # how much the page separates its paragraphs
        indents = indented[paragraph_ends].sum() / (1 + paragraph_ends.sum())

        self.end = numpy.where(
            (sentence_end + alone) > 0, 0.0, numpy.where(column("clause_end") > 0, weights.first_after_clause, weights.first_after_nothing)
        )
        first = weights.first + weights.impossible * column("closing_sign") + weights.first_without_indent * indents * (1 - indented)
        self.first = numpy.where((mark + alone) > 0, 0.0, first + weights.overfull_first * (self.room < INDENT - 1))
        after_body = (
            self.first + shifted(self.end) + weights.first_after_full * (shifted(self.room) < 1) + weights.first_without_gap * gaps * (1 - gap)
        )
        sizes = numpy.array([line.size or numpy.nan for line in lines])
        stands_out, known = sizes >= STRESSED, ~numpy.isnan(sizes)
        other_size = abs(sizes - shifted(sizes)) > 0.1 * numpy.fmax(sizes, 1.0)
        self.first += weights.body_in_head_size * stands_out
        no_gap = weights.head_without_gap * gaps * (1 - gap)
        shape = column("head") + weights.head_in_body_size * (known & ~stands_out) - weights.head * stands_out
        head = shape + weights.head + no_gap * ~other_size
        self.after_body, self.after_head = after_body.tolist(), (self.first + no_gap).tolist()
        self.head, self.head_after_head = (head + shifted(self.end)).tolist(), (head + weights.head * (1 - gap) * ~other_size).tolist()
        self.inner = (head - weights.head + weights.inner_head + weights.impossible * shifted(sentence_end)).tolist()
        self.head_further = (
            weights.head_further + shape + weights.inner_head * gap + weights.head_in_two_sizes * other_size - 0.5 * goes_on
        ).tolist()
        lasting = weights.body_in_head_size * stands_out + weights.head_in_two_sizes * other_size - goes_on
        lasting += weights.impossible * 4 * numpy.array([line.whole for line in lines])
        lasting += weights.further_indented * indented + weights.further_opens * mark
        lasting += weights.further_after_sentence * shifted(sentence_end) + weights.further_after_gap * gap * (1 + shifted(sentence_end))
        inner = (sentence_end + column("clause_end") == 0) & (self.room < RAGGED)
        self.slack = float(numpy.median(self.room[inner])) if inner.any() else 0.0  # how much extractors leave free in full lines
        spare = shifted(self.room) - column("unit") - max(0.0, self.slack)
        self.further, self.second = ((lasting + self._left_open(spare - indent)).tolist() for indent in (0.0, INDENT))

    def _left_open(self, spare: numpy.ndarray) -> numpy.ndarray:
        """The cost of a line's ending though so much more than the next word would have fitted, in full-width characters."""
        return numpy.where(spare >= 0.5, self.weights.room + self.weights.more_room * numpy.minimum(4.0, spare), 0.0)

    def best(self) -> list[Kind]:
        """The cheapest reading."""
        costs = (float(self.first[0]), inf, self.head_after_head[0], inf, inf, inf)
        back: list[tuple[int, ...]] = []
        anchors = (0, 0)  # the last line of the sentence that an inner head, and its further line, stands in
        for index in range(1, len(self.looks)):
            first, further, head, head_further, inner, inner_further = costs
            body, body_kind = (first, 0) if first <= further else (further, 1)
            title, title_kind = (head, 2) if head <= head_further else (head_further, 3)
            inside, inside_kind = (inner, 4) if inner <= inner_further else (inner_further, 5)
            from_body, from_title = body + self.after_body[index], title + self.after_head[index]
            on, on_kind = min((first + self.second[index], 0), (further + self.further[index], 1))
            if inside < on:
                on, on_kind = min((on, on_kind), (inside + self._resumes(anchors[inside_kind - 4], index), inside_kind))
            head_from_body, head_from_title = body + self.head[index], title + self.head_after_head[index]
            costs = (
                min(from_body, from_title),
                on,
                min(head_from_body, head_from_title),
                title + self.head_further[index],
                body + self.inner[index],
                inside + self.head_further[index],
            )
            back.append(
                (
                    body_kind if from_body <= from_title else title_kind,
                    on_kind,
                    body_kind if head_from_body <= head_from_title else title_kind,
                    title_kind,
                    body_kind,
                    inside_kind,
                )
            )
            anchors = (index - 1, anchors[inside_kind - 4])
        end = float(self.end[-1])
        kind = min((costs[0] + end, 0), (costs[1] + end, 1), (costs[2], 2), (costs[3], 3))[1]
        kinds = [Kind(kind)]
        for choices in reversed(back):
            kind = choices[kind]
            kinds.append(Kind(kind))
        return kinds[::-1]

    def _resumes(self, before: int, index: int) -> float:
        """The cost of a sentence's going on, below an inner head, from one line to another."""
        one, other = self.looks[before], self.looks[index]
        spare = numpy.array(self.room[before] - other.unit - max(0.0, self.slack))
        cost = self._left_open(spare) + self.weights.further_indented * other.indented + self.weights.further_opens * other.opens
        return float(cost) - self.pairs.goes_on(one.text[-1], other.text[0], self.page)
