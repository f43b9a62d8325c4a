"""A linear-chain conditional random field over batches of sequences, with numpy alone.

Forward, backward and Viterbi run over all sequences of a batch at once; the sequences are sorted by length, so that the ones still going are
always a prefix and nothing is padded (Lafferty, McCallum and Pereira 2001; scaling after Rabiner 1989).
"""

from dataclasses import dataclass

import numpy

Floats = numpy.ndarray
Ints = numpy.ndarray
TINY = 1e-30


@dataclass(frozen=True)
class Batch:
    """Sequences laid out for the chain.

    order (Ints): shape (s,), the sequences from the longest to the shortest.
    active (Ints): shape (t,), how many of them reach each step.
    rows (list[Ints]): for each step, which row of the flat array each active sequence stands at.
    ends (Ints): shape (s,), the last row of each sequence.
    """

    order: Ints
    active: Ints
    rows: list[Ints]
    ends: Ints

    @classmethod
    def of(cls, lengths: Ints) -> "Batch":
        """The layout of sequences of these lengths (all above 0) that stand one after another in a flat array."""
        order = numpy.argsort(-lengths, kind="stable")
        starts = (numpy.cumsum(lengths) - lengths)[order]
        steps = int(lengths.max(initial=0))
        active = numpy.searchsorted(-lengths[order], -numpy.arange(1, steps + 1), side="right")
        return cls(order, active, [starts[:count] + step for step, count in enumerate(active)], starts + lengths[order] - 1)


@dataclass(frozen=True)
class Chain:
    """What one pass forward and one backward tell of a batch of n tokens and k tags; all but the transitions have n rows.

    emit (Floats): shape (n, k), the factor of each tag at each token, divided by the token's greatest.
    step (Floats): shape (k, k), the factor from each tag to each.
    alpha (Floats): shape (n, k), each tag's share of all that leads to the token.
    beta (Floats): shape (n, k), the factor of all that follows, in units in which alpha times beta, summed, is the same along a sequence.
    scale (Floats): shape (n,), what alpha was divided by.
    log_norm (float): logarithm of the sum over all sequences of tags, of the whole batch.
    """

    emit: Floats
    step: Floats
    alpha: Floats
    beta: Floats
    scale: Floats
    log_norm: float

    @classmethod
    def of(cls, emissions: Floats, transitions: Floats, batch: Batch) -> "Chain":
        """Run over a batch; arguments as in `log_likelihood_gradient`."""
        k = emissions.shape[1]
        lift = emissions.max(axis=1, keepdims=True)
        emit = numpy.exp(emissions - lift)
        step, first, last = numpy.exp(transitions[:k]), numpy.exp(transitions[k]), numpy.exp(transitions[k + 1])
        alpha, scale = numpy.empty_like(emit), numpy.empty(len(emit), dtype=emit.dtype)
        for rows, before in zip(batch.rows, [None, *batch.rows]):
            reached = emit[rows] * (first if before is None else alpha[before[: len(rows)]] @ step)
            total = reached.sum(axis=1) + TINY
            alpha[rows], scale[rows] = reached / total[:, None], total
        beta = numpy.empty_like(emit)
        onward = batch.rows[0][:0]
        for rows in reversed(batch.rows):
            beta[rows[len(onward) :]] = last
            beta[rows[: len(onward)]] = (emit[onward] * beta[onward] / scale[onward][:, None]) @ step.T
            onward = rows
        final = (alpha[batch.ends] * last).sum(axis=1) + TINY
        return cls(emit, step, alpha, beta, scale, float(numpy.log(scale).sum() + lift.sum() + numpy.log(final).sum()))

    def posterior(self) -> Floats:
        """The probability of each tag at each token, shape (n, k)."""
        product = self.alpha * self.beta
        return product / numpy.maximum(product.sum(axis=1, keepdims=True), TINY)

    def pairs(self, batch: Batch) -> Floats:
        """How often each tag is expected to follow each in the batch, shape (k, k)."""
        inner = numpy.delete(numpy.arange(len(self.emit)), batch.rows[0])
        ahead = self.emit[inner] * self.beta[inner] / self.scale[inner][:, None]
        norm = numpy.maximum((self.alpha[inner] * self.beta[inner]).sum(axis=1), TINY)
        return self.step * (self.alpha[inner - 1].T @ (ahead / norm[:, None]))

    def probability(self, start: int, tags: Ints) -> float:
        """The probability that the tokens from `start` on, all of one sequence, have just these tags."""
        rows = numpy.arange(start, start + len(tags))
        inner = (self.step[tags[:-1], tags[1:]] * self.emit[rows[1:], tags[1:]] / self.scale[rows[1:]]).prod()
        norm = max((self.alpha[rows[-1]] * self.beta[rows[-1]]).sum(), TINY)
        return float(self.alpha[start, tags[0]] * inner * self.beta[rows[-1], tags[-1]] / norm)


