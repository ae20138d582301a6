"""One small chart of each kind, with figures whose answers are known by eye."""

from tanlu.chart import (
    Bar,
    BarChart,
    Chart,
    Course,
    Dot,
    Dumbbell,
    DumbbellChart,
    FanChart,
    FanYear,
    LadderChart,
    Lane,
    Line,
    LineChart,
    LinePoint,
    Opinion,
    OpinionChart,
    Range,
    RangeChart,
    Rung,
    ScatterChart,
    Segment,
    Span,
    SpanChart,
    SpanRow,
    Stack,
    StackedShareChart,
    TileMap,
    TileValue,
    Timeline,
    TimelineEvent,
)
from tanlu.text import Text

REGIONS = {
    "US-WY": Text("Wyoming", "怀俄明"),
    "US-WV": Text("West Virginia", "西弗吉尼亚"),
    "CN-SX": Text("Shanxi", "山西"),
    "CN-NM": Text("Inner Mongolia", "内蒙古"),
    "CN-SN": Text("Shaanxi", "陕西"),
}
TITLE = Text("Two countries went opposite ways", "两国走势相反")
SUBTITLE = Text("Coal output, million tonnes", "煤炭产量，百万吨")
UNIT = Text("million tonnes", "百万吨")
SOURCE = Text("Sources: two statistical offices", "来源：两国统计机构")


def line(key: str, values: dict[int, float], provisional: tuple[int, ...] = ()) -> Line:
    points = (LinePoint(y, v, y in provisional, f"output/{key}/{y}") for y, v in values.items())
    return Line(key, REGIONS[key], tuple(points))


LINES = LineChart(
    TITLE,
    SUBTITLE,
    (
        line("US-WY", {2000: 307.25, 2001: 424.5, 2002: 400.0, 2003: 215.24}),
        line("US-WV", {2000: 144.0, 2001: 141.0, 2002: 120.0, 2003: 76.7}),
        line("CN-SX", {2000: 251.5, 2001: 276.6, 2004: 1356.58, 2005: 1268.7}, (2005,)),
        line("CN-NM", {2000: 72.5, 2001: 81.6, 2002: 114.7, 2003: 147.1, 2004: 212.4, 2005: 256.1}),
        line("CN-SN", {2002: 58.6}),
    ),
    UNIT,
    SOURCE,
)
BARS = BarChart(
    TITLE,
    SUBTITLE,
    (
        Bar("US-WY", REGIONS["US-WY"], 215.24, Text("2023, all mines", "2023年，全部煤矿"), "b/1"),
        Bar("CN-SX", REGIONS["CN-SX"], 1356.58, None, "b/2"),
        Bar("CN-SN", REGIONS["CN-SN"], None, Text("No figure of this scope.", "无同口径数据。"), ""),
    ),
    UNIT,
    SOURCE,
)
CHANGES = BarChart(
    Text("Down and up", "一降一升"),
    Text("Change, percent", "变化，百分比"),
    (
        Bar("US-WY", REGIONS["US-WY"], -46.4, None, "c/1"),
        Bar("CN-SN", REGIONS["CN-SN"], 110.0, None, "c/2"),
    ),
    Text("percent", "百分比"),
    SOURCE,
)


def stack(key: str, **parts: float) -> Stack:
    segments = tuple(Segment(fuel, value, f"mix/{key}/{fuel}") for fuel, value in parts.items())
    return Stack(key, REGIONS[key], 2024, segments)


