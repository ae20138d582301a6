"""Agreement, reliability and composites against answers computed with other programs."""

import csv
import gzip
import itertools
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from tests import needs

from tanlu.analysis.scales.agreement import krippendorff
from tanlu.analysis.scales.bias import ordered
from tanlu.analysis.scales.composite import Index, Layer, composite
from tanlu.analysis.scales.icc import icc
from tanlu.analysis.scales.invariance import invariance, one_group, partial
from tanlu.analysis.scales.kappa import disagreements, kappa
from tanlu.analysis.scales.omega import omega, one_factor
from tanlu.analysis.scales.polychoric import polychoric
from tanlu.analysis.scales.ratings import read_cells
from tanlu.analysis.scales.reliability import pair_correlations, reliability
from tanlu.analysis.scales.robustness import robustness
from tanlu.analysis.stopping import AS_OPTIM, AS_OPTIMIZE

pytestmark = pytest.mark.prove

WIKIPEDIA = """
* * * * * 3 4 1 2 1 1 3 3 * 3
1 * 2 1 3 3 4 3 * * * * * * *
* * 2 1 3 4 4 * 2 1 1 3 3 * 4
"""
TABLES = {
    "vcd::SexualFun 4x4 (in README)": [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]],
    "vcd::MSPatients Winnipeg 4x4 (in README)": [
        [38, 5, 0, 1],
        [33, 11, 3, 0],
        [10, 14, 5, 6],
        [3, 7, 3, 10],
    ],
    "Cohen (1968) 3x3 n=200 (in README)": [[0.44, 0.05, 0.01], [0.07, 0.2, 0.03], [0.09, 0.05, 0.06]],
}
COHEN = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
TURNED = {"A": "A1", "C": "C4 C5", "E": "E1 E2", "N": "", "O": "O2 O5"}
ICC = {"ICC(1,1)": "one_random", "ICC(2,1)": "two_random", "ICC(3,1)": "two_fixed", "ICC(1,k)": "one_random_mean",
       "ICC(2,k)": "two_random_mean", "ICC(3,k)": "two_fixed_mean"}  # fmt: skip


def table(name):
    path = needs.shared() / "data" / "scales_agreement" / name
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def answers(*statistics):
    return [row for row in table("reference.csv") if row["statistic"] in statistics]


def equal(found, row):
    """Hold to the digits that are written."""
    digits = len(row["value"].partition(".")[2])
    assert found == pytest.approx(float(row["value"]), abs=max(0.5 * 10**-digits, 1e-12) * 1.000001), row


def test_krippendorffs_alpha():
    rows = answers("alpha")
    assert len(rows) == 6
    krippendorff_2011 = [list(row.values())[1:] for row in table("krippendorff2011.csv")]
    lines = [line.split() for line in WIKIPEDIA.split("\n") if line]
    wikipedia = [["" if cell == "*" else cell for cell in column] for column in zip(*lines, strict=True)]
    for row in rows:
        cells = krippendorff_2011 if row["dataset"] == "krippendorff2011" else wikipedia
        found = krippendorff(read_cells(cells, row["detail"]), row["detail"])
        assert found == pytest.approx(float(row["value"]), abs=1e-14)


def test_intraclass_correlations():
    rows = answers("icc")
    assert len(rows) == 6
    values = np.array([list(row.values())[1:] for row in table("shrout_fleiss1979.csv")], dtype=float)
    for row in rows:
        equal(getattr(icc(values), ICC[row["detail"]]), row)


def test_kappa():
    rows = answers("cohen_kappa")
    assert len(rows) == 7
    for row in rows:
        counted = np.array(TABLES[row["dataset"]], dtype=float)
        kind = next((each for each in ("linear", "quadratic") if each in row["detail"]), "identity")
        apart = (
            np.array(COHEN, dtype=float)
            if "Cohen weights" in row["detail"]
            else disagreements(len(counted), kind)
        )
        equal(kappa(counted, apart), row)


def answered(scale):
    turned = TURNED[scale].split()
    cells = [[row[f"{scale}{at}"] for at in range(1, 6)] for row in table("bfi.csv.gz")]
    seen = np.array([[bool(cell) for cell in row] for row in cells])
    values = np.array([[float(cell or 0) for cell in row] for row in cells])
    for at in range(5):
        if f"{scale}{at + 1}" in turned:
            values[:, at] = 7 - values[:, at]
    return values, seen


def bfi(scale):
    return reliability(*answered(scale))


@pytest.mark.parametrize("scale", TURNED)
def test_scales_of_personality(scale):
    found = bfi(scale)
    told = {"cronbach_alpha_raw": found.alpha.value, "cronbach_alpha_std": found.standardised,
            "guttman_lambda6": found.lambda_6, "mean_interitem_r": found.mean_correlation}  # fmt: skip
    rows = [row for row in answers(*told) if row["dataset"] == "bfi" and row["detail"].startswith(scale)]
    assert len(rows) == 4
    for row in rows:
        equal(told[row["statistic"]], row)


