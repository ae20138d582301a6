"""A synthetic table of zones in which industries arrive beside their kin."""

import numpy as np

YEARS = ("2000", "2010", "2020")


def write_zones(path, *, years=YEARS, regions=30, industries=16):
    """Write three periods of 30 zones and 16 industries in four families; return the path as text."""
    generator = np.random.default_rng(11)
    family = np.arange(industries) % 4
    home = generator.integers(4, size=regions)
    here = generator.random((regions, industries)) < np.where(home[:, None] == family, 0.5, 0.08)
    lines = ["region,industry,year,value"]
    for year in YEARS:
        levels = np.where(here, 100.0, 5.0) * generator.uniform(0.7, 1.3, here.shape)
        lines += [
            f"R{r:02},I{p:02},{year},{levels[r, p]:.3f}"
            for r in range(regions) for p in range(industries) if year in years
        ]  # fmt: skip
        kin = np.array([[here[r, family == f].mean() for f in family] for r in range(regions)])
        here = here | (generator.random(here.shape) < kin * 0.6)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)
