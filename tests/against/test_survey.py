"""Estimates from the API samples, scd and NHANES beside those of R's survey package, to their printed digits.

R stops some fits and calibrations on the way. Those rows are computed twice: under R's rule, to the printed digits, and
to the end, which shows how far R's stop lies from it.
"""

import csv
import gzip
import math
import re
import subprocess
from functools import cache

import numpy as np
import pytest
from scipy.special import expit, stdtrit
from tests.needs import shared as shared_folder

from tanlu.analysis.stopping import AS_CALIBRATE, AS_GLM, AS_RAKE, MET, SETTLED, Stopping
from tanlu.analysis.survey.agreement import alpha, kappa
from tanlu.analysis.survey.calibration import calibrate, poststratify, rake
from tanlu.analysis.survey.design import design
from tanlu.analysis.survey.estimate import mean, proportions, ratio, total, variance
from tanlu.analysis.survey.independence import independence
from tanlu.analysis.survey.quantile import quantile, share_interval
from tanlu.analysis.survey.regression import fit
from tanlu.analysis.survey.replicates import balanced, jackknife

pytestmark = pytest.mark.prove

COUNTS = {"E": 4421.0, "H": 755.0, "M": 1018.0}
WIDE = {"No": 1072.0, "Yes": 5122.0}
TESTS = {"F": "F", "Chisq": "chi-square", "Wald": "Wald", "adjWald": "adjusted Wald"}
STOPS = {"R": (AS_GLM, AS_CALIBRATE), "end": (SETTLED, MET)}
ITERATED = ("dclus1+cal_raking", "dclus1+cal_logit")
REGRESSORS = ("ell", "meals", "mobility")


class Sample:
    def __init__(self, name):
        path = shared_folder() / "data" / "survey_api" / name
        data = path.read_bytes()
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
        rows = list(csv.DictReader(text.splitlines()))
        self.columns = {key: np.array([row[key] for row in rows]) for key in rows[0]}
        self.rows = len(rows)

    def __getitem__(self, name):
        return self.columns[name]

    def numbers(self, name):
        return np.array([float(each) if each else np.nan for each in self.columns[name]])


@cache
def sample(name):
    return Sample(name)


FILES = {
    "dstrat": "apistrat.csv", "dclus1": "apiclus1.csv", "nofpc": "apiclus1.csv", "dclus2": "apiclus2.csv",
    "dsrs": "apisrs.csv", "nhanes": "nhanes.csv.gz", "scd": "scd.csv",
}  # fmt: skip


@cache
def held(name):
    """A sample and its design."""
    s = sample(FILES[name])
    how = {
        "dstrat": {"weights": "pw", "strata": "stype", "fpc": "fpc"},
        "dclus1": {"weights": "pw", "clusters": "dnum", "fpc": "fpc"},
        "nofpc": {"weights": "pw", "clusters": "dnum"},
        "dclus2": {"clusters": "dnum", "seconds": "snum", "fpc": "fpc1", "second_fpc": "fpc2"},
        "dsrs": {"weights": "pw", "fpc": "fpc"},
        "nhanes": {"weights": "WTMEC2YR", "strata": "SDMVSTRA", "clusters": "SDMVPSU"},
        "scd": {"strata": "ESA", "clusters": "ambulance"},
    }[name]
    words = {"strata", "clusters", "seconds"}
    given = {key: s[column] if key in words else s.numbers(column) for key, column in how.items()}
    return s, design(s.rows, **given)


@cache
def calibrated(kind, until="R"):
    s, made = held("dclus1")
    calibrating = STOPS[until][1]
    x = np.column_stack([np.ones(s.rows), *(s["stype"] == each for each in ("H", "M")), s.numbers("api99")])
    totals = [6194.0, 755.0, 1018.0, 3914069.0]
    if kind == "poststrat":
        return s, poststratify(made, list(s["stype"]), COUNTS)
    if kind == "rake":
        return s, rake(made, [(list(s["stype"]), COUNTS), (list(s["sch.wide"]), WIDE)])
    if kind == "cal_linear":
        return s, calibrate(made, x, totals)
    if kind == "cal_raking":
        return s, calibrate(made, x, totals, "raking", stopping=calibrating)
    return s, calibrate(made, x, totals, "logit", (0.6, 1.6), stopping=calibrating)


