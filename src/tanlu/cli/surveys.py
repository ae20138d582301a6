"""Options of a survey, and its table."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanlu.cli.speak import both

if TYPE_CHECKING:
    from rich.table import Table

    from tanlu.actions.study import Study
    from tanlu.analysis.survey.publication import Told
    from tanlu.analysis.survey.totals import Weighed

Command = Callable[..., Any]


def _many(flag: str, name: str, metavar: str, en: str, zh: str) -> Callable[[Command], Command]:
    return click.option(flag, name, multiple=True, metavar=metavar, help=both(en, zh))


def asked_options(command: Command) -> Command:
    """Add what is asked of a survey; the command gets it as ``asked``, and ``rules``."""

    @wraps(command)
    def with_asked(**given: Any) -> None:  # noqa: ANN401 - whatever click passes on
        from tanlu.actions.study import Asked, Drawn, Rules, stages, wanted
        from tanlu.actions.totals import read_totals
        from tanlu.analysis.survey.refused import CLUSTERS, FPC

        take = given.pop
        drawn = Drawn(
            take("strata"), take("weights"), stages(take("clusters"), CLUSTERS), stages(take("fpc"), FPC),
            take("lonely"), take("convenience"), read_totals(take("known"), take("way"), take("bounds")),
        )  # fmt: skip
        kinds = (take(name) for name in ("means", "totals", "ratios", "proportions", "quantiles"))
        asked = Asked(drawn, wanted(*kinds), take("domains"), take("level") / 100)
        command(asked=asked, rules=Rules(take("answers"), take("people"), take("widest") / 100), **given)

    added: Command = with_asked
    for add in reversed((*_estimates(), *_design(), *_totals(), *_rules())):
        added = add(added)
    return added


def _estimates() -> tuple[Callable[[Command], Command], ...]:
    return (
        _many("--mean", "means", "Y", "Mean of a column.", "某列的均值。"),
        _many("--total", "totals", "Y", "Total of a column.", "某列的总量。"),
        _many("--ratio", "ratios", "Y/Z", "Ratio of two totals.", "两列总量之比。"),
        _many("--proportion", "proportions", "V", "Share of each category.", "各类别所占比例。"),
        _many("--quantile", "quantiles", "V@P", "Quantile; V@0.5 is the median.", "分位数；V@0.5 为中位数。"),
        _many(
            "--domain", "domains", "V", "Groups: each estimate of the whole and of every group.",
            "分组：除总体外，另给出每一组的估计。",
        ),
    )  # fmt: skip


def _design() -> tuple[Callable[[Command], Command], ...]:
    return (
        click.option("--strata", default="", metavar="V", help=both("Column of strata.", "层所在的列。")),
        _many("--cluster", "clusters", "V", "Column of clusters; twice for two stages.", "群所在的列；两阶段抽样写两次。"),
        click.option("--weights", default="", metavar="V", help=both("Column of weights.", "权数所在的列。")),
        _many(
            "--fpc", "fpc", "V", "Column of the population's units in the stratum, or the share drawn; twice for two.",
            "总体中该层的单元数（或抽样比）所在的列；两阶段写两次。",
        ),
        click.option(
            "--lonely", type=click.Choice(["fail", "centred", "certainty"]), default="fail", show_default=True,
            help=both(
                "A stratum with one cluster: refuse, measure from the mean of all, or no chance.",
                "某层只有一个群时：fail 拒绝，centred 以全体均值为中心，certainty 视为必然入样。",
            ),
        ),
        click.option(
            "--convenience", is_flag=True,
            help=both("Nobody was drawn by chance: no margin of error.", "非概率样本：不提供误差范围。"),
        ),
        click.option(
            "--level", type=click.FloatRange(50, 99.9), default=95.0, show_default=True,
            help=both("Of the intervals, in percent.", "置信水平（%）。"),
        ),
    )  # fmt: skip


def _totals() -> tuple[Callable[[Command], Command], ...]:
    return (
        click.option(
            "--totals", "known", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
            help=both(
                "Totals of the population that weights are made to meet: CSV with column, category, total.",
                "权数须符合的总体数：CSV，表头为 column、category、total。",
            ),
        ),
        click.option(
            "--calibrate", "way", type=click.Choice(["auto", "linear", "raking", "logit"]), default="auto",
            show_default=True,
            help=both(
                "How; auto post-stratifies by one column, rakes several, and is linear with numbers.",
                "方法：auto 时一列为事后分层，多列为迭代比例，含数值列为线性校准。",
            ),
        ),
        click.option(
            "--bounds", default="", metavar="LOW,HIGH",
            help=both("Of the factors, for logit.", "权数调整系数的界限（用于 logit）。"),
        ),
    )  # fmt: skip


def _rules() -> tuple[Callable[[Command], Command], ...]:
    return (
        click.option(
            "--answers", type=click.IntRange(2), default=30, show_default=True,
            help=both("Fewest answers beneath an estimate.", "每个估计至少须有的回答数。"),
        ),
        click.option(
            "--people", type=click.IntRange(3), default=10, show_default=True,
            help=both("Fewest people in a cell.", "每格至少须有的人数。"),
        ),
        click.option(
            "--widest", type=click.FloatRange(1, 100), default=30.0, show_default=True,
            help=both(
                "Largest error of a total or share, in percent of it.", "总量或比例的标准误上限（占估计值的%）。"
            ),
        ),
    )  # fmt: skip


def put_study(found: "Study", form: str) -> None:
    """Write a table of estimates.

    Parameters
    ----------
    found : Study
    form : str
        ``text``, ``json`` or ``csv``.
    """
    data = found.to_json()
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(data)
    elif form == "csv":
        from tanlu.cli.comparisons import put_csv

        empty = {"en": "", "zh": ""}
        put_csv([row | {"why": row["why"] or empty} for row in data["rows"]])
    else:
        _print(found)


def _print(found: "Study") -> None:
    from rich.text import Text as Styled

    from tanlu.actions.study import FICTIONAL
    from tanlu.cli.tables import console
    from tanlu.text import user_lang

    out, lang = console(), user_lang()
    if found.fictional:
        out.print(FICTIONAL(lang), style="bold")
    out.print(_drawn(found), markup=False)
    if found.weighed is not None:
        out.print(_weighed(found.weighed), markup=False)
    reasons = list(dict.fromkeys(each.why(lang) for each in found.told if each.why))
    table, group = _empty_table(found.asked.level), ("", "")
    for each in found.told:
        if (each.row.domain, each.row.group) != group:
            group = (each.row.domain, each.row.group)
            table.add_section()
            table.add_row(Styled(f"{group[0]} = {group[1]}", style="bold"))
        mark = f" [{reasons.index(each.why(lang)) + 1}]" if each.why else ""
        table.add_row(*_cells(each, mark))
    out.print(table)
    for at, why in enumerate(reasons, 1):
        out.print(f"[{at}] {why}{both('.', '。')}", markup=False)
    if found.caution is not None:
        out.print(f"▲ {found.caution(lang)}{both('.', '。')}", markup=False)
    out.print(_rules_said(found), style="bright_black", markup=False)


def _empty_table(level: float) -> "Table":
    from tanlu.cli.tables import new_table

    table = new_table(both("estimate", "估计"))
    for heading in (
        both("value", "值"), both("error", "标准误"), both(f"{100 * level:.4g}%", f"{100 * level:.4g}% 区间"),
        both("n (missing)", "n（缺失）"), "df", "deff",
    ):  # fmt: skip
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _drawn(found: "Study") -> str:
    if found.asked.drawn.convenience:
        return both(
            f"{found.file}: {found.rows} rows, not drawn by chance.",
            f"{found.file}：{found.rows}行，非概率样本。",
        )
    return both(
        f"{found.file}: {found.rows} rows, {found.strata} strata, {found.clusters} clusters; linearised errors, "
        f"intervals by t.",
        f"{found.file}：{found.rows}行，{found.strata}层，{found.clusters}个群；误差用线性化方法，区间用 t 分布。",
    )


def _weighed(found: "Weighed") -> str:
    return both(
        f"Calibrated: weights times {found.low:.2f} to {found.high:.2f}; unequal weights alone cost a factor of "
        f"{found.kish:.2f} (effective n {found.effective:.0f}), the heaviest 1% hold {found.top:.1%} of all weight.",
        f"权数已校准：调整系数为{found.low:.2f}至{found.high:.2f}；仅因权数不等，方差增至{found.kish:.2f}倍（有效样本量"
        f"{found.effective:.0f}），最重的1%占全部权数的{found.top:.1%}。",
    )


def _rules_said(found: "Study") -> str:
    rules = found.rules
    return both(
        f"Held back: fewer than {rules.answers} answers, fewer than {rules.people} people in a cell, totals and shares "
        f"with an error above {rules.widest:.0%} of them.",
        f"不公布：不足{rules.answers}个回答、每格不足{rules.people}人，以及标准误超过估计值{rules.widest:.0%}的总量和比例。",
    )


_KINDS = {
    "mean": ("mean", "均值"), "total": ("total", "总量"), "ratio": ("ratio", "比率"), "proportion": ("share", "占比"),
    "quantile": ("quantile", "分位数"), "variance": ("variance", "方差"),
}  # fmt: skip


def _cells(told: "Told", mark: str) -> list[str]:
    from rich.markup import escape

    row, found = told.row, told.row.found
    what = f"{both(*_KINDS[row.kind])} {row.variable}{f' = {row.category}' if row.category else ''}{mark}"
    if told.held_back:
        return [escape(what), both("held back", "不公布")]
    counts = both(f"{found.n} ({found.missing})", f"{found.n}（{found.missing}）")
    interval = "" if found.low is None or found.high is None else f"{_told(found.low)} – {_told(found.high)}"
    deff = "" if found.deff is None else f"{found.deff:.2f}"
    return [escape(what), _told(found.value), _told(found.error, 3), interval, counts, str(found.df), deff]


def _told(value: float | None, digits: int = 4) -> str:
    from tanlu.text import grouped, significant, user_lang

    return "" if value is None else grouped(significant(value, digits), user_lang())
