"""The tables and charts of the survey edition."""

from typing import Final

from tanlu.brief.editions.survey.gathered import Asked, Round, Scale, Told
from tanlu.brief.model import Cell, Table
from tanlu.brief.writer import Writer
from tanlu.chart.figures import number, percent
from tanlu.chart.relations import LadderChart, Opinion, OpinionChart, Rung
from tanlu.text import Text

HELD: Final = Text("held back", "不公布")
_QUESTION: Final = Text("Question", "问题")
_REGION: Final = Text("Region", "地区")
_SIDES: Final = ("against", "middle", "for", "apart")


def _heads(pen: Writer, *heads: Text) -> tuple[str, ...]:
    return tuple(each(pen.lang) for each in heads)


def opinions(told: Round, region: str, pen: Writer) -> OpinionChart | None:
    """Return what people of one region think, each question a bar."""
    rows = tuple(
        _opinion(each, region) for each in told.opinions if any(place == region for place, _ in each.cells)
    )
    if not rows:
        return None
    heads = (
        Text("disagree", "不同意"), Text("neither", "中立"), Text("agree", "同意"), Text("not sure", "说不清"),
    )  # fmt: skip
    subtitle, source = pen.both("opinions.subtitle"), pen.both("opinions.source")
    return OpinionChart(told.regions[region], subtitle, rows, heads, Text("Statement", "说法"), source)


def _opinion(each: Asked, region: str) -> Opinion:
    nobody = Told(0.0, None, None, None, None, None, None, None)
    parts = [each.cells.get((region, side), nobody) for side in _SIDES]
    count = next((part.n for part in parts if part.n is not None), None)
    why = next((part.why for part in parts if part.value is None and part.why), None)
    words = (
        Text("answers held back", "回答数不公布")
        if count is None
        else Text(f"{count} answers", f"{count}份回答")
    )
    against, middle, favour, apart = (part.value for part in parts)
    ref = f"estimates.json#{each.column}/{region}"
    return Opinion(each.column, each.text, against, middle, favour, apart, words, why, ref)


def estimates(told: Round, pen: Writer) -> Table:
    """Return shares and means, each with its interval and what it rests on."""
    rows = []
    for each in (*told.shares, *told.means):
        for (region, _), cell in each.cells.items():
            rows.append(
                (Cell(each.text(pen.lang)), Cell(told.regions[region](pen.lang)), *_numbers(cell, each, pen))
            )
    heads = (_QUESTION, _REGION, Text("Estimate", "估计"), Text("Interval", "区间"), Text("n", "n"), Text("df", "df"),
             Text("deff", "deff"))  # fmt: skip
    return Table(pen.plain("estimates.caption"), _heads(pen, *heads), tuple(rows), "words")


def _numbers(cell: Told, each: Asked, pen: Writer) -> tuple[Cell, ...]:
    if cell.value is None:
        why = cell.why(pen.lang) if cell.why else HELD(pen.lang)
        return (Cell(why), *(Cell(HELD(pen.lang)) for _ in range(4)))
    return (
        Cell(_said(cell.value, each, pen)),
        Cell(_interval(cell, each, pen)),
        Cell(str(cell.n)),
        Cell(str(cell.df)),
        Cell(Text("not told", "不提供")(pen.lang) if cell.deff is None else number(cell.deff, pen.lang, 2)),
    )


def _said(value: float, each: Asked, pen: Writer) -> str:
    if each.unit is None:
        return percent(100 * value, pen.lang)
    space = "" if pen.lang == "zh" else " "
    return f"{number(value, pen.lang, 1)}{space}{each.unit(pen.lang)}"


def _interval(cell: Told, each: Asked, pen: Writer) -> str:
    if cell.low is None or cell.high is None:
        return (cell.why or Text("no interval", "没有区间"))(pen.lang)
    dash = "～" if pen.lang == "zh" else "–"
    if each.unit is None:
        return f"{percent(100 * cell.low, pen.lang)}{dash}{percent(100 * cell.high, pen.lang)}"
    return f"{number(cell.low, pen.lang, 1)}{dash}{number(cell.high, pen.lang, 1)}"


def silence(told: Round, pen: Writer) -> Table:
    """Return which share did not answer, question by language."""
    rows = tuple(
        (Cell(text(pen.lang)), *(Cell(_about(shares.get(name), pen)) for name in told.languages))
        for text, shares in told.silence
    )
    return Table(pen.plain("silence.caption"), _heads(pen, _QUESTION, *told.languages.values()), rows)


def _about(share: float | None, pen: Writer) -> str:
    if share is None:
        return HELD(pen.lang)
    if share == 0:
        return Text("hardly anybody", "几乎没有")(pen.lang)
    return Text(f"about {100 * share:.0f}%", f"约{100 * share:.0f}%")(pen.lang)


def gate(told: Round, pen: Writer) -> Table:
    """Return what may be compared, scale by scale."""
    rows = tuple(
        (Cell(each.title(pen.lang)), Cell(each.says(pen.lang)), Cell(each.why(pen.lang)), Cell(_difference(each, told, pen)))
        for each in told.scales
    )  # fmt: skip
    heads = (Text("Scale", "量表"), Text("What may be compared", "可以比较什么"), Text("Why", "理由"),
             Text("Difference, or what to do", "差异，或应当怎么做"))  # fmt: skip
    return Table(pen.plain("gate.caption"), _heads(pen, *heads), rows, "words")


def _difference(each: Scale, told: Round, pen: Writer) -> str:
    if not each.differences:
        return each.do(pen.lang) if each.do else Text("none", "无")(pen.lang)
    said = []
    for one in each.differences:
        pair = [
            told.languages.get(one[key], Text(one[key], one[key]))(pen.lang) for key in ("other", "first")
        ]
        ends = ""
        if one["low"] is not None:
            low, high = (number(one[key], pen.lang, 2) for key in ("low", "high"))
            ends = Text(f" ({low} to {high})", f"（{low}至{high}）")(pen.lang)
        ranked = Text("rank among the vignettes", "相对情境题的位次")(pen.lang)
        value = ranked if one["value"] is None else number(one["value"], pen.lang, 2)
        said.append(
            Text(f"{pair[0]} less {pair[1]}: {value}{ends}", f"{pair[0]}减{pair[1]}：{value}{ends}")(pen.lang)
        )
    return Text("; ", "；")(pen.lang).join(said)


def ladder(each: Scale, pen: Writer) -> LadderChart | None:
    """Return the steps of invariance of one scale."""
    rungs = tuple(
        Rung(str(at), name, holds, Text(fit, fit), f"estimates.json#{each.title.en}/{at}")
        for at, (name, fit, holds) in enumerate(each.steps)
    )
    if not rungs:
        return None
    return LadderChart(
        each.title, pen.both("compare.subtitle"), rungs, each.says, Text("Step", "步骤"), pen.both("opinions.source")
    )  # fmt: skip