APART = {"A": 7.0e-4, "C": -5.8e-5, "E": 1.2e-4, "N": -1.2e-5, "O": -1.4e-4}
"""Our own omega less psych's: correlations of each pair's own people and the observed variance of the sum make it so."""


@pytest.mark.parametrize("scale", TURNED)
def test_omega_of_personality(scale):
    """psych: each pair's own correlation, the observed variance, L-BFGS-B with its own stop, which moves the 8th digit."""
    (row,) = [each for each in answers("omega_total_1factor_minres") if each["detail"].startswith(scale)]
    own = pair_correlations(*answered(scale))
    stopped, _ = omega(own, "observed", AS_OPTIM)
    equal(stopped.value, row)
    end, _ = omega(own, "observed")
    assert end.value == pytest.approx(float(row["value"]), abs=5e-8)
    assert bfi(scale).omega.value - float(row["value"]) == pytest.approx(APART[scale], rel=0.05)


PSYCH = {
    "A": [0.374176967274, 0.678673923020, 0.753789530601, 0.480336805190, 0.614755110691],
    "C": [0.549629556521, 0.618217700822, 0.554096807475, 0.666920522296, 0.576211422430],
    "E": [0.603231642650, 0.724061148523, 0.587097373319, 0.687248203635, 0.524709463754],
    "N": [0.780053747328, 0.762049527432, 0.761740367386, 0.592673162797, 0.530098182872],
    "O": [0.539531511837, 0.443564764379, 0.643970094658, 0.292760781544, 0.531753976384],
}
"""Loadings that psych 2.2.9 prints for `fa(R, 1, fm = "minres")`, R 4.2.2."""


@pytest.mark.parametrize("scale", TURNED)
def test_loadings_of_personality(scale):
    own = pair_correlations(*answered(scale))
    assert one_factor(own, AS_OPTIM).tolist() == pytest.approx(PSYCH[scale], abs=1e-11)
    assert one_factor(own).tolist() == pytest.approx(PSYCH[scale], abs=1e-5)


def test_ratings_of_departments():
    given = table("attitude.csv")
    values = np.array([[float(cell) for cell in row.values()] for row in given])
    found = reliability(values, np.ones(values.shape, dtype=bool))
    rows = [row for row in table("reference.csv") if row["dataset"] == "attitude"]
    assert len(rows) == 10
    told = {"cronbach_alpha_raw": found.alpha.value, "cronbach_alpha_std": found.standardised,
            "guttman_lambda6": found.lambda_6}  # fmt: skip
    dropped = dict(zip(given[0], found.if_dropped, strict=True))
    for row in rows:
        equal(told[row["statistic"]] if row["statistic"] in told else dropped[row["detail"]], row)


def test_polychoric_correlation():
    """psych narrows its search to 1.2e-4; the greatest likelihood is at 0.555458."""
    (row,) = answers("polychoric_rho")
    given = [[int(each[name]) - 1 for each in table("bfi.csv.gz") if each[name]] for name in ("A2", "A3")]
    margins = (np.bincount(given[0]), np.bincount(given[1]))
    pairs = [
        (int(each["A2"]) - 1, int(each["A3"]) - 1)
        for each in table("bfi.csv.gz")
        if each["A2"] and each["A3"]
    ]
    counts = np.zeros((6, 6), dtype=np.int64)
    np.add.at(counts, tuple(np.array(pairs).T), 1)
    stopped = polychoric(counts, margins, stopping=AS_OPTIMIZE)
    equal(stopped, row)
    assert stopped == pytest.approx(0.555450998317, abs=1e-11)  # as psych 2.2.9 prints with more digits
    assert polychoric(counts, margins) - float(row["value"]) == pytest.approx(7.4e-6, rel=0.02)


DOUBLE_ROUNDED = ("cfa_tli", "strict (+residuals)")
"""The table has .868. lavaan 0.6-14 with more digits has 0.8674562599 and prints .867: .868 is .8675 rounded again."""


def test_factors_of_pupils():
    given = table("hs1939.csv")
    values = np.array([[float(row[f"x{at}"]) for at in range(1, 10)] for row in given])
    factors = (0, 0, 0, 1, 1, 1, 2, 2, 2)
    ladder = invariance(values, np.ones(values.shape, dtype=bool), [row["school"] for row in given], factors)
    fits = {"3-factor": one_group(values, factors), **{each.step: each for each in ladder.fits}}
    names = {"chisq": "chi_square", "lrt_chisq_diff": "difference"}
    rows = [row for row in table("reference.csv") if row["dataset"] == "hs1939"]
    assert len(rows) == 43
    for row in rows:
        statistic = row["statistic"].removeprefix("cfa_")
        fit = next(each for name, each in fits.items() if row["detail"].startswith(name))
        found = getattr(fit, names.get(statistic, statistic))
        if (row["statistic"], row["detail"]) == DOUBLE_ROUNDED:
            assert found == pytest.approx(0.8674562599, abs=1e-8)
            assert f"{found:.3f}" == "0.867"
            assert round(round(found, 4) + 1e-12, 3) == float(row["value"]) == 0.868
            continue
        equal(found, row)
    assert ladder.reached == "metric"


