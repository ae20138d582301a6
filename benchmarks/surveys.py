"""Cases of surveys: one mean, and the same in twenty groups."""

from pathlib import Path

Command = list[str]

_SAMPLE = (
    "import numpy as np; from tanlu.analysis.survey.design import design;"
    "from tanlu.analysis.survey.estimate import mean;"
    "r = np.random.default_rng(1); n = {rows}; cluster = r.integers(0, 10_000, n); y = r.normal(50, 10, n);"
    "held = design(n, strata=cluster // 50, clusters=cluster, weights=r.uniform(1, 9, n));"
)


def one_mean(rows: int, _scratch: Path) -> Command:
    """A mean with its linearised error and both design effects: 200 strata, 10,000 clusters."""
    return ["-c", _SAMPLE.format(rows=rows) + "print(mean(held, y))"]


def domains(rows: int, _scratch: Path) -> Command:
    """The same in each of twenty groups."""
    asked = "group = r.integers(0, 20, n); print([mean(held, y, group == at).error for at in range(20)])"
    return ["-c", _SAMPLE.format(rows=rows) + asked]
