"""Work that a block may be: it stands at the top of a module, so that another process finds it."""

import numpy as np

from tanlu.analysis.coal.outlook import band, draw, start_of
from tanlu.analysis.coal.panel import Panel


def mean(block, seed):
    """Return the mean of some draws, and the block."""
    return block, float(np.random.default_rng(seed).normal(size=1000).mean())


def fails(block, seed):
    """Fail at one block."""
    if block == 2:
        raise ValueError(block)
    return block


def bands(block, seed):
    """Return the quantiles of an outlook: a block is a regions' scenario, its seed the draws'."""
    growth = np.random.default_rng(5).normal(block, 0.08, (6, 60))
    panel = Panel.from_output(
        [f"R{at}" for at in range(6)], range(1960, 2020), 100 * np.exp(np.cumsum(growth, axis=1))
    )
    start = start_of("R0", np.exp(panel.path("R0")), "one")
    return band(draw([start], panel, horizon=20, draws=2000, seed=seed)[:, :, 0]).values.tolist()
