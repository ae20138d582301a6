"""Which part of the nation's, and of the world's, coal does a region mine?"""

from tanlu.analysis.coal.dependence import share
from tanlu.lineage.recipe import Need, Recipe, Way
from tanlu.text import Text

_ACROSS = Text(
    "The region's coal as it counts it over the world's total as compiled by the Energy Institute; the two scopes "
    "differ by a few percent",
    "分子为本地区产量（按其自身口径），分母为英国能源学会汇编的世界总量；两者口径不同，相差百分之几",
)


def _of_nation(series: str) -> Way:
    return Way((("part", Need(series, "Mt")), ("whole", Need(series, "Mt", "nation"))), share)


RECIPES = (
    Recipe(
        id="coal_share_of_nation",
        version=1,
        title=Text("Share of national coal output", "占全国煤炭产量比重"),
        method=Text(
            "The region's output over its country's, both in the same series, so in the same scope.",
            "本地区产量除以全国产量，两者取同一指标，口径一致。",
        ),
        unit="percent",
        ways=(
            _of_nation("coal_production"),
            _of_nation("raw_coal_output_above_scale"),
            _of_nation("raw_coal_output_total"),
        ),
        nowhere=Text(
            "Region and country are not held in one scope for any year", "没有同一口径的地区数和全国数"
        ),
    ),
    Recipe(
        id="coal_share_of_world",
        version=1,
        title=Text("Share of world coal output", "占世界煤炭产量比重"),
        method=Text(
            "The region's output in tonnes over world output in tonnes. By mass, not by energy.",
            "本地区产量除以世界产量，均以吨计；按实物量计算，未折算热量。",
        ),
        unit="percent",
        ways=(
            Way(
                (("part", Need("coal_output", "Mt")), ("whole", Need("coal_production", "Mt", "world"))),
                share,
                "C",
                _ACROSS,
            ),
        ),
        nowhere=Text(
            "World output is held for 2019 to 2023 only, and the region has no output figure in those years",
            "世界产量仅收录2019—2023年，本地区在这些年份没有产量数字",
        ),
    ),
)
