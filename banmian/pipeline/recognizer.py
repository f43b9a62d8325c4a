"""The spaCy component that labels spans: an encoder of characters below, a conditional random field on top."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy
from spacy import registry
from spacy.errors import Errors
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Linear, Model, Optimizer, chain, set_dropout_rate, with_array
from thinc.types import Floats2d

from .crf import Batch, Chain, best_tags, log_likelihood_gradient
from .encoder import with_fast_products
from .features import token_codes
from .lexicon import code_points
from .rules import VOTES

SCORES = "banmian_scores"
"""Key in `doc.user_data` of the probability of the entity that starts at each token: shape (tokens,), float32, 0 where none does."""
ALTERNATIVES = "alternatives"
"""Key in `doc.spans` of all likely spans, if asked for; `attrs["scores"]` has their probabilities."""
ACTIONS = "BILU"
OUTSIDE = 0
NEVER = -1e4  # the score of a transition that the scheme forbids
SENTENCE_ENDS = code_points("。！？!?；\n")
ENCODED, DECODED = 1500, 20_000
"""Tokens of a batch: larger ones fall out of the processor's cache in the encoder; the field takes one step for all sentences, so the more the better."""


@registry.architectures("banmian.CrfTagger.v1")
def tagger(tok2vec: Model[list[Doc], list[Floats2d]]) -> Model[list[Doc], list[Floats2d]]:
    """A score for each tag of each token, and between tags the transitions, as the parameter `transitions`.

    tok2vec (Model): the encoder, from documents to arrays of shape (tokens, width).
    RETURNS (Model): from n documents to n arrays of shape (tokens, tags).
    """
    output = with_fast_products(Linear(nO=None, nI=tok2vec.maybe_get_dim("nO")))
    model = chain(tok2vec, with_array(output))
    return Model("crf_tagger", _forward, layers=[model], refs={"output": output}, params={"transitions": None}, init=_init)


def _forward(model: Model, docs: list[Doc], is_train: bool) -> tuple[list[Floats2d], Callable]:
    return model.layers[0](docs, is_train)


def _init(model: Model, X=None, Y=None) -> None:
    model.layers[0].initialize(X=X)


def tag_count(labels: int) -> int:
    """Tags of so many labels: outside, and beginning, inside, last and unit of each."""
    return 1 + len(ACTIONS) * labels


def allowed(labels: int) -> numpy.ndarray:
    """Which tag may follow which: shape (tags + 2, tags), the last two rows for the start and the end of a sentence; bool."""
    tags = tag_count(labels)
    opens = numpy.array([tag == OUTSIDE or ACTIONS[(tag - 1) % 4] in "BU" for tag in range(tags)])
    closes = numpy.array([tag == OUTSIDE or ACTIONS[(tag - 1) % 4] in "LU" for tag in range(tags)])
    follows = closes[:, None] & opens[None, :]
    for first in range(1, tags, len(ACTIONS)):
        begin, inside, last = first, first + 1, first + 2
        follows[begin, [inside, last]] = follows[inside, [inside, last]] = True
    return numpy.vstack([follows, opens, closes])


Scored = tuple[int, int, int, float]
"""A span: start and end in tokens, end exclusive, the number of its label, its probability."""


class Found(NamedTuple):
    """What is found in a document: `entities`, which do not overlap, and `alternatives`, the likely spans, those of the entities among them."""

    entities: list[Scored]
    alternatives: list[Scored]