SHARES = StackedShareChart(
    Text("Coal leads", "煤电领先"),
    Text("Generation by source", "分能源发电量"),
    (
        stack("US-WY", solar=1.0, coal=60.0, gas=13.0, hydro=2.5, wind=22.5, nuclear=0.5, other=0.5),
        stack("CN-SX", thermal=82.0, hydro=1.0, wind=12.0, solar=5.0),
        Stack("CN-SN", REGIONS["CN-SN"], 2024, (), Text("Wind is not published", "未公布风电")),
    ),
    Text("TWh", "太瓦时"),
    SOURCE,
)
DUMBBELLS = DumbbellChart(
    TITLE,
    SUBTITLE,
    (
        Dumbbell("US-WY", REGIONS["US-WY"], 401.0, 215.24, 2010, 2023, ("d/1", "d/2")),
        Dumbbell("CN-SX", REGIONS["CN-SX"], 741.0, 1268.7, 2010, 2024, ("d/3", "d/4")),
        Dumbbell("CN-SN", REGIONS["CN-SN"], 362.0, 362.0, 2010, 2023, ("d/5", "d/6")),
    ),
    UNIT,
    SOURCE,
)
POLICIES = Timeline(
    Text("Plans came first", "规划先行"),
    Text("Policies by date", "按日期排列的政策"),
    (Lane("CN-SX", REGIONS["CN-SX"]), Lane("US-WY", REGIONS["US-WY"]), Lane("CN-SN", REGIONS["CN-SN"])),
    (
        TimelineEvent("2024-04-01", "CN-SX", Text("Coal resource tax raised", "煤炭资源税税率上调"), "p/1"),
        TimelineEvent("2010-12", "CN-SX", Text("Reform pilot zone for transition", "转型综改试验区"), "p/2"),
        TimelineEvent("2021", "US-WY", Text("Energy strategy", "能源战略"), "p/3"),
    ),
    SOURCE,
)
MAP = TileMap(
    Text("Two countries mine coal", "两国产煤"),
    Text("Output, Mt", "产量，百万吨"),
    (
        TileValue("US-WY", 215.24, 2023, "o/1"),
        TileValue("US-WV", 76.71, 2023, "o/2"),
        TileValue("CN-SX", 1357.0, 2023, "o/3"),
        TileValue("CN-SN", None, None, "", Text("No figure.", "无数据。")),
    ),
    Text("Mt", "百万吨"),
    SOURCE,
)
DOTS = (
    Dot(
        "wood",
        Text("Wood products", "木材加工"),
        0.5,
        -4.0,
        ("q/US-WY/1", "g/USA/1"),
        number=2,
        full=False,
        bold=True,
    ),
    Dot(
        "film",
        Text("Film and broadcasting", "影视广播"),
        0.9,
        17.0,
        ("q/US-WY/2", "g/USA/2"),
        number=1,
        bold=True,
    ),
    Dot("coal", Text("Coal", "煤炭"), 0.1, 3.0, ("q/US-WY/3", "g/USA/3"), full=False),
)
SCATTER = ScatterChart(
    Text("Two candidates lead", "两个候选领先"), Text("Quotient and growth", "区位商与增长"), DOTS,
    Text("Quotient", "区位商"), Text("Growth (%)", "增长（%）"), Text("Full: unbeaten", "实心：未被超越"),
    Text("Industry", "产业"), SOURCE, mark="US-WY",
)  # fmt: skip
SPACE = ScatterChart(
    Text("What goes together", "哪些相伴"), Text("Near means alike", "越近越相似"),
    tuple(Dot(each.key, each.label, each.x, each.y, number=each.number, value=1.5, ref="lq/US-WY/1") for each in DOTS),
    Text("Quotient", "区位商"), Text("Quotient", "区位商"), Text("Full: present", "实心：已有"), Text("Industry", "产业"),
    SOURCE, mark="US-WY", axes=False, ties=(("wood", "coal"),),
)  # fmt: skip
FEW = Text("held back: fewer than 10 people in the cell", "不公布：该格不足10人")
OPINIONS = OpinionChart(
    Text("Most want the fund to go on", "多数人希望基金继续"),
    Text("Share of answers in one region", "某地区回答的比例"),
    (
        Opinion("fund", Text("The fund should go on.", "基金应当继续。"), 0.2, 0.1, 0.55, 0.15,
                Text("149 answers", "149份回答"), ref="estimates#fund"),
        Opinion("land", Text("Mined land here will be restored.", "这里采过的土地会得到修复。"), 0.28, 0.22, 0.38, None,
                Text("150 answers", "150份回答"), FEW, "estimates#land"),
        Opinion("late", Text("The mine should close later.", "煤矿应当晚些关闭。"), None, 0.2, None, 0.12,
                Text("147 answers", "147份回答"), FEW, "estimates#late"),
    ),
    (Text("disagree", "不同意"), Text("neither", "中立"), Text("agree", "同意"), Text("not sure", "说不清")),
    Text("Statement", "说法"),
    SOURCE,
)  # fmt: skip
LADDER = LadderChart(
    Text("Felt consulted", "感到被征求意见"),
    Text("Whether the scale measures the same in two languages", "量表在两种语言中是否测量同一事物"),
    (
        Rung("metric", Text("equal loadings", "载荷相等"), True, Text("CFI 0.998", "CFI 0.998"), "estimates#metric"),
        Rung("scalar", Text("equal intercepts", "截距相等"), False, Text("CFI 0.645", "CFI 0.645"), "estimates#scalar"),
    ),
    Text("correlations and slopes are compared, not means", "可比较相关和斜率，不可比较均值"),
    Text("Step", "步骤"),
    SOURCE,
)  # fmt: skip
SPANS = SpanChart(
    Text("Where each group stands", "各组的立场"),
    Text("Share that agrees", "同意的比例"),
    (
        SpanRow(
            "1",
            Text("Publish the figures.", "公布数据。"),
            Text("agreed", "一致同意"),
            (
                Span("CHN", Text("China", "中国"), 0.8, 1.0, Text("nearly all agree", "几乎一致同意"), "r/1"),
                Span("USA", Text("United States", "美国"), None, None, Text("not shown", "不显示"), "r/2"),
            ),
        ),
    ),
    Text("Statement", "陈述"),
    SOURCE,
)
RANGES = RangeChart(
    Text("How far good systems differ", "好的方案可以相差多少"), Text("Built, MW", "新建（兆瓦）"),
    (
        Range("wind", Text("Wind", "风电"), 42.0, 80.5, 96.0, "r/1"),
        Range("sun", Text("Sun", "光伏"), 57.0, 110.7, 157.0, "r/2"),
    ),
    Text("MW", "兆瓦"), Text("Plant", "设施"), SOURCE,
)  # fmt: skip
HEADS = tuple(Text(f"{share}% below", f"{share}%低于") for share in (10, 25, 50, 75, 90))
PAST = Course(
    "past",
    Text("as published", "已公布"),
    ((2022, 200.0, "o/2022"), (2023, 215.0, "o/2023"), (2024, 173.0, "o/2024")),
)
FAN = FanChart(
    TITLE,
    SUBTITLE,
    PAST,
    tuple(
        FanYear(
            2024 + at,
            (150.0 - 10 * at, 160.0 - 5 * at, 165.0, 170.0 + 5 * at, 180.0 + 10 * at),
            (f"q/{at}",) * 5,
        )
        for at in range(1, 5)
    ),
    (
        Course(
            "halving",
            Text("Half is lost", "减半"),
            tuple((2024 + at, 173.0 - 20 * at, f"b/{at}") for at in range(1, 5)),
        ),
        Course("british", Text("As elsewhere", "如他处"), ((2027, 70.0, "c/3"),)),
    ),
    HEADS,
    UNIT,
    SOURCE,
    mark="US-WY",
)
NO_FAN = FanChart(
    TITLE,
    SUBTITLE,
    PAST,
    (),
    (Course("target", Text("Target", "目标"), ((2026, 190.0, "t/2026"),)),),
    HEADS,
    UNIT,
    SOURCE,
    "CN-SX",
)
CHARTS: dict[str, Chart] = {
    "lines": LINES,
    "bars": BARS,
    "changes": CHANGES,
    "shares": SHARES,
    "dumbbells": DUMBBELLS,
    "timeline": POLICIES,
    "map": MAP,
    "scatter": SCATTER,
    "space": SPACE,
    "spans": SPANS,
    "opinions": OPINIONS,
    "ladder": LADDER,
    "ranges": RANGES,
    "fan": FAN,
    "no_fan": NO_FAN,
}
