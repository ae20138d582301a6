"""The two largest eigenvalues of a symmetric matrix, without working out the others."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_WHOLE: Final = 300
"""Up to this many rows all eigenvectors cost less than looking for the first ones."""
_WIDE: Final = 2
"""Vectors at a time: a largest value that stands twice is found twice."""
_DEEP: Final = 60
"""Products with the matrix before the search begins anew from the best vectors."""
_ANEW: Final = 8
_RESIDUAL: Final = (1e-6, 1e-12)
"""Of the second and the first: of the second only the value is wanted, whose error is of the order of the square."""
_LOOK: Final = 20
"""How many products pass between two looks whether it is enough: on a busy machine a look costs more than a product, since
the threads of many small operations wait for one another."""


def two_largest(matrix: Floats) -> tuple[float, float, Floats]:
    r"""Return the second largest and the largest eigenvalue, and the vector of the latter.

    A block of vectors is multiplied by the matrix again and again, each time made orthogonal to all before (block
    Lanczos with full reorthogonalisation), until :math:`\|Gv - \lambda v\|` is at most :math:`10^{-12}\lambda` for
    the largest and :math:`10^{-6}\lambda` for the second, of which only the value is wanted. What is not found so is
    found from all eigenvectors.

    Parameters
    ----------
    matrix : ndarray, shape (N, N)
        Symmetric, N at least 2.

    Notes
    -----
    The vectors to start from are fixed, so that the same matrix gives the same digits.

    References
    ----------
    Golub & Van Loan (2013), Matrix Computations, 4th ed., 10.3.

    Examples
    --------
    >>> two_largest(np.diag([1.0, 3.0, 2.0]))[:2]
    (2.0, 3.0)
    """
    if len(matrix) > _WHOLE:
        block = np.random.default_rng(0).standard_normal((len(matrix), _WIDE))
        for _ in range(_ANEW):
            values, vectors, enough = _search(matrix, block)
            if enough:
                return float(values[-2]), float(values[-1]), vectors[:, -1]
            block = vectors
    values, vectors = np.linalg.eigh(matrix)
    return float(values[-2]), float(values[-1]), vectors[:, -1]


def _search(matrix: Floats, block: Floats) -> tuple[Floats, Floats, bool]:
    """Return the largest values and vectors of a Krylov space, and whether the first two are exact enough."""
    held = np.empty((len(matrix), _WIDE * _DEEP))
    times = np.empty_like(held)
    block = np.linalg.qr(block)[0]
    for step in range(_DEEP):
        old, new = slice(0, step * _WIDE), slice(step * _WIDE, (step + 1) * _WIDE)
        held[:, new] = block
        times[:, new] = matrix @ block
        if step % _LOOK == _LOOK - 1 or step == _DEEP - 1:
            values, vectors, enough = _ritz(held[:, : new.stop], times[:, : new.stop])
            if enough:
                break
        block = times[:, new].copy()
        for _ in range(2):  # once is not enough where the new vectors lie almost in the old space
            block -= held[:, old] @ (held[:, old].T @ block)
            block -= held[:, new] @ (held[:, new].T @ block)
        block = np.linalg.qr(block)[0]
    return values, vectors, enough


def _ritz(held: Floats, times: Floats) -> tuple[Floats, Floats, bool]:
    """Return the largest values and vectors of the matrix within a space."""
    inner = held.T @ times
    values, turn = np.linalg.eigh((inner + inner.T) / 2)
    values, turn = values[-_WIDE:], turn[:, -_WIDE:]
    vectors = held @ turn
    left = np.linalg.norm(times @ turn[:, -2:] - vectors[:, -2:] * values[-2:], axis=0)
    return values, vectors, bool((left <= np.array(_RESIDUAL) * abs(values[-1])).all())