def asem(name):
    with (needs.shared() / "data" / "composite_asem" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def built(aggregation, floor):
    meta = asem("asem_imeta.csv")
    levels = [[row for row in meta if row["Level"] == str(level)] for level in range(1, 5)]
    layers = []
    for below, above in itertools.pairwise(levels):
        names = tuple(row["iCode"] for row in above)
        weights = np.array([float(row["Weight"]) for row in below])
        layers.append(Layer(tuple(names.index(row["Parent"]) for row in below), weights, aggregation, names))
    first = levels[0]
    data = asem("asem_idata.csv")
    known = np.array([[row[each["iCode"]] not in {"", "NA"} for each in first] for row in data])
    values = np.array(
        [[float(row[each["iCode"]]) if there else 0.0 for each, there in zip(first, seen, strict=True)]
         for row, seen in zip(data, known, strict=True)]
    )  # fmt: skip
    goals = np.stack(
        [np.where(known, values, np.inf).min(0), np.where(known, values, -np.inf).max(0)], axis=1
    )
    directions = np.array([float(row["Direction"]) for row in first])
    made = Index(tuple(row["iCode"] for row in first), directions, goals, tuple(layers), floor, enough=0.0)
    return made, values, known, [row["uCode"] for row in data]


@pytest.mark.parametrize(
    ("name", "aggregation", "floor"),
    [("asem_ref_minmax_amean.csv", "arithmetic", 0.0), ("asem_ref_minmax1_100_gmean.csv", "geometric", 1.0)],
)
def test_the_connectivity_index_of_asia_and_europe(name, aggregation, floor):
    index, values, known, countries = built(aggregation, floor)
    assert (values.shape, int((~known).sum())) == ((51, 49), 63)
    found = composite(index, values, known, "min-max")
    rows = asem(name)
    assert len(rows) == 51
    for row in rows:
        at = countries.index(row["uCode"])
        for layer, scores in zip(index.layers, found.levels[1:], strict=True):
            for place, group in enumerate(layer.names):
                assert scores[at, place] == pytest.approx(float(row[group]), abs=1e-10)


def test_its_ranking_is_less_firm_than_it_looks():
    index, values, known, _ = built("arithmetic", 0.0)
    found = robustness(replace(index, enough=2 / 3), values, known)
    u = len(found.units)
    assert 2 <= found.rank_width <= 15
    assert found.ordered.sum() < 0.98 * u * (u - 1) / 2
    assert 0 < found.shares["aggregation"] < 1


def test_the_rule_frees_what_a_search_by_modification_indices_frees():
    """The R package pinsearch prints x3 and x7 for these pupils: https://marklhc.github.io/pinsearch, its vignette."""
    rows = table("hs1939.csv")
    values = np.array([[float(row[f"x{at}"]) for at in range(1, 10)] for row in rows])
    schools = [row["school"] for row in rows]
    found = partial(values, np.isfinite(values), schools, [0, 0, 0, 1, 1, 1, 2, 2, 2])
    assert found.free == (2, 6)
    # lavaan 0.6-14 with group.equal = c("loadings", "intercepts"), group.partial = c("x3~1", "x7~1"), run in R 4.2.2.
    assert (found.fit.chi_square, found.fit.df) == (pytest.approx(129.4224803, abs=1e-6), 58)
    assert (found.fit.cfi, found.fit.rmsea) == (
        pytest.approx(0.9193667, abs=1e-7),
        pytest.approx(0.0904555, abs=1e-7),
    )


def test_ordered_regression_equals_r(tmp_path):
    chance = np.random.default_rng(5)
    stand, second = chance.normal(size=400), np.arange(400) % 2 == 1
    codes = np.digitize(stand + 0.5 * second + chance.logistic(size=400), [-1, 0, 1.2])
    score = (stand - stand.mean()) / stand.std()
    path = tmp_path / "d.csv"
    lines = (f"{code},{float(at)!r},{int(g)}" for code, at, g in zip(codes, score, second, strict=True))
    path.write_text("y,s,g\n" + "\n".join(lines), "utf-8")
    script = (
        f'd <- read.csv("{path.as_posix()}"); d$y <- ordered(d$y); m <- MASS::polr(y ~ s * g, d); '
        "cat(format(c(logLik(m), coef(m)), digits = 12))"
    )
    done = subprocess.run(
        [needs.r_survey(), "-e", script], capture_output=True, text=True, check=True, timeout=120
    )
    theirs = [float(each) for each in done.stdout.split()]
    columns = np.column_stack([score, second, score * second])
    likelihood, slopes = ordered(codes.astype(np.int64), columns)
    assert likelihood == pytest.approx(theirs[0], abs=1e-5)
    assert slopes.tolist() == pytest.approx(theirs[1:], abs=2e-4)