class Recognizer(TrainablePipe):
    """Labels non-overlapping spans (`doc.ents`).

    vocab (Vocab): the pipeline's.
    model (Model): from `tagger`.
    name (str): the component's name.
    temperature (float): what the scores of tags are divided by before probabilities are told, so that they are not too sure of themselves (Guo et al.,
        ICML 2017); it changes no entity.
    alternatives (float | None): also write every span of at least this probability, above 0, at most 1, into `doc.spans["alternatives"]`.
    scorer (Callable | None): scores examples; spaCy's strict span scores by default.
    """

    def __init__(
        self,
        vocab: Vocab,
        model: Model,
        name: str = "recognizer",
        *,
        temperature: float = 1.0,
        alternatives: float | None = None,
        scorer: Callable | None = None,
    ):
        self.vocab = vocab
        self.model = model
        self.name = name
        self.temperature = temperature
        self.alternatives = alternatives
        self.scorer = scorer
        self.cfg: dict[str, Any] = {"labels": []}

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        return list(self.cfg["labels"])

    def add_label(self, label: str) -> int:
        """Add a label before the model is initialised; 0 if it is known, else 1."""
        if label in self.labels:
            return 0
        self._allow_extra_label()
        self.cfg["labels"].append(label)
        self.vocab.strings.add(label)
        return 1

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None, labels: Sequence[str] | None = None) -> None:
        """Collect the labels, in the order of the alphabet, and size the model."""
        sample = list(islice(get_examples(), 100))
        found = labels if labels is not None else sorted({span.label_ for example in sample for span in example.reference.ents})
        for label in found:
            self.add_label(label)
        if not self.labels:
            raise ValueError(Errors.E143.format(name=self.name))
        self.model.get_ref("output").set_dim("nO", tag_count(len(self.labels)))
        docs = [example.predicted for example in sample[:10]]
        self.model.initialize(X=docs)
        tags = tag_count(len(self.labels))
        self.model.set_param("transitions", numpy.where(allowed(len(self.labels)), 0, NEVER).astype("float32"))
        assert self.model.get_param("transitions").shape == (tags + 2, tags)

    def predict(self, docs: Iterable[Doc]) -> list[Found]:
        """The entities of each document, and its other likely spans if asked for."""
        docs = list(docs)
        found = [Found([], []) for _ in docs]
        transitions = self.model.ops.to_numpy(self.model.get_param("transitions"))
        for indices in _batches(docs, DECODED):
            some = [docs[index] for index in indices]
            scored = [scores for part in _batches(some, ENCODED) for scores in self.model.predict([some[index] for index in part])]
            emissions = self.model.ops.to_numpy(self.model.ops.xp.vstack(scored))
            batch = Batch.of(_sentence_lengths(some))
            tags = best_tags(emissions, transitions, batch)
            chain = Chain.of(emissions / self.temperature, transitions / self.temperature, batch)
            starts = numpy.cumsum([0, *map(len, some)])
            for start, end, label in _spans(tags):
                at = bisect_right(starts, start) - 1
                found[indices[at]].entities.append((start - starts[at], end - starts[at], label, chain.probability(start, tags[start:end])))
            for start, end, label, score in self._likely(chain):
                at = bisect_right(starts, start) - 1
                found[indices[at]].alternatives.append((start - starts[at], end - starts[at], label, score))
        return found

    def _likely(self, chain: Chain) -> Iterator[Scored]:
        """Every span of at least the probability asked for, with rows of the batch as its start and end."""
        if self.alternatives is None:
            return
        posterior = chain.posterior()
        for label in range(len(self.labels)):
            begin, inside, last, unit = range(1 + len(ACTIONS) * label, 1 + len(ACTIONS) * (label + 1))
            for start in numpy.nonzero(posterior[:, unit] >= self.alternatives)[0].tolist():
                yield start, start + 1, label, float(posterior[start, unit])
            for start in numpy.nonzero(posterior[:, begin] >= self.alternatives)[0].tolist():
                for end in range(start + 2, len(posterior) + 1):
                    middle = [inside] * (end - start - 2)
                    score = chain.probability(start, numpy.array([begin, *middle, last]))
                    if score >= self.alternatives:
                        yield start, end, label, score
                    if chain.probability(start, numpy.array([begin, *middle, inside])) < self.alternatives:
                        break

    def set_annotations(self, docs: Iterable[Doc], scores: list[Found]) -> None:
        """Write the entities into `doc.ents`, with their probabilities, and the other likely spans into `doc.spans`."""
        for doc, found in zip(docs, scores):
            doc.user_data.pop(VOTES, None)
            doc.set_ents([Span(doc, start, end, label=self.labels[label]) for start, end, label, _ in found.entities])
            doc.user_data[SCORES] = numpy.zeros(len(doc), dtype="float32")
            for start, _, _, score in found.entities:
                doc.user_data[SCORES][start] = score
            if self.alternatives is not None:
                spans = [Span(doc, start, end, label=self.labels[label]) for start, end, label, _ in found.alternatives]
                doc.spans[ALTERNATIVES] = SpanGroup(doc, spans=spans, attrs={"scores": [score for *_, score in found.alternatives]})

    def update(
        self, examples: Iterable[Example], *, drop: float = 0.0, sgd: Optimizer | None = None, losses: dict[str, float] | None = None
    ) -> dict[str, float]:
        """Learn from a batch: the negative log-likelihood of the right tags."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = [example for example in examples if len(example.predicted)]
        if not examples:
            return losses
        set_dropout_rate(self.model, drop)
        docs = [example.predicted for example in examples]
        scores, backprop = self.model.begin_update(docs)
        xp = self.model.ops.xp
        emissions = self.model.ops.to_numpy(xp.vstack(scores))
        tags = numpy.concatenate([self._tags(example) for example in examples])
        transitions = self.model.ops.to_numpy(self.model.get_param("transitions"))
        loss, d_emissions, d_transitions = log_likelihood_gradient(emissions, tags, transitions, Batch.of(_sentence_lengths(docs)))
        d_transitions[transitions <= NEVER / 2] = 0
        d_emissions, d_transitions = d_emissions / len(tags), d_transitions / len(tags)
        self.model.inc_grad("transitions", self.model.ops.asarray(d_transitions))
        edges = numpy.cumsum([len(doc) for doc in docs])[:-1]
        backprop([self.model.ops.asarray(part) for part in numpy.split(d_emissions, edges)])
        losses[self.name] += loss / len(tags)
        if sgd is not None:
            self.finish_update(sgd)
        return losses

    def get_loss(self, examples: Iterable[Example], scores: Any) -> tuple[float, Any]:
        raise NotImplementedError("The loss needs the transitions; see update().")

    def _tags(self, example: Example) -> numpy.ndarray:
        """The right tag of each token of the predicted document; spans that cut a token are left out."""
        tags = numpy.zeros(len(example.predicted), dtype="int64")
        same = len(example.predicted) == len(example.reference)
        spans = example.reference.ents if same else example.get_aligned_spans_y2x(example.reference.ents)
        for span in spans:
            first = 1 + len(ACTIONS) * self.labels.index(span.label_)
            tags[span.start : span.end] = first + 1
            tags[span.start], tags[span.end - 1] = first, first + 2
            if len(span) == 1:
                tags[span.start] = first + 3
        return tags


def _batches(docs: list[Doc], tokens: int) -> Iterator[list[int]]:
    """Indices of the documents that have tokens, in batches of about so many tokens."""
    batch: list[int] = []
    size = 0
    for index, doc in enumerate(docs):
        if len(doc):
            batch.append(index)
            size += len(doc)
        if size >= tokens:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _sentence_lengths(docs: Iterable[Doc]) -> numpy.ndarray:
    """Lengths of the stretches that the field runs over, in tokens: sentences, for no name goes beyond one."""
    lengths = []
    for doc in docs:
        ends = numpy.isin(token_codes(doc), SENTENCE_ENDS)
        ends[-1] = True
        lengths.append(numpy.diff(numpy.nonzero(ends)[0], prepend=-1))
    return numpy.concatenate(lengths)


def _spans(tags: numpy.ndarray) -> Iterable[tuple[int, int, int]]:
    """Start, end and number of the label of each span that the tags make."""
    start = None
    for place in numpy.nonzero(tags)[0].tolist():
        label, action = divmod(int(tags[place]) - 1, len(ACTIONS))
        if ACTIONS[action] in "BU":
            start = place
        if ACTIONS[action] in "LU" and start is not None:
            yield start, place + 1, label
            start = None


def score(examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
    """Strict span scores, over all labels and for each."""
    return get_ner_prf(examples, **kwargs)


@Language.factory(
    "banmian_recognizer",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"temperature": 1.0, "alternatives": None},
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_recognizer(nlp: Language, name: str, model: Model, temperature: float, alternatives: float | None) -> Recognizer:
    """The factory of the component.

    RAISES (ValueError): if `temperature` or `alternatives` is out of bounds.
    """
    if temperature <= 0 or alternatives is not None and not 0 < alternatives <= 1:
        raise ValueError(f"{name}: temperature must be above 0 ({temperature}), alternatives above 0, at most 1, or null ({alternatives})")
    if not Span.has_extension("score"):
        Span.set_extension("score", getter=_score_of)
    return Recognizer(nlp.vocab, model, name, temperature=temperature, alternatives=alternatives, scorer=score)


def _score_of(entity: Span) -> float | None:
    """The probability of an entity; None for a span that is none, or none that the recogniser found."""
    doc, scores = entity.doc, entity.doc.user_data.get(SCORES)
    inside = [token.ent_iob_ for token in doc[entity.start : entity.end + 1]]
    whole = inside[:1] == ["B"] and all(iob == "I" for iob in inside[1 : len(entity)]) and inside[len(entity) :] != ["I"]
    if scores is None or not whole or doc[entity.start].ent_type != entity.label:
        return None
    return float(scores[entity.start])
