"""Tables of one's own, written the way agencies and people write them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tanlu.registers.indicators import hold_own

HEADER = "series,region,year,value,unit,source"
SOUND = (
    "raw_coal_output_above_scale,CN-SX,2008,655600,kt,survey",
    "coal_production,US-WY,1990,184.2,Mt,survey",
)

YEARBOOK = """12-9 分地区主要工业产品产量,,,,
,,,,单位：万吨
地　区,原煤产量,,发电量（亿千瓦小时）,
,2007年,2008年,2007年,2008年
全　国,269164,280200,32816,34669
华北地区,,,,
山　西,"63,021","６５，５６０",1764,1797
内蒙古自治区,35438,45783,1932,2137
陕西省,18322,24264,－,…
北　京,,,228,245
注：2008年数据为经济普查数。,,,,
数据来源：国家统计局,,,,
"""
YEARBOOK_NAMES = '[series_names]\n"原煤产量" = "raw_coal_output_total"\n'

EASYQUERY = """数据库：分省年度数据
地区：山西省
时间：最近3年
指标,2008年,2007年,2006年
年末常住人口(万人),3411,3393,3375
地区生产总值(亿元),7055.76,5733.35,4752.54
注：人口为抽样调查推算数。
数据来源：国家统计局
"""

QCEW = """"area_fips","own_code","industry_code","agglvl_code","size_code","year","qtr","disclosure_code","annual_avg_emplvl"
"56000","5","2121","55","0","2001","A","","4321"
"54000","5","2121","55","0","2001","A","N","0"
"56005","5","2121","75","0","2001","A","","4000"
"US000","5","2121","15","0","2001","A","","74000"
"56000","0","10","51","0","2001","A","","240000"
"56000","5","2121","55","1","2001","A","","12"
"""

BEA = """"GeoFIPS","GeoName","Region","TableName","LineCode","IndustryClassification","Description","Unit","1997","1998"
 "56000","Wyoming",7,"SAGDP2",8,"212"," Mining (except oil and gas)","Millions of current dollars",(D),"1,120.5"
 "54000","West Virginia",5,"SAGDP2",8,"212"," Mining (except oil and gas)","Millions of current dollars",(NA),2000
 "91000","New England",1,"SAGDP2",8,"212"," Mining (except oil and gas)","Millions of current dollars",1,2
 "56000","Wyoming",7,"SAGDP2",2,"..."," Private industries","Millions of current dollars",1,2
"Note: See the included footnote file."
"""

WIDE = "Province code,Mines,1998,1999\nCN-SX,900,30.5,\nCN-SN,300,１２．５,13\n"
WIDE_MAPPING = """
layout = "wide"
region_column = "Province code"
years_in_columns = true
series = "raw_coal_output_total"
unit = "Mt"
source = "thesis"

[sources.thesis]
title_en = "Coal of two provinces"
title_zh = "两省煤炭"
publisher_zh = "某大学"
"""


@pytest.fixture
def own_home(tmp_path, monkeypatch) -> Iterator[Path]:
    """An empty TANLU_HOME."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TANLU_HOME", str(folder))
    yield folder
    hold_own({})  # what a store declared is known to the process until another one is opened


def table(
    folder: Path, *rows: str, header: str = HEADER, name: str = "mine.csv", encoding: str = "utf-8"
) -> Path:
    """Write a long table."""
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding)
    return path


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a file."""
    path.write_bytes(text.encode(encoding))
    return path
