"""The result of the job as a chart, a table and sentences."""

from dataclasses import dataclass
from typing import Any, Final

from tanlu.actions.own_outlook import BREAKS
from tanlu.chart.relations import Course, FanChart, FanYear
from tanlu.registers.regions import region
from tanlu.registers.units import unit
from tanlu.registers.wording import say
from tanlu.text import Lang, Text

_NAMES: Final = ("p10", "p25", "p50", "p75", "p90")
_SHOWN: Final = ("p10", "p50", "p90")
_STANDARD: Final = {
    "p10": Text("Standard: 10% lie below", "标准：10%低于"),
    "p50": Text("Standard: the middle", "标准：中位数"),
    "p90": Text("Standard: 10% lie above", "标准：10%高于"),
}
_HEADS: Final = (
    Text("10% below", "10%低于"), Text("25% below", "25%低于"), Text("half below", "半数低于"), Text("75% below", "75%低于"),
    Text("90% below", "90%低于"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One year: quantiles of both bands as words, and where the standard ones lead."""

    year: int
    own: tuple[str, ...]
    standard: tuple[tuple[str, str], ...]


def chart(found: dict[str, Any]) -> FanChart:
    """Return the changed band as a fan, the standard one as lines beside it, and the break as a line."""
    code, name = found["asked"]["region"], region(found["asked"]["region"]).name
    past = [(int(year), value, "") for year, value in found["past"].items()]
    lines = [
        Course(
            each,
            _STANDARD[each],
            tuple((int(year), held[each], "") for year, held in found["standard"].items()),
        )
        for each in _SHOWN
    ]
    if found["break"]:
        points = tuple((int(year), value, "") for year, value in found["break"].items())
        lines.append(Course("break", BREAKS[found["asked"]["cut"]], points))
    return FanChart(
        title=Text(
            f"{name.en}: your assumptions beside the standard ones", f"{name.zh}：您的假设与标准假设对照"
        ),
        subtitle=Text(
            "Coal output, Mt; the fan is yours, the lines are not",
            "煤炭产量，百万吨；扇形为您的假设，线条为对照",
        ),
        past=Course("past", Text("as published", "已公布"), tuple(past)),
        ahead=tuple(_fan(int(year), held) for year, held in found["own"].items()),
        lines=tuple(lines),
        heads=_HEADS,
        unit=unit("Mt").symbol,
        source=Text(
            "Worked out from the evidence held by the outlook's own recipe", "用展望的同一算法按现有数据计算"
        ),
        mark=code,
    )


def _fan(year: int, held: dict[str, float]) -> FanYear:
    p10, p25, p50, p75, p90 = (held[name] for name in _NAMES)
    return FanYear(year, (p10, p25, p50, p75, p90), ("", "", "", "", ""))


def rows(found: dict[str, Any], lang: Lang) -> list[Row]:
    """Return the table."""
    code = found["asked"]["region"]
    return [
        Row(
            int(year),
            tuple(say(held[name], "Mt", lang) for name in _SHOWN),
            tuple(
                (
                    say(found["standard"][year][name], "Mt", lang),
                    f"coal_outlook[quantile={name}]/{code}/{year}",
                )
                for name in _SHOWN
            ),
        )
        for year, held in found["own"].items()
    ]
