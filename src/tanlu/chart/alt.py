"""The words that stand for a picture, written from its data, in both languages."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from tanlu.chart.figures import brief, date, percent, span, spans, year_in
from tanlu.chart.model import (
    Bar,
    BarChart,
    Chart,
    Dumbbell,
    DumbbellChart,
    Line,
    LineChart,
    StackedShareChart,
    TileMap,
    Timeline,
)
from tanlu.chart.ranges import decimals, told
from tanlu.chart.relations import (
    FanChart,
    LadderChart,
    OpinionChart,
    RangeChart,
    ScatterChart,
    SpanChart,
    TieChart,
)
from tanlu.chart.shares import ordered
from tanlu.chart.style import fuel_of
from tanlu.chart.timelines import in_order
from tanlu.chart.words import FAILS, HOLDS, NOT_MEASURED
from tanlu.registers.regions import region
from tanlu.text import Lang, Text


def _join(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def _sentences(head: str, parts: Iterable[str], lang: Lang) -> str:
    """Return the opening and one sentence for each part."""
    stop, space = ("。", "") if lang == "zh" else (".", " ")
    words = (part.rstrip(".。") for part in (head, *parts) if part)
    return space.join(f"{part}{stop}" for part in words)


def _opening(kind: Text, chart: Chart, lang: Lang, years: str = "") -> str:
    measure = chart.subtitle(lang).rstrip(".。")
    unit = "" if isinstance(chart, Timeline | TieChart | ScatterChart) else chart.unit(lang)
    if unit and unit not in measure:
        measure += f"（{unit}）" if lang == "zh" else f" ({unit})"
    tail = f"{'，' if lang == 'zh' else ', '}{years}" if years else ""
    return f"{kind(lang)}{'：' if lang == 'zh' else ': '}{measure}{tail}"


def _course(name: str, start: tuple[int, float], end: tuple[int, float], lang: Lang) -> str:
    """Return from what to what a series went."""
    (first, low), (last, high) = start, end
    was, now = brief(low, lang), brief(high, lang)
    if was == now:
        if lang == "zh":
            return f"{name}由{first}年至{last}年持平，为{now}"
        return f"{name} stayed at {now} from {first} to {last}"
    if lang == "zh":
        return f"{name}由{first}年的{was}{'升至' if high > low else '降至'}{last}年的{now}"
    return f"{name} {'rose' if high > low else 'fell'} from {was} in {first} to {now} in {last}"


def _line(line: Line, lang: Lang) -> str:
    """Return a line's first, last, highest value, and which years are provisional."""
    first, last = line.points[0], line.points[-1]
    peak = max(line.points, key=lambda point: point.value)
    zh = lang == "zh"
    if first is last:
        only = brief(first.value, lang)
        return (
            f"{line.label(lang)}{first.year}年为{only}"
            if zh
            else f"{line.label(lang)} was {only} in {first.year}"
        )
    words = _course(line.label(lang), (first.year, first.value), (last.year, last.value), lang)
    notes = []
    if zh:
        notes.append(f"最高为{peak.year}年的{brief(peak.value, lang)}")
    else:
        notes.append(f"peak {brief(peak.value, lang)} in {peak.year}")
    if unsure := [point.year for point in line.points if point.provisional]:
        years = _join((span(*run, lang) for run in spans(unsure)), lang)
        notes.append(f"{years}为初步数" if zh else f"provisional {years}")
    return f"{words}（{'；'.join(notes)}）" if zh else f"{words} ({'; '.join(notes)})"


def _gaps(chart: LineChart, lang: Lang) -> str:
    """Return which years are missing from which line, within the span of the chart."""
    every = [point.year for line in chart.lines for point in line.points]
    parts = []
    for line in chart.lines:
        have = {point.year for point in line.points}
        missing = [year for year in range(min(every), max(every) + 1, chart.step) if year not in have]
        if missing:
            years = _join((span(*run, lang) for run in spans(missing, chart.step)), lang)
            parts.append(f"{line.label(lang)}{years}" if lang == "zh" else f"{line.label(lang)} {years}")
    if not parts:
        return ""
    return f"缺失：{'；'.join(parts)}" if lang == "zh" else f"Missing: {'; '.join(parts)}"


def _of_lines(chart: LineChart, lang: Lang) -> str:
    every = [point.year for line in chart.lines for point in line.points]
    head = _opening(Text("Line chart", "折线图"), chart, lang, span(min(every), max(every), lang))
    return _sentences(head, [*(_line(line, lang) for line in chart.lines), _gaps(chart, lang)], lang)