def log_likelihood_gradient(emissions: Floats, tags: Ints, transitions: Floats, batch: Batch) -> tuple[float, Floats, Floats]:
    """The loss of a batch and its gradients.

    emissions (Floats): shape (n, k), the score of each of k tags for each of n tokens, sequences one after another.
    tags (Ints): shape (n,), the right tags.
    transitions (Floats): shape (k + 2, k): from each tag to each; row k from the start, row k + 1 to the end. Forbidden ones are very negative.
    RETURNS (tuple): the negative log-likelihood, and its gradients by emissions (n, k) and transitions (k + 2, k).
    """
    k = emissions.shape[1]
    chain = Chain.of(emissions, transitions, batch)
    n = numpy.arange(len(tags))
    starts = batch.rows[0]
    previous = numpy.delete(n, starts)
    wanted = numpy.zeros_like(transitions)
    numpy.add.at(wanted, (tags[previous - 1], tags[previous]), 1)
    numpy.add.at(wanted, (k, tags[starts]), 1)
    numpy.add.at(wanted, (k + 1, tags[batch.ends]), 1)
    right = float(emissions[n, tags].sum() + (wanted * numpy.where(wanted > 0, transitions, 0)).sum())

    d_emissions = chain.posterior()
    d_transitions = numpy.vstack([chain.pairs(batch), d_emissions[starts].sum(axis=0), d_emissions[batch.ends].sum(axis=0)]) - wanted
    d_emissions[n, tags] -= 1
    return chain.log_norm - right, d_emissions.astype(emissions.dtype), d_transitions.astype(transitions.dtype)


def best_tags(emissions: Floats, transitions: Floats, batch: Batch) -> Ints:
    """The tags with the greatest score for each sequence (Viterbi).

    emissions, transitions, batch: as in `log_likelihood_gradient`.
    RETURNS (Ints): shape (n,).
    """
    k = emissions.shape[1]
    step = transitions[:k].T[None]
    best = numpy.empty_like(emissions)
    came = numpy.zeros(emissions.shape, dtype="int16")
    for rows, before in zip(batch.rows, [None, *batch.rows]):
        if before is None:
            best[rows] = emissions[rows] + transitions[k]
            continue
        reach = best[before[: len(rows)]][:, None, :] + step
        came[rows] = reach.argmax(axis=2)
        best[rows] = numpy.take_along_axis(reach, came[rows].astype("int64")[:, :, None], axis=2)[:, :, 0] + emissions[rows]
    tags = numpy.zeros(len(emissions), dtype="int64")
    for index in range(len(batch.rows) - 1, -1, -1):
        rows = batch.rows[index]
        count = len(batch.rows[index + 1]) if index + 1 < len(batch.rows) else 0
        ending = rows[count:]
        tags[ending] = (best[ending] + transitions[k + 1]).argmax(axis=1)
        if count:
            onward = batch.rows[index + 1]
            tags[rows[:count]] = came[onward, tags[onward]]
    return tags
