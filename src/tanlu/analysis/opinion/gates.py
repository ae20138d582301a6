"""What opinion groups must pass before anyone sees them: none of these is the silhouette, which noise passes too."""

from typing import Final

import numpy as np

from tanlu.analysis.opinion.exact import benjamini_hochberg, fisher
from tanlu.analysis.opinion.k_means import adjusted_rand, aligned, k_means
from tanlu.analysis.opinion.polis_groups import silhouette
from tanlu.analysis.opinion.space import centred, space
from tanlu.analysis.opinion.votes import Bools, Floats, Ints, Votes, count

PERMUTATIONS: Final = 999
SPLITS: Final = 10
FOLDS: Final = 5
BOOTSTRAPS: Final = 50
_AT_ONCE: Final = 2_000_000
_FEWER_STARTS: Final = 15


def leading_share(votes: Votes) -> float:
    """Return the share of the variance along the first axis; 0 where nobody differs."""
    apart, _ = centred(votes)
    whole = float((apart * apart).sum())
    return float(_largest(apart[None])[0]) / whole if whole > 0 else 0.0


def permutation(votes: Votes, generator: np.random.Generator, times: int = PERMUTATIONS) -> float:
    """Return the p-value that votes hang together at all.

    The share of the first axis, beside the same with the votes on each statement dealt out anew among those who voted on
    it: what is left then is who voted and how each statement fared, and no structure. ``p = (1 + b) / (1 + B)``.

    Parameters
    ----------
    votes : Votes
        In canonical order.
    generator : numpy.random.Generator
    times : int

    Returns
    -------
    float
        1 where nobody differs.
    """
    apart, _ = centred(votes)
    if not apart.any():
        return 1.0
    # The means of the statements and the whole variance stay as they are, so the largest eigenvalue is compared.
    seen = _largest(apart[None])[0] * (1 - 1e-12)
    step = max(1, _AT_ONCE // apart.size)
    above = 0
    for start in range(0, times, step):
        dealt = _dealt(apart, votes.seen, min(step, times - start), generator)
        above += int((_largest(dealt) >= seen).sum())
    return (1 + above) / (1 + times)


def _dealt(apart: Floats, seen: Bools, times: int, generator: np.random.Generator) -> Floats:
    """Return copies in which each column is dealt out anew among the places that hold a vote."""
    found = np.zeros((times, *apart.shape))
    for column in range(apart.shape[1]):
        voters = np.flatnonzero(seen[:, column])
        order = np.argsort(generator.random((times, len(voters)), dtype=np.float32), axis=1)
        found[:, voters, column] = apart[voters, column][order]
    return found


def _largest(apart: Floats) -> Floats:
    """Return the largest eigenvalue of the smaller Gram matrix of each copy."""
    _, height, width = apart.shape
    turned = apart.transpose(0, 2, 1)
    gram = np.matmul(turned, apart) if height >= width else np.matmul(apart, turned)
    return np.asarray(np.linalg.eigvalsh(gram)[:, -1], dtype=np.float64)


def split_half(votes: Votes, k: int, generator: np.random.Generator, splits: int = SPLITS) -> float:
    """Return how well groups found on one half of the statements come back on the other: the mean adjusted Rand index."""
    width = len(votes.statements)
    if width < 4:
        return 0.0
    found = []
    for _ in range(splits):
        order = generator.permutation(width)
        halves = (order[: width // 2], order[width // 2 :])
        one, other = (_labels(votes, np.sort(half), k, generator) for half in halves)
        found.append(adjusted_rand(one, other))
    return float(np.mean(found))


def _labels(votes: Votes, statements: Ints, k: int, generator: np.random.Generator) -> Ints:
    labels, _ = k_means(space(votes.keep(statements=statements)).people, k, generator, _FEWER_STARTS)
    return labels


def margin_error(
    points: Floats, ks: tuple[int, int], generator: np.random.Generator, times: int = BOOTSTRAPS
) -> float:
    """Return the bootstrap standard error of the difference of two silhouettes."""
    found = []
    for _ in range(times):
        drawn = points[np.sort(generator.integers(len(points), size=len(points)))]
        scores = [silhouette(drawn, k_means(drawn, k, generator, _FEWER_STARTS)[0]) for k in ks]
        found.append(scores[0] - scores[1])
    return float(np.std(found, ddof=1))


def cross_fitted(
    votes: Votes, member: Ints, generator: np.random.Generator, folds: int = FOLDS
) -> tuple[Floats, Ints]:
    """Return for each group and statement how sure it is that the group differs, from groups found without the statement.

    Statements are dealt into folds. For each fold people are grouped on all other statements, the groups are named after
    the given ones by overlap, and the statements of the fold are tested by Fisher's exact test, the group beside all
    others; then Benjamini and Hochberg over all groups and statements.

    Parameters
    ----------
    votes : Votes
        In canonical order.
    member : ndarray of int, shape (n,)
        Groups on all statements, for their names.
    generator : numpy.random.Generator
    folds : int

    Returns
    -------
    tuple of ndarray
        Adjusted p-values, shape (k, C), and counts of agree, disagree and voted of the groups that were tested and of all
        others, shape (6, k, C).
    """
    k, width = int(member.max(initial=0)) + 1, len(votes.statements)
    chance = np.ones((k, width))
    counts = np.zeros((6, k, width), dtype=np.int64)
    order = generator.permutation(width)
    for fold in range(min(folds, width)):
        inside = np.sort(order[fold :: min(folds, width)])
        outside = np.setdiff1d(np.arange(width), inside)
        if not len(outside):
            continue
        labels = aligned(_labels(votes, outside, k, generator), member, k)
        held = count(votes.keep(statements=inside), labels, k)
        for at, side in enumerate((held.agree, held.disagree, held.voted)):
            counts[at, :, inside] = side.T
            counts[at + 3, :, inside] = (side.sum(axis=0) - side).T
    for group in range(k):
        tests = [
            fisher(counts[at, group], counts[2, group], counts[at + 3, group], counts[5, group])
            for at in (0, 1)
        ]
        # Agreeing and disagreeing are two looks at one statement.
        chance[group] = np.minimum(2 * np.minimum(*tests), 1.0)
    if k == 2:
        # The second group is the first one seen from the other side: one test, not two.
        adjusted = benjamini_hochberg(chance[0])
        return np.stack([adjusted, adjusted]), counts
    return benjamini_hochberg(chance.ravel()).reshape(k, width), counts
