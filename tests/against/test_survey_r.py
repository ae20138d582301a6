"""The R script that a table brings along, run in R: the same numbers in every row."""

import csv
import subprocess

import pytest

from tanlu.actions.study import read_table
from tanlu.analysis.survey.asked import Asked, Drawn, Wanted, tabulate
from tanlu.analysis.survey.rscript import to_r_script
from tanlu.analysis.survey.totals import Totals

pytestmark = pytest.mark.prove

KINDS = (
    Wanted("mean", ("api00",)), Wanted("total", ("enroll",)), Wanted("ratio", ("api.stu", "enroll")),
    Wanted("proportion", ("sch.wide",)), Wanted("quantile", ("api00",), 0.5), Wanted("quantile", ("api00",), 0.25),
)  # fmt: skip
DESIGNS = {
    "apistrat.csv": Drawn(strata="stype", weights="pw", fpc=("fpc",)),
    "apiclus1.csv": Drawn(clusters=("dnum",), weights="pw", fpc=("fpc",)),
    "apiclus2.csv": Drawn(clusters=("dnum", "snum"), fpc=("fpc1", "fpc2")),
    "apisrs.csv": Drawn(weights="pw"),
}


def both(r, asked, path, folder):
    """The rows as R and as we tell them."""
    script = folder / "table.R"
    script.write_text(to_r_script(asked, path.as_posix()), "utf-8")
    done = subprocess.run([r, script], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(done.stdout.splitlines())), tabulate(asked, read_table(path))


def number(cell):
    return None if cell == "NA" else float(cell)


def assert_same(theirs, ours):
    assert len(theirs) == len(ours) > 0
    for row, own in zip(theirs, ours, strict=True):
        found = own.found
        key = (own.kind, own.variable, own.category, own.domain, own.group)
        assert tuple(row[each] for each in ("kind", "variable", "category", "domain", "group")) == key
        assert (int(row["n"]), int(row["missing"])) == (found.n, found.missing), key
        told = (found.value, found.error, found.low, found.high, found.deff, found.deff_replace)
        names = ("estimate", "error", "low", "high", "deff", "deff_replace")
        assert [number(row[each]) for each in names] == [
            None if each is None else pytest.approx(each, rel=1e-9, abs=1e-12) for each in told
        ], key
        assert number(row["df"]) == found.df, key


@pytest.mark.parametrize("name", DESIGNS)
def test_the_script_makes_the_same_table(r, shared, tmp_path, name):
    asked = Asked(DESIGNS[name], KINDS, ("both", "stype"), level=0.9)
    assert_same(*both(r, asked, shared / "data" / "survey_api" / name, tmp_path))


@pytest.mark.parametrize("lonely", ["centred", "certainty"])
def test_a_lonely_stratum_is_the_same_in_r(r, tmp_path, lonely):
    path = tmp_path / "lonely.csv"
    path.write_text("y,s,w\n1,a,2\n4,a,2\n3,a,2\n9,b,5\n7,c,3\n8,c,3\n2,c,3\n", "utf-8")
    asked = Asked(
        Drawn(strata="s", weights="w", lonely=lonely), (Wanted("mean", ("y",)), Wanted("total", ("y",)))
    )
    assert_same(*both(r, asked, path, tmp_path))


def test_names_in_chinese_with_quotes_and_spaces_pass(r, tmp_path):
    path = tmp_path / "答案 一.csv"
    path.write_text(
        '"工资, ""税前""",是否 征求意见,县\n10,是,甲\n12,否,甲\n9,是,乙\nNA,,乙\n11,否,乙\n', "utf-8-sig"
    )
    wanted = (Wanted("mean", ('工资, "税前"',)), Wanted("proportion", ("是否 征求意见",)))
    assert_same(*both(r, Asked(Drawn(strata="县"), wanted, ("县",)), path, tmp_path))


TYPES = ("stype", (("E", 4421.0), ("H", 755.0), ("M", 1018.0)))
KNOWN = {
    "post-stratified": Totals((TYPES,)),
    "raked": Totals((TYPES, ("sch.wide", (("No", 1072.0), ("Yes", 5122.0))))),
    "linear": Totals((TYPES,), (("api99", 3914069.0),)),
    "logit": Totals((TYPES,), (("api99", 3914069.0),), "logit", (0.6, 1.6)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_script_calibrates_as_we_do(r, shared, tmp_path, name):
    drawn = Drawn(clusters=("dnum",), weights="pw", fpc=("fpc",), totals=KNOWN[name])
    path = shared / "data" / "survey_api" / "apiclus1.csv"
    assert_same(*both(r, Asked(drawn, KINDS, ("both", "stype")), path, tmp_path))
