"""How much coal does a region mine?"""

from tanlu.analysis.coal.dependence import as_published, tonnes_from_standard_coal
from tanlu.lineage.recipe import Need, Recipe, Way
from tanlu.text import Text

RECIPES = (
    Recipe(
        id="coal_output",
        version=1,
        title=Text("Coal output", "煤炭产量"),
        method=Text(
            "Output in tonnes. US states: marketable coal, converted from short tons. Chinese provinces: raw coal of "
            "enterprises above designated size; where that is not held, raw coal with no scope stated; where neither "
            "is, the energy balance divided by its own heat content.",
            "产量以吨计。美国各州为商品煤，由短吨换算；中国各省区为规模以上工业原煤，没有该数字时用未注明口径的原煤产量，"
            "仍没有时用地区能源平衡表数字，按其所用的折标准煤系数还原。",
        ),
        unit="Mt",
        ways=(
            Way(
                (("value", Need("coal_production", "Mt")),),
                as_published,
            ),
            Way(
                (("value", Need("raw_coal_output_above_scale", "Mt")),),
                as_published,
                "C",
                Text(
                    "Raw coal of enterprises above designated size, before washing; US states report marketable coal "
                    "of all mines",
                    "规模以上工业企业原煤产量（未洗选）；美国各州为全部矿山的商品煤产量",
                ),
            ),
            Way(
                (("value", Need("raw_coal_output_total", "Mt")),),
                as_published,
                "C",
                Text(
                    "Raw coal before washing, scope as the source gives it or not stated; US states report marketable coal",
                    "原煤产量（未洗选），口径以来源为准或来源未注明；美国各州为商品煤产量",
                ),
            ),
            Way(
                (
                    ("tce", Need("raw_coal_output_energy_balance", "Mtce")),
                    ("tce_per_t", Need("unit_lbl_raw_coal_tce", "tce_per_t", "CHN", 2016)),
                ),
                tonnes_from_standard_coal,
                "C",
                Text(
                    "From the provincial energy balance, turned back into tonnes by one factor for all coals; earlier "
                    "years under-report",
                    "由地区能源平衡表按统一系数还原为实物量；早年产量有少报",
                ),
            ),
        ),
        nowhere=Text("No output figure is held", "未收录产量数字"),
    ),
)
