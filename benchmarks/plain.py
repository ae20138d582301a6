"""Economic complexity as a person would write it in numpy, unchecked: forty lines, float32 presence, one BLAS product."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.linalg import eigsh

Floats = NDArray[np.float64]


def plain(x: Floats, rising: Floats) -> tuple[NDArray[Any], ...]:
    """Return RCA, ECI, PCI, proximity, density, COI and COG of levels ``x``; ECI rises with ``rising``."""
    rca = x / x.sum(axis=1, keepdims=True) / (x.sum(axis=0) / x.sum())
    m = (rca >= 1).astype(np.float32)
    k_c, k_p = m.sum(axis=1, dtype=float), m.sum(axis=0, dtype=float)

    scaled = m / np.sqrt(k_c)[:, None] / np.sqrt(k_p)
    wide = len(k_c) <= len(k_p)
    gram = scaled @ scaled.T if wide else scaled.T @ scaled
    trivial = np.sqrt((k_c if wide else k_p) / k_c.sum())
    value, vector = eigsh(gram - np.outer(trivial, trivial), k=1, which="LA")
    u = vector[:, 0] if wide else scaled @ vector[:, 0] / np.sqrt(value[0])
    eci = u / np.sqrt(k_c)
    eci *= np.sign(np.corrcoef(eci, rising)[0, 1])
    pci = m.T @ eci / k_p / value[0]
    mean, spread = eci.mean(), eci.std()
    eci, pci = (eci - mean) / spread, (pci - mean) / spread

    together = m.T @ m
    counts = np.diag(together)
    phi = together / np.maximum(counts[:, None], counts)
    np.fill_diagonal(phi, 0)
    weight = phi.sum(axis=0)
    density = m @ phi / weight

    missing = ((1 - m) * pci).astype(np.float32)
    coi = (density * missing).sum(axis=1)
    cog = (missing / weight) @ phi * (1 - m)
    net = cog - density * missing
    return rca, eci, pci, phi, density, coi, cog, net
