"""NBS: the tree of codes, hasdata false, exports in GB18030 with notes at the foot. Every value is synthetic."""

import json
from urllib.parse import parse_qs

import pytest
from tests.own_tables import YEARBOOK, YEARBOOK_NAMES, written
from tests.refreshing import dumped, fetched, held, refused, untouched
from tests.serving import WEB_PAGE, Answer, StoppedClock

TREE = {
    "zb": [{"id": "A01", "name": "综合", "isParent": True}, {"id": "A0E", "name": "工业", "isParent": True}],
    "A0E": [
        {"id": "A0E01", "name": "工业企业单位数", "isParent": False},
        {"id": "A0E0H", "name": "主要工业产品产量", "isParent": False},
    ],
}
NAMED = {
    "A0E0H01": ("原煤产量", "万吨"),
    "A0E0H02": ("发电量", "亿千瓦小时"),
    "A0E0H03": ("卷烟产量", "亿支"),
}


class Service:
    """Answer like the data site."""

    def __init__(self, coal="12345.5", has=True, spoil=None):
        self.coal, self.has, self.spoil = coal, has, spoil

    def __call__(self, asked):
        if asked.body:
            return Answer(dumped(TREE[parse_qs(asked.body.decode())["id"][0]]))
        region = json.loads(asked.one("wds"))[0]["valuecode"]
        nodes = []
        for code in NAMED:
            for year in (1990, 1991):
                has = self.has or year == 1990
                value = float(self.coal) if code == "A0E0H01" else 222.25
                text = str(value) if has else ""
                nodes.append({
                    "code": f"zb.{code}_reg.{region}_sj.{year}",
                    "data": {"data": value if has else 0, "dotcount": 1, "hasdata": has, "strdata": text},
                    "wds": [{"wdcode": "zb", "valuecode": code}, {"wdcode": "reg", "valuecode": region},
                            {"wdcode": "sj", "valuecode": str(year)}],
                })  # fmt: skip
        listed = [
            {"code": code, "cname": name, "name": name, "unit": unit} for code, (name, unit) in NAMED.items()
        ]
        data = {
            "datanodes": nodes,
            "freshsort": 0,
            "hasdatacount": len(nodes),
            "wdnodes": [{"wdcode": "zb", "nodes": listed}],
        }
        cells = {"returncode": 200, "returndata": data}
        return Answer(dumped((self.spoil(cells) or cells) if self.spoil else cells))


@pytest.fixture
def run(agency, clock, tmp_path):
    names = written(tmp_path / "names.toml", YEARBOOK_NAMES)

    def ask(respond=None, *, mapping=names, clock=clock, **more):
        agency.respond = respond or agency.respond
        return fetched("nbs", agency, clock, mapping=mapping, **more)

    return ask


def test_from_the_service_to_the_store(run, agency, own_home):
    found = run(Service(has=False))
    assert found.imported.done
    assert held("raw_coal_output_total/CN-SX/1990") == (12345.5, "1e4_t", "reported")
    assert held("generation_total/CN-SN/1990") == (222.25, "1e8_kWh", "reported")
    assert held("raw_coal_output_total/CN-SX/1991") == (None, "1e4_t", "missing")  # hasdata false carries 0
    asked = json.loads(agency.asked[-1].one("dfwds"))
    assert asked[0] == {"wdcode": "zb", "valuecode": "A0E0H"}  # found in the tree


def test_raw_coal_is_not_guessed(run, own_home):
    found = run(Service(), mapping=None).imported
    assert not found.done
    assert "raw_coal_output" in found.rejected[0].reason.en
    untouched(own_home)


def test_a_revision(run, own_home):
    run(Service())
    change = run(Service("12400"), clock=StoppedClock("2027-01-01")).imported.difference
    assert change.new == change.gone == 0
    assert change.changed == change.same


def no_wds(cells):
    del cells["returndata"]["datanodes"][0]["wds"]


def no_names(cells):
    cells["returndata"]["wdnodes"] = []


BAD = {
    "a captcha with status 200": (lambda _: WEB_PAGE, "web page"),
    "a cut answer": (lambda asked: Answer(Service()(asked).data[:-3]), "cut short"),
    "a cut transfer": (lambda asked: Answer(Service()(asked).data, cut=20), "20 of"),
    "another code": (lambda asked: Answer(dumped({"returncode": 501, "returndata": "busy"})), "501 busy"),
    "another tree": (lambda _: Answer(dumped([{"id": "B", "name": "Other"}])), "none is called"),
    "no list": (lambda _: Answer('{"a": 1}'), "no list of indicators"),
    "a node without its place": (Service(spoil=no_wds), "lacks 'wds'"),
    "no names": (Service(spoil=no_names), "no description"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_change_nothing(run, own_home, name, assert_bilingual):
    respond, why = BAD[name]
    refused(lambda: run(respond), own_home, why, assert_bilingual, "工业", "产品产量")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_an_export_downloaded_by_hand(run, agency, own_home, tmp_path, encoding):
    file = written(tmp_path / "分省年度数据.csv", YEARBOOK, encoding)
    found = run(files=(file,), years="2000-2010")
    assert found.imported.done
    assert held("raw_coal_output_total/CN-SX/2008") == (65560, "1e4_t", "reported")
    assert held("generation_total/CN-SN/2008~nbs_2026_12_01")[2] == "missing"
    assert agency.asked == []


@pytest.mark.parametrize(
    ("text", "why"),
    [("a,b\n1,2\n", "no row begins"), ("地区,2007年\n", "no figure|no column"), ("\0\0", "binary")],
)
def test_bad_exports_change_nothing(run, own_home, tmp_path, text, why, assert_bilingual):
    file = written(tmp_path / "export.csv", text, "utf-8")
    refused(lambda: run(files=(file,)), own_home, why, assert_bilingual, "指标", "地区", "年份")