def _of_bars(chart: BarChart, lang: Lang) -> str:
    mark = "" if lang == "zh" else " "
    have = [
        f"{b.label(lang)}{mark}{brief(b.value, lang)}{_interval(b, lang)}"
        for b in chart.bars
        if b.value is not None
    ]
    head = _opening(Text("Bar chart", "条形图"), chart, lang)
    parts = [_join(have, lang)]
    for bar in chart.bars:
        if bar.value is None:
            why = bar.note(lang).rstrip(".。") if bar.note else ""
            note = (f"（{why}）" if lang == "zh" else f" ({why})") if why else ""
            parts.append(f"{bar.label(lang)}{'：' if lang == 'zh' else ': '}{NOT_MEASURED(lang)}{note}")
    return _sentences(head, parts, lang)


def _interval(bar: Bar, lang: Lang) -> str:
    if bar.low is None or bar.high is None:
        return ""
    low, high = brief(bar.low, lang), brief(bar.high, lang)
    return f"（{low}至{high}）" if lang == "zh" else f" ({low} to {high})"


def _of_shares(chart: StackedShareChart, lang: Lang) -> str:
    head = _opening(Text("Bars that each add up to 100%", "百分比堆叠条形图"), chart, lang)
    parts = []
    colon, space = ("：", "") if lang == "zh" else (": ", " ")
    for stack in chart.stacks:
        year = f"{space}{year_in(stack.year, lang)}" if stack.year is not None else ""
        shares = (
            f"{fuel_of(segment.fuel).label(lang)}{space}{percent(stack.share(segment), lang, 1)}"
            for segment in ordered(stack)
        )
        parts.append(f"{stack.label(lang)}{year}{colon}{_join(shares, lang) or NOT_MEASURED(lang)}")
    return _sentences(head, parts, lang)


def _of_dumbbells(chart: DumbbellChart, lang: Lang) -> str:
    def course(row: Dumbbell) -> str:
        return _course(row.label(lang), (row.start_year, row.start), (row.end_year, row.end), lang)

    head = _opening(Text("Two years compared", "两年对比图"), chart, lang)
    return _sentences(head, (course(row) for row in chart.rows), lang)


def _of_timeline(chart: Timeline, lang: Lang) -> str:
    years = [int(event.date[:4]) for event in chart.events]
    count, when = len(chart.events), span(min(years), max(years), lang)
    told = f"{when}，{count}项" if lang == "zh" else f"{when}, {count} event{'s' if count > 1 else ''}"
    head = _opening(Text("Timeline", "时间线"), chart, lang, told)
    parts = []
    for lane in chart.lanes:
        events = in_order(chart, lane.key)
        if not events:
            continue
        colon, semicolon, space = ("：", "；", "，") if lang == "zh" else (": ", "; ", ", ")
        said = semicolon.join(f"{date(e.date, lang)}{space}{e.label(lang)}" for e in events)
        parts.append(f"{lane.label(lang)}{colon}{said}")
    return _sentences(head, parts, lang)


def _of_tiles(chart: TileMap, lang: Lang) -> str:
    """Return the countries drawn, then every measured value, highest first."""
    known = sorted(
        (each for each in chart.values if each.value is not None), key=lambda each: -(each.value or 0.0)
    )
    names = _join((region(country).name(lang) for country in chart.countries), lang)
    head = _opening(Text("Map of equal squares", "等大方格地图"), chart, lang, names)
    parts = []
    for each in known:
        name, amount = region(each.code).name(lang), brief(each.value or 0.0, lang)
        parts.append(f"{name}{amount}（{each.year}年）" if lang == "zh" else f"{name} {amount} ({each.year})")
    rest = Text("All others: no figure held", "其余均未收录数字")(lang)
    return _sentences(head, (_join(parts, lang), rest), lang)


def _of_spans(chart: SpanChart, lang: Lang) -> str:
    head = _opening(Text("Spans of shares", "比例区间图"), chart, lang)
    colon, semicolon = ("：", "；") if lang == "zh" else (": ", "; ")
    parts = [
        f"{row.label(lang).rstrip('.。')}{colon}{row.said(lang)}{semicolon}"
        + semicolon.join(f"{each.label(lang)}{colon}{each.words(lang)}" for each in row.spans)
        for row in chart.rows
    ]
    return _sentences(head, parts, lang)


def _of_ranges(chart: RangeChart, lang: Lang) -> str:
    colon, places = "：" if lang == "zh" else ": ", decimals(chart)
    parts = [f"{each.label(lang)}{colon}{told(each, places, lang)}" for each in chart.ranges]
    return _sentences(_opening(Text("Ranges", "范围图"), chart, lang), parts, lang)


