"""QCEW by industry and ownership: what the register can express is taken, the rest is named."""

from tests.own_tables import written

from tanlu.actions.home import open_store
from tanlu.actions.own import import_figures

FILE = """"area_fips","own_code","industry_code","agglvl_code","size_code","year","qtr","disclosure_code","annual_avg_emplvl"
"56000","5","2121","55","0","2001","A","","4321"
"56000","3","2121","55","0","2001","A","","12"
"56000","1","10","51","0","2001","A","","7000"
"56000","2","10","51","0","2001","A","","12000"
"56000","0","10","50","0","2001","A","","240000"
"54000","0","10","50","0","2001","A","N","0"
"""
MAPPING = """[series_names]
"10/0" = "own_covered_jobs"

[own_series.own_covered_jobs]
title_en = "Covered jobs (synthetic)"
title_zh = "参保岗位（虚构）"
unit = "persons"
definition_en = "Jobs covered by unemployment insurance, all ownerships"
definition_zh = "参加失业保险的岗位，全部所有制"
"""


def left_out(found):
    return {what.en.partition(";")[0]: count for what, count in found.left_out}


def test_what_is_skipped_is_named_by_its_ownership(tmp_path, own_home):
    found = import_figures(written(tmp_path / "q.csv", FILE))
    assert found.rows == 1
    assert left_out(found) == {
        "no series stands for industry 2121, ownership 3 (local government)": 1,
        "no series stands for industry 10, ownership 1 (federal government)": 1,
        "no series stands for industry 10, ownership 2 (state government)": 1,
        "no series stands for industry 10, ownership 0 (all ownerships together)": 2,
    }
    assert all("series_names" in what.zh for what, _ in found.left_out)


def test_an_industry_and_ownership_may_be_chosen(tmp_path, own_home):
    found = import_figures(written(tmp_path / "q.csv", FILE), mapping=written(tmp_path / "m.toml", MAPPING))
    assert found.rows == 3
    store = open_store()
    assert store.fact("own_covered_jobs/US-WY/2001").value == 240000
    assert store.answer("own_covered_jobs/US-WV/2001").fact.status == "suppressed"
    assert store.fact("coal_mining_employment_qcew/US-WY/2001~bls_qcew_q").scope == "payroll_jobs"
    assert len(found.left_out) == 3