def reference():
    folder = shared_folder() / "data" / "survey_api"
    with (folder / "reference.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def extras(row):
    return dict(part.split("=", 1) for part in row["extra"].split(";") if "=" in part)


def inside(s, row):
    """The rows of a domain such as stype=E;race=1, or all."""
    kept = np.ones(s.rows, dtype=bool)
    for part in filter(None, row["domain"].split(";")):
        name, wanted = part.split("=")
        kept &= s[name] == wanted
    return kept


def as_numbers(estimate):
    """What an estimate says under the names of the reference."""
    return {
        "estimate": estimate.value, "se": estimate.error, "deff": estimate.deff, "deff_wr": estimate.deff_replace,
        "degf": estimate.df, "ci": (estimate.low, estimate.high), "ci_t": (estimate.low, estimate.high),
    }  # fmt: skip


def answer(row, until="R"):
    """Compute what a row of the reference holds, as far as R goes or to the end."""
    name, kind, variable = row["design"], row["statistic"], row["variable"]
    if name == "apipop (truth)":
        values = sample("apipop.csv.gz").numbers(variable)
        return {"estimate": np.nanmean(values) if kind == "mean" else np.nansum(values), "N": len(values)}
    if " J" in name or name.startswith("scd "):
        return replicated(row)
    if "+" in name:
        s, made = calibrated(name.partition("+")[2].partition("_.")[0], until)
        factors = made.weights / made.base
        found = {"mean": mean, "total": total}[kind](made, s.numbers(variable))
        return as_numbers(found) | {"g": (factors.min(), factors.max())}
    if kind in {"glm_logit", "prop_ci_logit"}:
        return logistic(*held(name), row, STOPS[until][0])
    run = {"kappa": agreed, "cronbach_alpha": agreed, "ttest": regressed, "glm": regressed, "chisq": crossed}
    return run.get(kind.partition("_")[0] if kind != "cronbach_alpha" else kind, estimated)(*held(name), row)


def agreed(s, made, row):
    if row["statistic"] == "kappa":
        return as_numbers(kappa(made, *(s[each] for each in row["variable"].split(","))))
    return {
        "estimate": alpha(made, np.column_stack([s.numbers(each) for each in row["variable"].split("+")]))
    }


def crossed(s, made, row):
    one, two = row["variable"].split(" x ")
    found = independence(made, s[one], s[two], TESTS[row["statistic"].partition("_")[2]])
    below = (found.df,) if found.df_below == 0 else (found.df, found.df_below)
    return {"estimate": found.statistic, "par": below, "p": found.p}


def regressed(s, made, row):
    if row["statistic"] == "ttest":
        from scipy.stats import t

        fitted = fit(made, s.numbers("api00"), (s["comp.imp"] == "Yes").astype(float)[:, None])
        value, error = fitted.slopes[1], fitted.errors[1]
        return {
            "estimate": value, "se": error, "t": value / error, "df": fitted.df,
            "p": 2 * t.sf(abs(value / error), fitted.df),
        }  # fmt: skip
    x = np.column_stack([s.numbers(each) for each in REGRESSORS])
    fitted = fit(made, s.numbers("api00"), x)
    at = ("(Intercept)", *REGRESSORS).index(row["domain"])
    return {"estimate": fitted.slopes[at], "se": fitted.errors[at], "df_resid": fitted.df}


def logistic(s, made, row, stopping):
    """A slope, or the share that a constant alone fits: what survey's svyciprop makes its interval of."""
    alone = row["statistic"] == "prop_ci_logit"
    x = np.column_stack([s.numbers(each) for each in REGRESSORS])[:, : 0 if alone else None]
    fitted = fit(made, (s["sch.wide"] == "Yes").astype(float), x, "logistic", stopping=stopping)
    if not alone:
        at = ("(Intercept)", *REGRESSORS).index(row["domain"])
        return {"estimate": fitted.slopes[at], "se": fitted.errors[at], "df_resid": fitted.df}
    reach = stdtrit(fitted.df, 0.975) * fitted.errors[0]
    share, low, high = expit(fitted.slopes[0] + np.array([0, -reach, reach]))
    return {"estimate": share, "ci": (low, high)}


def estimated(s, made, row):
    kind, variable = row["statistic"], row["variable"]
    if kind.startswith("prop"):
        column, level = variable.split("=")
        found = proportions(made, s[column])[level]
        told = as_numbers(found)
        if kind != "prop":
            told["ci"] = share_interval(found, s.rows, kind.rpartition("_")[2])
        return told
    if kind == "quantile":
        return as_numbers(quantile(made, s.numbers(variable), float(row["domain"])))
    if kind == "ratio":
        return as_numbers(ratio(made, *(s.numbers(each) for each in variable.split("/"))))
    run = {"mean": mean, "total": total, "variance": variance}[kind]
    return as_numbers(run(made, s.numbers(variable), inside(s, row)))


def replicated(row):
    name, kind, variable = row["design"], row["statistic"], row["variable"]
    if name == "scd lin":
        s, made = held("scd")
        if kind == "mean":
            return as_numbers(mean(made, s.numbers(variable)))
        return as_numbers(ratio(made, *(s.numbers(each) for each in variable.split("/"))))
    if name.startswith("scd"):
        s, made = held("scd")
        replicates = balanced(made, 0.3 if name == "scd Fay.3" else 0.0)
    else:
        s, made = held("nofpc" if "no fpc" in name else name.split()[0])
        replicates = jackknife(made)
    if kind == "ratio":
        one, two = (s.numbers(each) for each in variable.split("/"))
        value, error = replicates.estimate(lambda w: (w @ one) / (w @ two))
    else:
        y = s.numbers(variable)
        value, error = replicates.estimate(lambda w: (w @ y) / (w.sum() if kind == "mean" else 1.0))
    return {"estimate": value, "se": error}


def wanted(row):
    """What a row prints: the estimate, its error, and what stands in the last column."""
    printed = {"estimate": row["estimate"].strip()}
    if row["se"].strip() != "NA":
        printed["se"] = row["se"].strip()
    return printed | extras(row)


def agree(found, printed):
    """Whether a number, or each of several, rounds to what is printed."""
    parts = re.split(r"[,/]", printed.strip("[]"))
    values = found if isinstance(found, tuple) else (found,)
    return len(parts) == len(values) and all(map(rounds_to, values, parts))


def rounds_to(value, printed):
    """Whether a number is within half a unit of the last place printed.

    Last zeros are not printed, so a short number is good to eight digits at least, as the shortest columns are.
    """
    digits = printed.lower().partition("e")[0].replace("-", "").replace(".", "").lstrip("0")
    shown = float(printed)
    if shown == 0:
        return value == 0
    unit = 10.0 ** (math.floor(math.log10(abs(shown))) + 1 - max(len(digits), 8))
    return abs(value - shown) <= 0.5 * unit + 1e-12 * abs(shown)


def missed(row):
    found = answer(row)
    return {
        key: (found[key], printed) for key, printed in wanted(row).items() if not agree(found[key], printed)
    }


def is_iterated(row):
    """Whether R stops on the way to the answer, at a tolerance of its own (1e-8 of the deviance, 1e-7 of a total)."""
    return row["statistic"] in {"glm_logit", "prop_ci_logit"} or row["design"].startswith(ITERATED)


def way_left(row):
    """The greatest relative distance from what R prints to where its steps lead."""
    end = answer(row, "end")
    ends = np.hstack([end[key] for key in wanted(row)])
    printed = [float(each) for text in wanted(row).values() for each in re.split(r"[,/]", text.strip("[]"))]
    return float(np.abs(ends / printed - 1).max())


def test_all_rows_of_the_reference_hold():
    rows = reference()
    assert len(rows) == 143
    off = {(row["design"], row["statistic"], row["variable"], row["domain"]): missed(row) for row in rows}
    assert {key: why for key, why in off.items() if why} == {}


LEFT = {
    ("dstrat", "glm_logit"): 2.6e-5, ("dstrat", "prop_ci_logit"): 5.1e-10,
    ("dclus1", "glm_logit"): 4.0e-6, ("dclus1", "prop_ci_logit"): 2.7e-11,
    ("dclus2", "glm_logit"): 5.6e-5, ("dclus2", "prop_ci_logit"): 1.7e-10,
    ("dsrs", "glm_logit"): 8.5e-8, ("dsrs", "prop_ci_logit"): 4.7e-11,
    ("dclus1+cal_raking", "mean"): 2.0e-8, ("dclus1+cal_raking", "total"): 1.1e-9,
    ("dclus1+cal_logit_.6_1.6", "mean"): 2.3e-8, ("dclus1+cal_logit_.6_1.6", "total"): 2.7e-8,
}  # fmt: skip
"""How far R's printed stop lies from the end, as a share of what is printed; errors of slopes lie farthest."""


def test_how_far_from_the_end_r_stops():
    rows = [row for row in reference() if is_iterated(row)]
    assert len(rows) == 24
    left = {}
    for row in rows:
        key = (row["design"], row["statistic"])
        left[key] = max(left.get(key, 0.0), way_left(row))
    assert left == {key: pytest.approx(each, rel=0.1) for key, each in LEFT.items()}


TIGHT = """
suppressMessages(library(survey)); options(digits = 15)
two <- svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = read.csv("apiclus2.csv"))
d <- svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = read.csv("apiclus1.csv"))
m <- svyglm(I(sch.wide == "Yes") ~ ell + meals + mobility, design = two, family = quasibinomial(),
            control = glm.control(epsilon = 1e-15, maxit = 100))
totals <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)
made <- function(...) svytotal(~enroll, calibrate(d, ~stype + api99, totals, epsilon = 1e-13, maxit = 500, ...))
raked <- made(calfun = "raking"); bound <- made(calfun = "logit", bounds = c(.6, 1.6))
cat(coef(m), SE(m), coef(raked), SE(raked), coef(bound), SE(bound))
"""


def test_where_r_goes_on_to_the_end_it_agrees(r, shared):
    done = subprocess.run(
        [r, "-e", TIGHT], cwd=shared / "data" / "survey_api", capture_output=True, text=True, check=True
    )
    s, made = held("dclus2")
    x = np.column_stack([s.numbers(each) for each in REGRESSORS])
    fitted = fit(made, (s["sch.wide"] == "Yes").astype(float), x, "logistic")
    s, _ = held("dclus1")
    raked, bound = (
        total(calibrated(kind, "end")[1], s.numbers("enroll")) for kind in ("cal_raking", "cal_logit")
    )
    ours = [*fitted.slopes, *fitted.errors, raked.value, raked.error, bound.value, bound.error]
    assert np.allclose([float(each) for each in done.stdout.split()], ours, rtol=1e-7, atol=0)


RAKED = """
suppressMessages(library(survey)); options(digits = 15)
d <- svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = read.csv("apiclus1.csv"))
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
wide <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
for (epsilon in c(1, 1e-3, 1e-10)) {
  made <- rake(d, list(~stype, ~sch.wide), list(types, wide), control = list(maxit = 50, epsilon = epsilon))
  cat(coef(svymean(~api00, made)), range(weights(made) / weights(d)), "")
}
"""


def test_raking_stops_where_r_does(r, shared):
    """The rows of the reference were raked to the end; R's own rule, a cell that moves by less than one, stops before."""
    done = subprocess.run(
        [r, "-e", RAKED], cwd=shared / "data" / "survey_api", capture_output=True, text=True, check=True
    )
    s, made = held("dclus1")
    margins = [(list(s["stype"]), COUNTS), (list(s["sch.wide"]), WIDE)]
    ours = []
    for rule in (AS_RAKE, Stopping("cells", 1e-3, 50), Stopping("cells", 1e-10, 50)):
        raked = rake(made, margins, stopping=rule)
        factors = raked.weights / raked.base
        ours += [mean(raked, s.numbers("api00")).value, factors.min(), factors.max()]
    assert [float(each) for each in done.stdout.split()] == pytest.approx(ours, rel=1e-11)