def _of_ties(chart: TieChart, lang: Lang) -> str:
    names = {each.key: each.label(lang) for each in (*chart.left, *chart.right)}
    colon, dash = ("：", "—") if lang == "zh" else (": ", " – ")
    parts = [f"{names[each.left]}{dash}{names[each.right]}{colon}{each.label(lang)}" for each in chart.links]
    return _sentences(_opening(Text("Names joined by lines", "连线图"), chart, lang), parts, lang)


def _of_dots(chart: ScatterChart, lang: Lang) -> str:
    names = {each.key: each.label(lang) for each in chart.dots}
    if not chart.axes:
        dash = "—" if lang == "zh" else " – "
        parts = [f"{names[one]}{dash}{names[other]}" for one, other in chart.ties]
        return _sentences(
            _opening(Text("Dots, the nearer the more alike", "点图，越近越相似"), chart, lang), parts, lang
        )
    across, up = chart.across(lang), chart.up(lang)
    numbered = sorted((each for each in chart.dots if each.number), key=lambda each: each.number)
    comma, colon = ("，", "：") if lang == "zh" else (", ", ": ")
    parts = [
        f"{names[each.key]}{colon}{across} {brief(each.x, lang)}{comma}{up} {brief(each.y, lang)}"
        for each in numbered
    ]
    return _sentences(_opening(Text("Dots on two measures", "散点图"), chart, lang), parts, lang)


def _of_fan(chart: FanChart, lang: Lang) -> str:
    """Return what was, the bands of the last year ahead, and where each line beside them ends."""
    (first, low, _), (last, high, _) = chart.past.points[0], chart.past.points[-1]
    end = max([last, *(each.year for each in chart.ahead), *(each.points[-1][0] for each in chart.lines)])
    parts = [_course(chart.past.label(lang), (first, low), (last, high), lang)]
    if chart.ahead:
        final = chart.ahead[-1]
        p10, p25, p50, p75, p90 = (brief(each, lang) for each in final.values)
        parts.append(
            f"{final.year}年中位数为{p50}，一半路径在{p25}至{p75}之间，八成路径在{p10}至{p90}之间"
            if lang == "zh"
            else f"The middle of {final.year} is {p50}, half of the paths lie from {p25} to {p75}, "
            f"eight in ten from {p10} to {p90}"
        )
    else:
        parts.append("未绘制区间" if lang == "zh" else "No band is drawn")
    for each in chart.lines:
        year, value, _ = each.points[-1]
        words = brief(value, lang)
        parts.append(
            f"{each.label(lang)}：{year}年为{words}"
            if lang == "zh"
            else f"{each.label(lang)}: {words} in {year}"
        )
    return _sentences(_opening(Text("Fan chart", "扇形图"), chart, lang, span(first, end, lang)), parts, lang)


def _of_opinions(chart: OpinionChart, lang: Lang) -> str:
    colon, space = ("：", "") if lang == "zh" else (": ", " ")
    parts = []
    for each in chart.rows:
        shares = zip(chart.heads, (each.against, each.middle, each.favour, each.apart), strict=True)
        told = [
            f"{head(lang)}{space}{percent(100 * share, lang)}" for head, share in shares if share is not None
        ]
        if each.note is not None:
            told.append(each.note(lang))
        parts.append(f"{each.label(lang).rstrip('.。')}{colon}{_join((*told, each.told(lang)), lang)}")
    head = _opening(Text("Bars that diverge from the middle", "以中立为界的发散条形图"), chart, lang)
    return _sentences(head, parts, lang)


def _of_ladder(chart: LadderChart, lang: Lang) -> str:
    colon, comma = ("：", "，") if lang == "zh" else (": ", ", ")
    parts = [
        f"{each.label(lang)}{colon}{(HOLDS if each.holds else FAILS)(lang)}{comma}{each.told(lang)}"
        for each in chart.rungs
    ]
    return _sentences(_opening(Text("Steps", "步骤图"), chart, lang), (*parts, chart.said(lang)), lang)


_TELL: Final[dict[type[Chart], Callable[[Any, Lang], str]]] = {
    LineChart: _of_lines,
    BarChart: _of_bars,
    StackedShareChart: _of_shares,
    DumbbellChart: _of_dumbbells,
    Timeline: _of_timeline,
    TileMap: _of_tiles,
    TieChart: _of_ties,
    ScatterChart: _of_dots,
    SpanChart: _of_spans,
    RangeChart: _of_ranges,
    FanChart: _of_fan,
    OpinionChart: _of_opinions,
    LadderChart: _of_ladder,
}


def alt_of(chart: Chart) -> Text:
    """Return the text alternative of a chart: kind, measure, span, then every series in figures."""
    tell = _TELL[type(chart)]
    return Text(tell(chart, "en"), tell(chart, "zh"))
