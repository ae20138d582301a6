"""Tables of the National Bureau of Statistics: years down, regions across, and headings merged in a real workbook."""

from openpyxl import Workbook
from tests.own_tables import written

from tanlu.actions.home import open_store
from tanlu.actions.own import import_figures

DOWN = """分省年末常住人口（虚构示例）
指标：年末常住人口
单位：万人
年份,山西省,内蒙古自治区,陕西省
2008年,3411,2444,3718
2009年,3427,2458,…
注：虚构数据。
"""


def value(address):
    return open_store().fact(address).value


def test_years_down_and_regions_across(tmp_path, own_home):
    found = import_figures(written(tmp_path / "down.csv", DOWN, "gb18030"))
    assert (found.layout, found.rows, found.rejected) == ("nbs", 6, ())
    assert found.names["内蒙古自治区"] == "CN-NM"
    assert value("population/CN-SX/2008~nbs_down") == 3411
    assert value("population/CN-NM/2009~nbs_down") == 2458
    store = open_store()
    assert store.answer("population/CN-SN/2009~nbs_down").fact.status == "missing"
    assert store.fact("population/CN-SN/2008~nbs_down").unit == "1e4_persons"


def test_an_own_series_is_known_by_its_title(tmp_path, own_home):
    mapping = """[own_series.own_heat]
title_en = "Heat (synthetic)"
title_zh = "供热量"
unit = "Mt"
definition_en = "Steam"
definition_zh = "蒸汽"
"""
    page = "单位：万吨\n地区,供热量\n,2008年\n山西省,120\n"
    found = import_figures(written(tmp_path / "p.csv", page), mapping=written(tmp_path / "m.toml", mapping))
    assert found.done, found.rejected
    assert value("own_heat/CN-SX/2008") == 120


def test_headings_merged_in_a_workbook(tmp_path, own_home):
    """As in a yearbook: an indicator over two years, the stub over two rows, the title over the whole width."""
    book = Workbook()
    page = book.active
    for row in (
        ["12-9 分地区主要产品产量（虚构示例）"],
        [None, None, None, None, "单位：万吨"],
        ["地　区", "原煤产量", None, "发电量（亿千瓦小时）", None],
        [None, "2007年", "2008年", "2007年", "2008年"],
        ["山　西", 63021, 65560, 1764, 1797],
        ["陕西省", 18322, 24264, "—", 810.5],
        ["注：虚构数据。"],
    ):
        page.append(row)
    for area in ("A1:E1", "A3:A4", "B3:C3", "D3:E3"):
        page.merge_cells(area)
    book.save(tmp_path / "yearbook.xlsx")
    names = written(tmp_path / "n.toml", '[series_names]\n"原煤产量" = "raw_coal_output_total"\n')
    found = import_figures(tmp_path / "yearbook.xlsx", mapping=names)
    assert (found.layout, found.rows, found.rejected) == ("nbs", 8, ())
    assert value("raw_coal_output_total/CN-SX/2008~nbs_yearbook") == 65560
    assert value("generation_total/CN-SX/2007~nbs_yearbook") == 1764
    store = open_store()
    assert store.fact("generation_total/CN-SN/2008~nbs_yearbook").unit == "1e8_kWh"
    assert store.fact("raw_coal_output_total/CN-SN/2007~nbs_yearbook").unit == "1e4_t"
    assert store.answer("generation_total/CN-SN/2007~nbs_yearbook").fact.status == "missing"
