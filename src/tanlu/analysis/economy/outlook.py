"""What a region stands near to, weighed by complexity: the outlook, and the gain that each absent industry would bring."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tanlu.analysis.economy.caution import Caution
from tanlu.analysis.economy.quotients import Masked
from tanlu.analysis.economy.relatedness import Proximity, density
from tanlu.analysis.economy.table import RegionIndustry
from tanlu.errors import BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]

METHOD: Final = Text(
    "outlook (COI): complexity of the absent industries, each weighed by its density; gain (COG): complexity of the "
    "other absent industries that the industry would bring nearer, by its share of their proximities; net gain: the same "
    "less the industry's own weighed complexity (Hausmann, Hidalgo et al. 2014); itself left out of its neighbours; "
    "rankings of a model, no forecasts",
    "展望（COI）：尚无行业的复杂度按密度加权之和；增益（COG）：该行业使其他尚无行业更为接近，按其占后者关联度的份额对复杂度加权求和；"
    "净增益：再减去该行业自身的加权复杂度（Hausmann、Hidalgo 等 2014）；行业自身不计入邻近行业；均为模型排序，不是预测",
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Outlook of regions and gain of industries.

    Parameters
    ----------
    regions, industries : tuple of str
        Labels of the rows and columns.
    outlook : ndarray, shape (R,)
        Without unit; above 0 where the complex absent industries are near.
    gain, net_gain : masked array, shape (R, P)
        Of each absent industry, without and with the second term; masked where the region has the industry, where a
        cell is withheld, and where the proximities do not know it.
    method : Text
        The definition.
    cautions : tuple of Caution
        Those of the density.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    outlook: Floats
    gain: Masked
    net_gain: Masked
    method: Text
    cautions: tuple[Caution, ...]


def outlook(
    table: RegionIndustry, near: Proximity, complexity: ArrayLike, *, threshold: float = 1.0
) -> Outlook:
    r"""Return the complexity outlook of regions and the opportunity gain of absent industries.

    With density w, presence M and complexity Q of industries:
    :math:`COI_c = \sum_p w_{cp}(1-M_{cp})Q_p` and
    :math:`COG_{cp} = \sum_{q \ne p} \frac{\phi_{pq}}{\sum_{r \ne q}\phi_{rq}}(1-M_{cq})Q_q - w_{cp}Q_p`, the second term
    in the net gain only.

    Parameters
    ----------
    table : RegionIndustry
        Levels, shape (R, P).
    near : Proximity
        Estimated on these regions or on others.
    complexity : array_like, shape (P,)
        Of the industries of the table, in their order; from :func:`~tanlu.analysis.economy.complexity.complexity` or
        estimated elsewhere.
    threshold : float
        RCA from which an industry is present.

    Raises
    ------
    BadTable
        If there is not one finite complexity for each industry.
    NotComparable
        As :func:`~tanlu.analysis.economy.relatedness.density`.

    Notes
    -----
    The Stata code, its Python port and the R package drop the second term; both are given here. An absent industry of
    which nothing is known (withheld) adds nothing.

    References
    ----------
    Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity, MIT Press.

    Examples
    --------
    >>> from tanlu.analysis.economy.relatedness import proximity
    >>> levels = [[50, 40, 10], [60, 45, 5], [5, 10, 90]]
    >>> table = RegionIndustry.from_arrays(["a", "b", "c"], ["coal", "steel", "film"], levels)
    >>> outlook(table, proximity(table, "cosine"), [-1, 0, 1]).outlook.tolist()
    [0.0, 0.0, 0.0]
    """
    quality = _demanded(table, complexity)
    close = density(table, near, threshold=threshold)
    weight = close.values.filled(0.0)
    absent = ~close.present & ~table.suppressed
    missing, share = absent * quality, _shares(table, near)
    gain = missing @ share.T - missing * np.diag(share)
    mask = ~absent | np.ma.getmaskarray(close.values)
    gains = [
        np.ma.MaskedArray(np.where(mask, 0.0, each), mask=mask) for each in (gain, gain - weight * quality)
    ]
    near_by = (weight * missing).sum(axis=1)
    return Outlook(table.regions, table.industries, near_by, gains[0], gains[1], METHOD, close.cautions)


def _demanded(table: RegionIndustry, complexity: ArrayLike) -> Floats:
    quality = np.array(complexity, dtype=np.float64)
    if quality.shape == (len(table.industries),) and np.isfinite(quality).all():
        return quality
    raise BadTable(
        (
            f"Each of the {len(table.industries)} industries needs one finite complexity.",
            f"{len(table.industries)}个行业须各有一个有限的复杂度数值。",
        ),
        (
            "Leave out industries without one, or estimate it on more regions.",
            "请略去没有该数值的行业，或用更多地区估计。",
        ),
    )


def _shares(table: RegionIndustry, near: Proximity) -> Floats:
    """Return what share of the proximities of each industry (column) another (row) holds, itself left out."""
    places = {each: at for at, each in enumerate(near.industries)}
    at = np.array([places.get(each, -1) for each in table.industries])
    phi = np.where((at[:, None] >= 0) & (at >= 0), near.values[np.ix_(at, at)], 0.0)
    np.fill_diagonal(phi, 0.0)
    whole = phi.sum(axis=0)
    found: Floats = np.divide(phi, whole, out=np.zeros(phi.shape), where=whole > 0)
    return found
