"""Which part of public revenue comes from coal?"""

from tanlu.analysis.coal.dependence import as_published, rest, revenue_share
from tanlu.lineage.recipe import Need, Recipe, Way
from tanlu.text import Text

RECIPES = (
    Recipe(
        id="coal_revenue_share",
        version=1,
        title=Text("Coal's share of public revenue", "煤炭占财政收入比重"),
        method=Text(
            "Each place is measured by what it publishes: the coal industry's share of tax of all levels (Inner "
            "Mongolia), resource tax in local tax (Shanxi), coal severance tax in general revenue (West Virginia).",
            "各地按其公布口径计算：内蒙古为煤炭行业占全口径税收比重，山西为资源税占地方税收比重，"
            "西弗吉尼亚为煤炭资源开采税占一般收入比重。",
        ),
        unit="percent",
        ways=(
            Way(
                (("known", Need("non_coal_tax_share", "percent")),),
                rest,
                "C",
                Text(
                    "Tax of all budget levels paid by the coal industry; not the share of the region's own budget",
                    "煤炭行业缴纳的各级税收合计占比，并非本级财政收入占比",
                ),
            ),
            Way(
                (
                    ("share_of_tax", Need("coal_share_of_severance_tax", "percent")),
                    ("tax", Need("state_severance_tax", "USD")),
                    ("revenue", Need("budget_revenue", "USD")),
                ),
                revenue_share,
                "C",
                Text(
                    "Severance tax only, from three rounded press figures; income and property tax of coal are outside",
                    "仅含资源开采税，由三个约数推算；不含煤炭相关的所得税和财产税",
                ),
            ),
            Way(
                (("value", Need("resource_tax_share_of_local_tax", "percent")),),
                as_published,
                "C",
                Text(
                    "Resource tax of all minerals, mostly coal, in local tax and not in all revenue; coal's value-added "
                    "and income tax are outside",
                    "全部矿产的资源税，以煤炭为主，分母为地方税收收入而非全部财政收入；不含煤炭增值税和所得税",
                ),
            ),
        ),
        nowhere=Text(
            "Coal revenue is published, if at all, beside no total of the same scope",
            "煤炭收入即使有公布，也没有同口径的收入总额可作分母",
        ),
    ),
)
