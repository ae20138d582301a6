"""Ask a file of ratings how far its raters agree; nothing is kept, and no rater is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tanlu.errors import BadTable

if TYPE_CHECKING:
    from tanlu.analysis.scales.agreement import Agreement
    from tanlu.analysis.scales.ratings import Level
    from tanlu.evidence.readers.codings import Coding


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file of ratings.

    Parameters
    ----------
    path : Path
    level : str
    by : str
        A column that tells groups apart.
    values : str
        The scale, lowest first, with commas between.
    missing : tuple of str
        What stands for no rating.
    draws, seed : int
        Of the intervals.
    """

    path: Path
    level: "Level" = "nominal"
    by: str = ""
    values: str = ""
    missing: tuple[str, ...] = ()
    draws: int = 1000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement over all units, and within each group; the whole has no name."""

    asked: Asked
    groups: "tuple[tuple[str, Agreement], ...]"


def agree(asked: Asked) -> Agreed:
    """Return how far the raters of a file agree.

    Parameters
    ----------
    asked : Asked

    Raises
    ------
    UserMistake
        If the file cannot be read or does not bear the question.
    """
    from tanlu.analysis.scales.agreement import agreement
    from tanlu.analysis.scales.ratings import read_cells
    from tanlu.evidence.readers.codings import read_codings

    scale = tuple(each.strip() for each in asked.values.replace("，", ",").split(",") if each.strip())
    found = read_codings(asked.path, asked.by, asked.missing, scale)
    if not scale:
        _demand_common_values(found, asked.path)
        _demand_order(found, asked)
        scale = read_cells([[each.value for each in found]], asked.level).categories
    names = sorted({each.group for each in found if each.group}) if asked.by else []
    parts = [("", found), *((name, [each for each in found if each.group == name]) for name in names)]
    return Agreed(
        asked,
        tuple(
            (name, agreement(read_cells(_cells(part), asked.level, scale), asked.level, draws=asked.draws, seed=asked.seed))
            for name, part in parts
        ),
    )  # fmt: skip


def _cells(found: "Sequence[Coding]") -> list[list[str]]:
    raters = {name: place for place, name in enumerate(dict.fromkeys(each.rater for each in found))}
    rows: dict[str, list[str]] = {}
    for each in found:
        rows.setdefault(each.unit, [""] * len(raters))[raters[each.rater]] = each.value
    return list(rows.values())


def _demand_order(found: "Sequence[Coding]", asked: Asked) -> None:
    """Refuse words where the level needs an order and none is given."""
    from tanlu.analysis.scales.ratings import is_number, no_number

    line = next((each.line for each in found if each.value and not is_number(each.value)), None)
    if line is not None and asked.level != "nominal":
        name = asked.path.name
        raise no_number(f"{name}, line {line}: a rating", f"{name} 第{line}行：有评定")


def _demand_common_values(found: "Sequence[Coding]", path: Path) -> None:
    """Refuse a column that never holds what any other holds: a text or a date, not a rater."""
    used: dict[str, set[str]] = {}
    for each in found:
        if each.value:
            used.setdefault(each.rater, set()).add(each.value)
    for place, (rater, values) in enumerate(used.items(), 1):
        others = set().union(*(held for name, held in used.items() if name != rater))
        if len(values) > 1 and others and not values & others:
            raise BadTable(
                (
                    f"{path.name}: column {place} of the ratings shares no value with the others; it may not be a rater.",
                    f"{path.name}：评定的第{place}列与其他各列没有任何相同取值，可能不是评定者。",
                ),
                (
                    "If it groups the units, say --by; else leave it out, or write the same values in the same way.",
                    "若为分组列请用 --by 说明；否则请去掉该列，或统一取值的写法。",
                ),
            )
