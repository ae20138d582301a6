"""What is known of occupations besides ratings: wages, size, staffing of industries, displaced people and openings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tanlu.analysis.economy.workforce.transitions import Group
from tanlu.errors import BadTable, UnknownName
from tanlu.evidence.readers.headed import Headed, at_row, number_of, open_headed
from tanlu.evidence.readers.ratings import OCCUPATION

_NAMES: Final = {
    "occupation": ("occ_code", *OCCUPATION),
    "wage": ("a_median", "wage", "median_wage", "工资", "年薪中位数"),
    "employment": ("tot_emp", "employment", "jobs", "就业人数"),
    "zone": ("job zone", "job_zone", "zone", "准备程度"),
    "licence": ("licence", "license", "执业许可"),
    "distance": ("distance", "distance_km", "km", "距离"),
    "group": ("occ_group", "o_group"),
    "naics": ("naics", "industry", "行业", "行业代码"),
    "industry_title": ("naics_title", "行业名称"),
}
_GROUPS: Final = {
    "occupation": OCCUPATION,
    "count": ("count", "people", "openings", "jobs", "人数", "岗位数"),
    "wage": ("wage", "a_median", "工资"),
    "place": ("place", "region", "地区", "地点"),
    "lat": ("lat", "latitude", "纬度"),
    "lon": ("lon", "lng", "longitude", "经度"),
}
FIELDS: Final = ("wage", "employment", "zone", "licence", "distance")
_WITHHELD: Final = frozenset({"", "*", "**", "#", "~", "n/a"})
"""Codes of the BLS: not released, not available, or a wage above the highest that is published."""
_ALL: Final = "000000"
_YES: Final = frozenset({"1", "y", "yes", "true", "是"})
_NO: Final = frozenset({"0", "n", "no", "false", "否"})


def read_known(paths: Sequence[Path], industry: str = "") -> dict[str, dict[str, float]]:
    """Read wages, employment, job zones, licences and distances by occupation.

    Parameters
    ----------
    paths : sequence of Path
        In the layout of the OEWS, of O*NET's Job Zones, or plain columns.
    industry : str
        Which one to take from a file of several industries.

    Returns
    -------
    dict
        By field, then by code. What is withheld is not there.

    Raises
    ------
    BadTable
        If a file cannot be read, tells nothing, holds several industries and none is chosen, or an occupation twice.
    """
    found: dict[str, dict[str, float]] = {name: {} for name in FIELDS}
    for path in paths:
        table = open_headed(path, _NAMES, ("occupation",))
        told = [name for name in FIELDS if name in table.places]
        if not told:
            raise BadTable(
                (f"{path.name} tells nothing of its occupations.", f"{path.name} 没有职业的任何信息。"),
                (f"Add one of the columns {', '.join(FIELDS)}.", f"请加入以下一列：{'、'.join(FIELDS)}。"),
            )
        chosen = _chosen(table, industry)
        for number, row in table.rows():
            if row.get("naics", "") not in {"", chosen} or not _is_detailed(row):
                continue
            try:
                _tell(row, told, found)
            except BadTable as error:
                raise at_row(path, number, error) from error
    return found


def read_staffing(path: Path, industry: str) -> dict[str, float]:
    """Read the jobs of every occupation in an industry (layout of the OEWS, or naics, occupation, employment).

    Raises
    ------
    BadTable
        If the file cannot be read or an occupation stands twice.
    UnknownName
        If it has no such industry.
    """
    table = open_headed(path, _NAMES, ("naics", "occupation", "employment"))
    _demand_industry(table, industry)
    found: dict[str, dict[str, float]] = {"employment": {}}
    for number, row in table.rows():
        if row["naics"] == industry and _is_detailed(row):
            try:
                _tell(row, ["employment"], found)
            except BadTable as error:
                raise at_row(path, number, error) from error
    return found["employment"]


def read_groups(path: Path) -> tuple[Group, ...]:
    """Read displaced people or openings: occupation, how many, and perhaps wage, place, latitude and longitude.

    Raises
    ------
    BadTable
        If the file cannot be read, or a cell cannot be taken; the row is named.
    """
    table = open_headed(path, _GROUPS, ("occupation", "count"))
    found = []
    for number, row in table.rows():
        try:
            found.append(_group(row))
        except BadTable as error:
            raise at_row(path, number, error) from error
    return tuple(found)


def _group(row: dict[str, str]) -> Group:
    count = number_of(row["count"])
    if count < 0 or count != int(count):
        raise BadTable(
            (f"{row['count']!r} is no number of people.", f"{row['count']!r} 不是人数。"),
            ("Write a whole number from 0 up.", "请写不小于零的整数。"),
        )
    if bool(row.get("lat")) != bool(row.get("lon")):
        raise BadTable(
            ("one of latitude and longitude is missing.", "纬度和经度缺一个。"),
            ("Give both, or neither.", "请两者都给出，或都不给出。"),
        )
    at = (number_of(row["lat"]), number_of(row["lon"])) if row.get("lat") else None
    wage = number_of(row["wage"]) if row.get("wage", "") not in _WITHHELD else None
    return Group(row["occupation"], int(count), wage, row.get("place", ""), at)


def _is_detailed(row: dict[str, str]) -> bool:
    """Return whether a row is an occupation, not a group of them; files without groups hold occupations only."""
    return row.get("group", "detailed").casefold() in {"detailed", ""}


def _industries(table: Headed) -> dict[str, str]:
    return {row["naics"]: row.get("industry_title", "") for _, row in table.rows() if row["naics"]}


def _chosen(table: Headed, industry: str) -> str:
    if "naics" not in table.places:
        return ""
    held = _industries(table)
    if len(held) == 1:
        return next(iter(held))
    if _ALL in held:
        return _ALL
    if not held or industry in held:
        return industry
    raise BadTable(
        (f"{table.path.name} holds {len(held)} industries.", f"{table.path.name} 含 {len(held)} 个行业。"),
        (
            "Choose one with --industry, or give the file of all industries.",
            "请用 --industry 选择其一，或改用全行业的文件。",
        ),
    )


def _demand_industry(table: Headed, industry: str) -> None:
    held = _industries(table)
    if industry in held:
        return
    near = [each for each in held if each[:2] == industry[:2]] or list(held)
    few = "; ".join(f"{each} {held[each]}".strip() for each in near[:6])
    few_zh = "；".join(f"{each} {held[each]}".strip() for each in near[:6])
    raise UnknownName(
        (f"{table.path.name} has no industry {industry!r}.", f"{table.path.name} 中没有行业 {industry!r}。"),
        (f"It has, among {len(held)}: {few}.", f"共 {len(held)} 个，如：{few_zh}。"),
    )


def _tell(row: dict[str, str], told: Sequence[str], found: dict[str, dict[str, float]]) -> None:
    for name in told:
        cell = row[name]
        if cell.casefold() in _WITHHELD:
            continue
        if row["occupation"] in found[name]:
            raise BadTable(
                (f"{row['occupation']} stands twice ({name}).", f"{row['occupation']} 重复（{name}）。"),
                ("Give each occupation once.", "每个职业只能出现一次。"),
            )
        found[name][row["occupation"]] = _licence(cell) if name == "licence" else _amount(cell, name)


def _licence(cell: str) -> float:
    if cell.casefold() not in _YES | _NO:
        raise BadTable(
            (f"{cell!r} does not say yes or no to a licence.", f"{cell!r} 未说明是否需要执业许可。"),
            ("Write yes or no, or leave it empty.", "请填“是”或“否”，或留空。"),
        )
    return float(cell.casefold() in _YES)


def _amount(cell: str, name: str) -> float:
    value = number_of(cell)
    if value < 0 or (name == "wage" and not value) or (name == "zone" and value not in {1, 2, 3, 4, 5}):
        raise BadTable(
            (f"{cell!r} cannot be ({name}).", f"{cell!r} 有误（{name}）。"),
            (
                "Wages lie above 0, jobs and kilometres from 0 up, job zones are 1 to 5.",
                "工资须大于零，就业人数和距离不小于零，准备程度为 1 至 5。",
            ),
        )
    return value
