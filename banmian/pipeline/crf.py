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
    """

    order: Ints
    active: Ints
    rows: list[Ints]

    @classmethod
    def of(cls, lengths: Ints) -> "Batch":
        """The layout of sequences of these lengths (all above 0) that stand one after another in a flat array."""
        order = numpy.argsort(-lengths, kind="stable")
        starts = (numpy.cumsum(lengths) - lengths)[order]
        steps = int(lengths.max(initial=0))
        active = numpy.searchsorted(-lengths[order], -numpy.arange(1, steps + 1), side="right")
        return cls(order, active, [starts[:count] + step for step, count in enumerate(active)])


def log_likelihood_gradient(emissions: Floats, tags: Ints, transitions: Floats, batch: Batch) -> tuple[float, Floats, Floats]:
    """The loss of a batch and its gradients.

    emissions (Floats): shape (n, k), the score of each of k tags for each of n tokens, sequences one after another.
    tags (Ints): shape (n,), the right tags.
    transitions (Floats): shape (k + 2, k): from each tag to each; row k from the start, row k + 1 to the end. Forbidden ones are very negative.
    RETURNS (tuple): the negative log-likelihood, and its gradients by emissions (n, k) and transitions (k + 2, k).
    """
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
    ends = numpy.empty(len(batch.order), dtype="int64")
    pairs = numpy.zeros_like(step)
    for index in range(len(batch.rows) - 1, -1, -1):
        rows = batch.rows[index]
        onward = batch.rows[index + 1] if index + 1 < len(batch.rows) else rows[:0]
        beta[rows[len(onward) :]] = last
        ends[len(onward) : len(rows)] = rows[len(onward) :]
        if len(onward):
            ahead = emit[onward] * beta[onward] / scale[onward][:, None]
            beta[rows[: len(onward)]] = ahead @ step.T
            pairs += alpha[rows[: len(onward)]].T @ (ahead / numpy.maximum((alpha[onward] * beta[onward]).sum(axis=1), TINY)[:, None])
    final = (alpha[ends] * last).sum(axis=1) + TINY
    posterior = alpha * beta
    posterior /= numpy.maximum(posterior.sum(axis=1, keepdims=True), TINY)
    log_norm = float(numpy.log(scale).sum() + lift.sum() + numpy.log(final).sum())

    n = numpy.arange(len(tags))
    starts = batch.rows[0]
    previous = numpy.delete(n, starts)
    wanted = numpy.zeros_like(transitions)
    numpy.add.at(wanted, (tags[previous - 1], tags[previous]), 1)
    numpy.add.at(wanted, (k, tags[starts]), 1)
    numpy.add.at(wanted, (k + 1, tags[ends]), 1)
    right = float(emissions[n, tags].sum() + (wanted * numpy.where(wanted > 0, transitions, 0)).sum())

    d_emissions = posterior
    d_transitions = numpy.vstack([pairs * step, posterior[starts].sum(axis=0), posterior[ends].sum(axis=0)]) - wanted
    d_emissions[n, tags] -= 1
    return log_norm - right, d_emissions.astype(emissions.dtype), d_transitions.astype(transitions.dtype)


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
