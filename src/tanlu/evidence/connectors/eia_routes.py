"""Routes of the EIA's service that series stand for; values of facets are found by name, for ids change."""

from dataclasses import dataclass, field
from typing import Final

Names = tuple[str, ...]
"""Names of the values of the facets that decide a series, in the order of the facets."""


def _each(first: str, stems: dict[str, str], prefix: str) -> dict[Names, str]:
    """Return a series for each name of a fuel, after the name of another facet if there is one."""
    return {((first, name) if first else (name,)): f"{prefix}_{stem}" for name, stem in stems.items()}


@dataclass(frozen=True, slots=True)
class Route:
    """One route, and which series its columns and facets make.

    Parameters
    ----------
    path : str
        Below ``v2``.
    region : str
        Facet of states or countries.
    columns : dict of str to str
        Series by column; empty where the facets decide.
    fixed : dict of str to tuple of str
        Names of the value that is taken of a facet.
    varied : tuple of str
        Facets whose values decide the series.
    meanings : dict of tuple to str
        Series by the names of those values.
    """

    path: str
    region: str
    columns: dict[str, str]
    fixed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    varied: tuple[str, ...] = ()
    meanings: "dict[Names, str]" = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """Return the route as the beginning of a file name."""
        return self.path.replace("/", "_")


COAL: Final = (
    Route(
        "coal/aggregate-production",
        "stateRegionId",
        {
            "production": "coal_production",
            "number-of-mines": "coal_mines",
            "average-employees": "coal_mine_employees",
            "labor-hours": "coal_mine_labor_hours",
            "productivity": "coal_mine_productivity",
        },
        {
            "coalRankId": ("all", "total", "all ranks", "all coal ranks"),
            "mineTypeId": ("all", "total", "all mine types"),
        },
    ),
)
_FUELS: Final = {
    "all fuels": "total", "all sources": "total", "total": "total",
    "coal": "coal", "all coal products": "coal",
    "natural gas": "natural_gas", "nuclear": "nuclear", "wind": "wind", "solar": "solar",
    "conventional hydroelectric": "hydro", "hydroelectric conventional": "hydro", "hydroelectric": "hydro",
}  # fmt: skip
POWER: Final = (
    Route(
        "electricity/retail-sales",
        "stateid",
        {"price": ""},
        varied=("sectorid",),
        meanings={
            ("residential",): "electricity_price_residential",
            ("commercial",): "electricity_price_commercial",
            ("industrial",): "electricity_price_industrial",
            ("all sectors",): "electricity_price_all",
        },
    ),
    Route(
        "electricity/electric-power-operational-data",
        "location",
        {"generation": ""},
        {"sectorid": ("all sectors",)},
        ("fueltypeid",),
        _each("", {**_FUELS, "estimated small scale solar photovoltaic": "solar_small_scale"}, "generation"),
    ),
    Route(
        "electricity/state-electricity-profiles/capability",
        "stateId",
        {"capability": ""},
        {"producertypeid": ("total electric power industry", "all sectors", "total")},
        ("energysourceid",),
        _each("", _FUELS, "net_summer_capacity"),
    ),
)
CO2: Final = (
    Route(
        "co2-emissions/co2-emissions-aggregates",
        "stateId",
        {"value": "co2_energy_state"},
        {
            "sectorId": ("total carbon dioxide emissions from all sectors", "all sectors", "total"),
            "fuelId": ("all fuels", "total"),
        },
    ),
)
_WORLD: Final = {
    "coal": "coal", "wind": "wind", "solar": "solar", "nuclear": "nuclear", "fossil fuels": "fossil",
    "hydroelectricity": "hydro", "electricity": "total", "hydroelectric pumped storage": "pumped_storage",
}  # fmt: skip
WORLD: Final = (
    Route(
        "international",
        "countryRegionId",
        {"value": ""},
        varied=("activityId", "productId"),
        meanings=_each("generation", _WORLD, "generation")
        | _each(
            "capacity", {name: stem for name, stem in _WORLD.items() if stem != "coal"}, "installed_capacity"
        ),
    ),
)
UNITS: Final = {
    "number of mines": "count", "mines": "count",
    "number of employees": "persons", "employees": "persons",
    "number of hours": "hours", "hours": "hours",
    "short tons": "short_ton", "short tons per employee hour": "short_ton_per_hour",
    "cents per kilowatt-hour": "US_cent_per_kWh", "cents per kilowatthour": "US_cent_per_kWh",
    "thousand megawatthours": "1e3_MWh", "thousand megawatt hours": "1e3_MWh", "megawatts": "MW",
    "million metric tons of co2": "MtCO2", "million metric tons co2": "MtCO2",
    "million metric tons of carbon dioxide": "MtCO2",
    "billion kilowatthours": "1e9_kWh", "billion kwh": "1e9_kWh", "million kilowatts": "1e6_kW",
    "bkwh": "1e9_kWh", "mk": "1e6_kW",
}  # fmt: skip
"""Units as the service writes them; any other is refused by name."""
