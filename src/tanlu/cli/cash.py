"""``tanlu cash``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both

if TYPE_CHECKING:
    from tanlu.actions.cash import Worth


@click.command(
    help=both(
        "Weigh a cash flow: present value, every rate of return or why there is none, and how it covers its debt.\n\nFILE "
        "is a CSV with year and flow, the first year at time zero; with --debt also cash and service for each later year. "
        "Every result says whether it is real or nominal and in which year's prices.",
        "衡量一笔现金流：净现值、全部内部收益率或其不存在的原因，以及偿债能力。\n\nFILE 为 CSV，含 year 和 flow 两列，"
        "首年为第零期；使用 --debt 时，其后各年还须有 cash 和 service。每项结果均注明实际或名义及价格年份。",
    ),
    epilog=both(
        "Example: tanlu cash flow.csv --rate 0.08 --price-year 2024 --debt 700 --debt-rate 0.05",
        "示例：tanlu cash flow.csv --rate 0.08 --price-year 2024 --debt 700 --debt-rate 0.05",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--rate", type=float, required=True, help=both("Discount rate, such as 0.08.", "贴现率，如 0.08。")
)
@click.option("--price-year", type=int, required=True, help=both("Year of the prices.", "价格年份。"))
@click.option("--currency", default="USD", show_default=True, help=both("Currency.", "币种。"))
@click.option(
    "--kind",
    type=click.Choice(["real", "nominal"]),
    default="real",
    show_default=True,
    help=both("Whether inflation is out (real) or in (nominal).", "不含通胀（real）或含通胀（nominal）。"),
)
@click.option("--debt", type=float, help=both("The loan.", "贷款额。"))
@click.option(
    "--debt-rate", type=float, help=both("Its rate; --rate if not given.", "贷款利率，不指定时同 --rate。")
)
@format_option
def cash(
    file: Path,
    rate: float,
    price_year: int,
    currency: str,
    kind: Literal["real", "nominal"],
    debt: float | None,
    debt_rate: float | None,
    form: str,
) -> None:
    """Weigh a cash flow."""
    from tanlu.actions.cash import weigh
    from tanlu.analysis.finance.basis import Basis

    found = weigh(file, rate, Basis(kind, currency, price_year), debt, debt_rate)
    if form == "json":
        from tanlu.cli.speak import put_json

        put_json(_json(found))
    else:
        _print(found)


def _json(found: "Worth") -> dict[str, Any]:
    held = found.cover
    return {
        "basis": found.basis.said().to_json(),
        "rate": found.rate,
        "npv": found.value,
        "irr": list(found.returns.rates),
        "irr_note": found.returns.note.to_json() if found.returns.note else None,
        "mirr": found.modified,
        "cover": {"yearly": held.yearly.tolist(), "least": held.least, "loan_life": held.loan_life}
        if held
        else None,
    }


def _print(found: "Worth") -> None:
    from tanlu.cli.tables import console
    from tanlu.text import user_lang

    lang, out = user_lang(), console()
    lines = [
        both(
            f"Present value at {found.rate:.2%}: {found.value:,.2f}",
            f"按{found.rate:.2%}贴现的净现值：{found.value:.2f}",
        )
    ]
    rates = "; ".join(f"{each:.2%}" for each in found.returns.rates)
    if rates:
        lines.append(both(f"Internal rate of return: {rates}", f"内部收益率：{rates.replace('; ', '；')}"))
    if found.returns.note:
        lines.append(found.returns.note(lang))
    if found.modified is not None:
        lines.append(both(f"Modified rate: {found.modified:.2%}", f"修正内部收益率：{found.modified:.2%}"))
    if found.cover:
        weak = found.years[1 + int(found.cover.yearly.argmin())]
        lines.append(
            both(
                f"Debt service cover: least {found.cover.least:.2f}, in {weak}; over the loan {found.cover.loan_life:.2f}",
                f"偿债备付率：最低 {found.cover.least:.2f}（{weak}年）；贷款期内 {found.cover.loan_life:.2f}",
            )
        )
    for line in (*lines, found.basis.said()(lang)):
        out.print(line, soft_wrap=True, markup=False)
