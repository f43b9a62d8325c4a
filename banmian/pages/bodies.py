"""Blocks → bodies: where one article ends and the next begins, and which heads are subheads inside one."""

from dataclasses import dataclass

import numpy

from banmian.pages.blocks import Block, Head, Paragraph
from banmian.pages.layout import LARGE
from banmian.pages.topics import Topics

SUBHEAD_WIDTH = 12.0  # as wide as a subhead and a headline are equally often, in characters, and one more a line
SUBHEAD_WEIGHT = 1.0  # what each character more speaks for a headline, in nats
BY_FONT = 10.0  # where a font tells a subhead from a headline, in nats
ONE_HEAD = 4.0  # what speaks against an article's going on after two heads, in nats
NO_SIGN = 3.39  # what speaks against an article's end that nothing but the topic tells of, in nats
FAR_HEAD = 10.0  # what speaks for it if a head elsewhere on the page talks more about one part than about the other, in nats
LEAST_GAIN = 0.2  # how much more, as a share of the head
LEAST_PAIRS = 40  # a part with fewer pairs of characters is too short to tell by
MANY = 100  # paragraphs without a head between them: no newspaper has such an article, and no topic is looked for


@dataclass
class Body:
    """The paragraphs and subheads of one article, and the blocks on the page that they take up, end exclusive."""

    parts: list[Paragraph | Head]
    start: int
    end: int

    @property
    def opens(self) -> bool:
        """Whether a mark of an article's start stands before it."""
        return isinstance(self.parts[0], Paragraph) and self.parts[0].marks.opens

    @property
    def jumped(self) -> bool:
        """Whether it goes on from another page."""
        return isinstance(self.parts[0], Paragraph) and self.parts[0].marks.jump_from is not None

    @property
    def closed(self) -> bool:
        """Whether a mark of an article's end stands behind it."""
        return isinstance(self.parts[-1], Paragraph) and self.parts[-1].marks.closes


def cut(blocks: list[Block], topics: Topics) -> tuple[list[Body], list[int]]:
    """Cut the blocks of a page into bodies.

    topics (Topics): of the blocks' texts.
    RETURNS (tuple[list[Body], list[int]]): the bodies, and the indices of the heads that are in none.
    """
    bodies: list[Body] = []
    heads: list[int] = []
    above: list[int] = []
    counts = topics.counts([])
    for part in _parts(blocks, topics):
        gap = range(bodies[-1].end if bodies else 0, part.start)
        above = [place for place in gap if isinstance(blocks[place], Head)]
        own = topics.counts(range(part.start, part.end))
        if bodies and above and not bodies[-1].closed and not part.opens and topics.together(counts, own) + _subhead(blocks, above) > 0:
            bodies[-1].parts += [blocks[place] for place in above] + part.parts
            bodies[-1].end = part.end
            counts = counts + own
        else:
            bodies.append(part)
            counts = own + topics.counts(above)
            heads += above
    return bodies, heads + [place for place in range(bodies[-1].end if bodies else 0, len(blocks)) if isinstance(blocks[place], Head)]


def _parts(blocks: list[Block], topics: Topics) -> list[Body]:
    """The paragraphs that stand together without a head or a mark between them, cut where the topic changes beyond doubt."""
    parts: list[Body] = []
    head = True
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if not parts or (head or parts[-1].closed or block.marks.opens) and not (block.marks.only and not head):
                parts.append(Body([], place, place))
                head = False
            parts[-1].parts.append(block)
            parts[-1].end = place + 1
        head = head or isinstance(block, Head)
    heads = [place for place, block in enumerate(blocks) if isinstance(block, Head)]
    counts = numpy.array([topics.counts(range(part.start, part.end)) for part in parts])
    nearest = {head: int(topics.about(head, counts).argmax()) for head in heads if parts}
    far = [[head for head in heads if nearest[head] == index and not part.start - 2 < head <= part.end] for index, part in enumerate(parts)]
    return [piece for part, talked_about in zip(parts, far) for piece in _where_topic_changes(part, blocks, topics, talked_about)]


def _where_topic_changes(part: Body, blocks: list[Block], topics: Topics, heads: list[int]) -> list[Body]:
    places = [place for place in range(part.start, part.end) if isinstance(blocks[place], Paragraph)]
    if not 2 <= len(places) <= MANY:
        return [part]
    counts = numpy.stack([topics.counts([place]) for place in places])
    before = numpy.cumsum(counts, axis=0)
    evidence = topics.together(before[:-1], before[-1] - before[:-1])
    evidence[[blocks[place].marks.only for place in places[1:]]] = numpy.inf
    size = numpy.minimum(before[:-1].sum(axis=1), (before[-1] - before[:-1]).sum(axis=1))
    for head in heads:
        gain = abs(topics.about(head, before[:-1]) - topics.about(head, before[-1] - before[:-1]))
        evidence = evidence - FAR_HEAD * numpy.maximum(gain - LEAST_GAIN, 0.0) * (size >= LEAST_PAIRS)
    least = int(evidence.argmin())
    if evidence[least] > -NO_SIGN:
        return [part]
    middle = places[least + 1]
    pieces = Body(part.parts[: least + 1], part.start, places[least] + 1), Body(part.parts[least + 1 :], middle, part.end)
    return [smaller for piece in pieces for smaller in _where_topic_changes(piece, blocks, topics, heads)]


def _subhead(blocks: list[Block], above: list[int]) -> float:
    """How much more likely what stands above a part is a subhead than a headline, by its font or else its shape, in nats."""
    sizes = [blocks[place].size for place in above if blocks[place].size]
    if sizes:
        return BY_FONT if max(sizes) < LARGE else -BY_FONT
    lines = [line for place in above for line in blocks[place].lines]
    wide = max(len(line.text) for line in lines) + len(lines)
    return SUBHEAD_WEIGHT * (SUBHEAD_WIDTH - wide) - ONE_HEAD * (len(above) - 1)
