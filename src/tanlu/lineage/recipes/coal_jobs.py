"""How many people work in coal, which part of all work is that, and how much coal does it move?"""

from tanlu.analysis.coal.dependence import as_published, ratio, share
from tanlu.lineage.recipe import Need, Recipe, Way
from tanlu.text import Text

_URBAN = Text(
    "Year-end staff of urban non-private units; private mines are outside, so it is a lower bound",
    "城镇非私营单位年末从业人员，不含私营煤矿，应视为下限",
)
_NONE = Text("No figure of coal jobs is held", "未收录煤炭就业数字")

RECIPES = (
    Recipe(
        id="coal_jobs",
        version=1,
        title=Text("Coal jobs", "煤炭就业人数"),
        method=Text(
            "US states: average employees at mines and preparation plants. Chinese provinces: staff of coal mining "
            "and washing in urban non-private units.",
            "美国各州为煤矿与选煤厂平均从业人数；中国各省区为煤炭开采和洗选业城镇非私营单位从业人员。",
        ),
        unit="persons",
        ways=(
            Way((("value", Need("coal_mine_employees", "persons")),), as_published),
            Way(
                (("value", Need("coal_mining_washing_employment_urban_unit", "persons")),),
                as_published,
                "C",
                _URBAN,
            ),
        ),
        nowhere=_NONE,
    ),
    Recipe(
        id="coal_jobs_share",
        version=1,
        title=Text("Coal jobs, share of employment", "煤炭就业占比"),
        method=Text(
            "US states: mine employees over all jobs by place of work. Chinese provinces: both figures within urban "
            "non-private units.",
            "美国各州为煤矿从业人数除以按工作地统计的全部岗位；中国各省区分子分母均为城镇非私营单位就业人员。",
        ),
        unit="percent",
        ways=(
            Way(
                (
                    ("part", Need("coal_mine_employees", "persons")),
                    ("whole", Need("employment_total", "persons")),
                ),
                share,
                "C",
                Text(
                    "Mine employees over all full- and part-time jobs, the self-employed included",
                    "分子为煤矿从业人数，分母为全部全职与兼职岗位（含自雇）",
                ),
            ),
            Way(
                (
                    ("part", Need("coal_mining_washing_employment_urban_unit", "persons")),
                    ("whole", Need("employment_urban_units", "persons")),
                ),
                share,
                "C",
                Text(
                    "Within urban non-private units on both sides; of all employment the share is smaller",
                    "分子分母均限于城镇非私营单位；若以全部就业为分母，比重更低",
                ),
            ),
        ),
        nowhere=_NONE,
    ),
    Recipe(
        id="coal_per_hour",
        version=1,
        title=Text("Coal per worker-hour", "每工时产煤量"),
        method=Text(
            "Output over hours worked at mines and preparation plants, both from the mine-level file.",
            "产量除以煤矿与选煤厂工时，两者均出自矿山明细文件。",
        ),
        unit="t_per_hour",
        ways=(
            Way(
                (
                    ("part", Need("coal_production", "t")),
                    ("whole", Need("coal_mine_labor_hours", "hours")),
                ),
                ratio,
            ),
        ),
        nowhere=Text("No figure of hours worked is held", "未收录工时数字"),
    ),
    Recipe(
        id="coal_jobs_per_mt",
        version=1,
        title=Text("Coal jobs per million tonnes", "每百万吨煤就业人数"),
        method=Text("Coal jobs over output of the same year.", "同一年份的煤炭就业人数除以煤炭产量。"),
        unit="persons_per_Mt",
        ways=(Way((("part", Need("coal_jobs", "persons")), ("whole", Need("coal_output", "Mt"))), ratio),),
        nowhere=Text("Jobs and output are not held for one year", "没有同一年份的就业与产量数字"),
    ),
)
