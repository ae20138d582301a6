"""What is electricity made from, and which plants stand ready?"""

from typing import Final

from tanlu.analysis.coal.dependence import share, share_of_sum, total
from tanlu.lineage.recipe import Need, Recipe, Way
from tanlu.text import Text

FUELS: Final[dict[str, Text]] = {
    "coal": Text("coal", "煤电"),
    "thermal": Text("thermal (coal and gas)", "火电"),
    "natural_gas": Text("natural gas", "气电"),
    "nuclear": Text("nuclear", "核电"),
    "hydro": Text("hydro", "水电"),
    "wind": Text("wind", "风电"),
    "solar": Text("solar", "太阳能发电"),
}
_PROVINCIAL: Final = ("thermal", "hydro", "wind", "solar")
_PLANTS: Final = ("coal", "natural_gas", "hydro", "wind", "solar")
_SUM = Text(
    "Over the sum of the sources listed; pumped storage, oil, biomass and others are outside",
    "分母为所列电源之和，不含抽水蓄能、燃油、生物质等",
)
_THERMAL = Text(
    "Provinces publish thermal power, coal and gas together; almost all of it is coal",
    "各省区只公布火电合计（含煤电与气电），其中绝大部分为煤电",
)
_NO_FIGURE = Text("No figure by source is held", "未收录分电源的数字")


def _needs(kind: str, unit: str, fuels: tuple[str, ...]) -> tuple[tuple[str, Need], ...]:
    return tuple((each, Need(f"{kind}_{each}", unit)) for each in fuels)


def _generation(fuel: str) -> Recipe:
    ways = [
        Way((("part", Need(f"generation_{fuel}", "TWh")), ("whole", Need("generation_total", "TWh"))), share),
    ]
    if fuel in _PROVINCIAL:
        needs = _needs("generation", "TWh", _PROVINCIAL)
        first = tuple(sorted(needs, key=lambda each: each[0] != fuel))
        ways.append(Way(first, share_of_sum(fuel), "C", _THERMAL if fuel == "thermal" else _SUM))
    label = FUELS[fuel]
    return Recipe(
        id=f"generation_share_{fuel}",
        version=1,
        title=Text(f"Share of {label.en} in generation", f"{label.zh.removesuffix('发电')}发电量占比"),
        method=Text(
            "Generation of this source over all generation; Chinese provinces over the sum of thermal, hydro, wind "
            "and solar, since no total of the same scope is held.",
            "该电源发电量除以全部发电量；中国各省区没有同口径的总量，以火电、水电、风电、太阳能发电之和为分母。",
        ),
        unit="percent",
        ways=tuple(ways),
        nowhere=_NO_FIGURE,
    )


def _capacity(fuel: str) -> Recipe:
    ways = [
        Way(
            (
                ("part", Need(f"installed_capacity_{fuel}", "GW")),
                ("whole", Need("installed_capacity_total", "GW")),
            ),
            share,
        ),
    ]
    for fuels in (_PROVINCIAL, _PLANTS):
        if fuel in fuels:
            needs = _needs("installed_capacity", "GW", fuels)
            first = tuple(sorted(needs, key=lambda each: each[0] != fuel))
            ways.append(Way(first, share_of_sum(fuel), "C", _THERMAL if fuel == "thermal" else _SUM))
    label = FUELS[fuel]
    return Recipe(
        id=f"capacity_share_{fuel}",
        version=1,
        title=Text(f"Share of {label.en} in capacity", f"{label.zh}装机占比"),
        method=Text(
            "Capacity of this source over all capacity, or over the sum of the sources listed where no total is held.",
            "该电源装机除以总装机；没有总量时以所列电源之和为分母。",
        ),
        unit="percent",
        ways=tuple(ways),
        nowhere=_NO_FIGURE,
    )


RECIPES = (
    *(_generation(fuel) for fuel in FUELS),
    *(_capacity(fuel) for fuel in FUELS),
    Recipe(
        id="wind_solar_capacity",
        version=1,
        title=Text("Wind and solar capacity", "风电和太阳能发电装机"),
        method=Text(
            "Wind plus solar capacity at year-end; wind alone where the state has no utility-scale solar plant.",
            "年末风电与太阳能发电装机之和；该州没有公用事业规模光伏电站时仅计风电。",
        ),
        unit="GW",
        ways=(
            Way(_needs("installed_capacity", "GW", ("wind", "solar")), total),
            Way(
                _needs("installed_capacity", "GW", ("wind",)),
                total,
                "C",
                Text(
                    "Wind alone; no utility-scale solar plant is listed", "仅含风电；未列公用事业规模光伏电站"
                ),
            ),
        ),
        nowhere=_NO_FIGURE,
    ),
)
