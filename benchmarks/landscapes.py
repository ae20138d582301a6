"""One table of levels through Tanlu, plain numpy and other packages: ``python -m benchmarks.landscapes WHO FILE``."""

import sys
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
COLUMNS = {"time": "time", "loc": "region", "prod": "industry", "val": "value"}


def tanlu(x: Floats, rising: Floats) -> Floats:
    from tanlu.analysis.economy.landscape import landscape
    from tanlu.analysis.economy.table import RegionIndustry

    regions, industries = _labels(x)
    found = landscape(RegionIndustry.from_arrays(regions, industries, x), reference=rising)
    return found.of_regions


def plain(x: Floats, rising: Floats) -> Floats:
    from benchmarks.plain import plain

    return plain(x, rising)[1]


def ecomplexity(x: Floats, _rising: Floats) -> Floats:
    import pandas as pd
    from ecomplexity import ecomplexity

    found = ecomplexity(_long(x), COLUMNS)
    return pd.Series(found["eci"].to_numpy(), found["region"]).groupby(level=0).first().to_numpy()


def with_proximity(x: Floats, rising: Floats) -> Floats:
    """It works out proximities inside and does not give them back, so whoever wants them asks again."""
    from ecomplexity import proximity

    proximity(_long(x), COLUMNS)
    return ecomplexity(x, rising)


def datawheel(x: Floats, _rising: Floats) -> Floats:
    """Its own proximity writes into what pandas 3 protects, so a ready one is handed over, and costs it nothing."""
    import pandas as pd
    from economic_complexity import complexity, opportunity_gain, rca, relatedness

    regions, industries = _labels(x)
    quotients = rca(pd.DataFrame(x, regions, industries))
    eci, pci = complexity(quotients)
    near = pd.DataFrame(_proximity(quotients.to_numpy()), industries, industries)
    relatedness(quotients, proximities=near)
    opportunity_gain(quotients, pci=pci, proximities=near)
    return eci.to_numpy()


def fermi(x: Floats, _rising: Floats) -> Floats:
    from fermi import efc
    from fermi.relatedness_metrics import RelatednessMetrics

    found = efc().load(x).compute_rca().binarize()
    eci, _ = found.get_eci_pci()
    m = found.get_matrix()
    near = RelatednessMetrics(m).get_projection(rows=False, projection_method="proximity")
    weight = np.asarray(near.sum(axis=0)).ravel()
    m.dot(near).toarray() / weight  # density, which the package does not have
    return eci


WHO = {
    "tanlu": tanlu,
    "plain": plain,
    "ecomplexity": ecomplexity,
    "with-proximity": with_proximity,
    "datawheel": datawheel,
    "fermi": fermi,
}


def _proximity(rca: Floats) -> Floats:
    m = (rca >= 1).astype(np.float32)
    together = m.T @ m
    counts = np.diag(together)
    phi = together / np.maximum(counts[:, None], counts)
    np.fill_diagonal(phi, 0)
    return phi


def _labels(x: Floats) -> tuple[list[str], list[str]]:
    return [f"r{at:05}" for at in range(x.shape[0])], [f"i{at:05}" for at in range(x.shape[1])]


def _long(x: Floats) -> "pd.DataFrame":
    import pandas as pd

    rows, columns = x.nonzero()
    regions, industries = map(np.array, _labels(x))
    return pd.DataFrame(
        {"time": 2020, "region": regions[rows], "industry": industries[columns], "value": x[rows, columns]}
    )


if __name__ == "__main__":
    held = np.load(sys.argv[2])
    print(WHO[sys.argv[1]](held["levels"], held["rising"])[:3])
