"""How much CO₂ does a region emit from energy?"""

from tanlu.analysis.coal.dependence import as_published
from tanlu.lineage.recipe import Need, Recipe, Way
from tanlu.text import Text

RECIPES = (
    Recipe(
        id="energy_co2",
        version=1,
        title=Text("CO₂ from energy", "能源二氧化碳排放"),
        method=Text(
            "US states: CO₂ of fuel burnt within the state. Chinese provinces: the CEADs inventory, energy and cement. "
            "Countries: fossil CO₂ of the Global Carbon Budget. Coal sent elsewhere counts where it is burnt.",
            "美国各州为州内燃料燃烧排放；中国各省区为CEADs清单（能源与水泥过程）；国家为全球碳预算化石排放。"
            "外运煤炭计入燃烧地。",
        ),
        unit="MtCO2",
        ways=(
            Way((("value", Need("co2_energy_state", "MtCO2")),), as_published),
            Way(
                (("value", Need("co2_ceads", "MtCO2")),),
                as_published,
                "C",
                Text(
                    "CEADs inventory, cement included; US state figures are energy only",
                    "CEADs清单数字，含水泥生产过程排放；美国各州数字仅含能源排放",
                ),
            ),
            Way((("value", Need("co2_fossil", "MtCO2")),), as_published),
        ),
        nowhere=Text("No emission figure is held", "未收录排放数字"),
    ),
)
