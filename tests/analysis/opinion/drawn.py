"""Invented votes: noise, and groups planted in it."""

import numpy as np

from tanlu.analysis.opinion.votes import Votes


def votes(people, statements, apart, seed, *, answered=0.9):
    """Return votes of two groups whose log-odds differ by loadings of this standard deviation; 0 is noise."""
    draw = np.random.default_rng(seed)
    base, load = draw.normal(0, 1, statements), draw.normal(0, apart, statements)
    side = np.repeat([1, -1], [people // 2, people - people // 2])
    rate = 1 / (1 + np.exp(-(base + np.outer(side, load))))
    values = np.where(draw.random(rate.shape) < rate, 1, -1)
    values = np.where(draw.random(rate.shape) < 0.15, 0, values)
    seen = draw.random(rate.shape) < answered
    ids = (tuple(f"p{at}" for at in range(people)), tuple(f"s{at}" for at in range(statements)))
    return Votes(*ids, np.where(seen, values, 0).astype(np.int8), seen)
