"""Work that a block may be: it stands at the top of a module, so that another process finds it."""

import numpy as np


def mean(block, seed):
    """Return the mean of some draws, and the block."""
    return block, float(np.random.default_rng(seed).normal(size=1000).mean())


def fails(block, seed):
    """Fail at one block."""
    if block == 2:
        raise ValueError(block)
    return block
