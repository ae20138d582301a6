"""What ``tanlu economy entry`` and ``relatedness`` say, for people and for programs."""

from typing import Any

import numpy as np

from tanlu.actions.entry import Entry, Related
from tanlu.actions.industry_tables import region_of
from tanlu.analysis.economy.advice import Proposal
from tanlu.analysis.economy.backtest import JUDGED, Backtest, Row
from tanlu.analysis.economy.measures import Estimate
from tanlu.analysis.economy.scores import SCORES
from tanlu.analysis.economy.table import place
from tanlu.cli.comparisons import put_csv
from tanlu.cli.economies import cautions_json, print_cautions, print_method, print_rows
from tanlu.cli.labels import shown_region
from tanlu.cli.speak import both, put_json
from tanlu.cli.tables import console
from tanlu.text import Text, exact, user_lang

_WIDE = 110
"""Columns of a terminal from which the whole table fits, with intervals."""
_SHOWN = ("pooled", "region", "industry", "top", "at")


def put_entry(found: Entry, form: str) -> None:
    """Print a back-test, and what is proposed for a region."""
    tested, proposal = found.tested, found.proposal
    if form == "json":
        put_json(entry_json(found))
        return
    if form == "csv":
        rows = backtest_rows(tested) if proposal is None else proposal_rows(proposal)
        put_csv([{**row, "method": tested.method.to_json()} for row in rows])
        return
    lang, out = user_lang(), console()
    print_cautions(found.cautions)
    out.print(_headline(tested)(lang), style="bold", markup=False, soft_wrap=True)
    print_rows([_shown(row) for row in tested.rows])
    print_method(tested.method)
    for said in _conclusions(tested):
        out.print(said(lang), soft_wrap=True, markup=False)
    if proposal is None:
        out.print(
            both(
                "Next: --region NAME lists what a region lacks.",
                "下一步：用 --region 名称 列出该地区尚无的行业。",
            )
        )
        return
    out.print(
        f"{shown_region(proposal.region)} · {proposal.period} · {proposal.score.label(lang)}",
        style="bold",
        markup=False,
    )
    print_rows([
        {"rank": row["rank"], "industry": row["industry"], "score": _number(row["score"]), "lq": _number(row["lq"])}
        for row in proposal_rows(proposal)
    ])  # fmt: skip
    out.print(proposal.said(lang), style="bold", soft_wrap=True, markup=False)


def entry_json(found: Entry) -> dict[str, Any]:
    """Return a back-test, and what is proposed, as plain data."""
    tested, proposal = found.tested, found.proposal
    return {
        "fitted": list(tested.fitted) or None, "tested": list(tested.tested), "absent": tested.absent,
        "regions": tested.regions, "industries": tested.industries, "candidates": tested.candidates,
        "entered": tested.entered, "top": tested.top, "list": tested.at, "draws": tested.draws,
        "by_chance": _json(tested.by_chance), "base_brier": _json(tested.base_brier),
        "rows": [_row_json(row) for row in tested.rows],
        "best_baselines": dict(zip(JUDGED, tested.best, strict=True)), "recommended": tested.recommended,
        "method": tested.method.to_json(), "cautions": cautions_json(found.cautions),
        "proposal": None if proposal is None else {
            "region": proposal.region, "period": proposal.period, "score": proposal.score.id,
            "industries": proposal_rows(proposal), "right": _json(proposal.right),
            "by_chance": _json(proposal.by_chance), "said": proposal.said.to_json(),
        },
    }  # fmt: skip


def backtest_rows(tested: Backtest) -> list[dict[str, Any]]:
    """Return one flat row a score."""
    rows = []
    for row in tested.rows:
        flat: dict[str, Any] = {"score": row.score.id, "role": row.score.role}
        ahead = dict(zip(JUDGED, row.ahead or (None,) * len(JUDGED), strict=True))
        parts = {name: getattr(row, name) for name in (*_SHOWN, "brier")}
        for name, each in (*parts.items(), *((f"ahead_{name}", each) for name, each in ahead.items())):
            shown = each or Estimate(float("nan"))
            flat |= {
                name: None if each is None else shown.value,
                f"{name}_low": shown.low,
                f"{name}_high": shown.high,
            }
        rows.append({**flat, "verdict": row.verdict.to_json()})
    return rows


def proposal_rows(proposal: Proposal) -> list[dict[str, Any]]:
    """Return one row a proposed industry, the likeliest first."""
    right = proposal.right or Estimate(float("nan"))
    known = proposal.right is not None
    return [
        {
            "rank": at + 1, "region": proposal.region, "industry": industry, "score": float(proposal.values[at]),
            "lq": float(proposal.lq[at]), "right": right.value if known else None, "right_low": right.low,
            "right_high": right.high,
        }
        for at, industry in enumerate(proposal.industries)
    ]  # fmt: skip


def put_related(found: Related, region: str, top: int | None, form: str) -> None:
    """Print the absent industries that are closest to what regions have."""
    region = region_of(found.density.regions, region) if region else ""
    if region:
        place(found.density.regions, region, Text("region", "地区"))
    if form == "text" and top is None:
        top = 10 if region else 3
    rows = related_rows(found, region, top)
    method = found.density.method
    if form == "json":
        put_json({
            "period": found.period or None, "density": rows, "method": method.to_json(),
            "cautions": cautions_json(found.cautions),
        })  # fmt: skip
    elif form == "csv":
        put_csv([{**row, "method": method.to_json()} for row in rows])
    else:
        print_cautions(found.cautions)
        print_rows([{**row, "density": _number(row["density"]), "lq": _number(row["lq"])} for row in rows])
        print_method(method)
        console().print(both(
            "Closeness is no forecast: `tanlu economy entry` tells how often such lists were right.",
            "远近不等于预测：此类清单过去有多少进入，见 `tanlu economy entry`。",
        ), soft_wrap=True, markup=False)  # fmt: skip


def related_rows(found: Related, region: str, top: int | None) -> list[dict[str, Any]]:
    """Return one row an absent industry, the closest first within each region, in the order of the table."""
    rows: list[dict[str, Any]] = []
    values = found.density.values
    absent = (
        ~np.ma.getmaskarray(values) & ~found.density.present & ~np.ma.getmaskarray(found.quotients.values)
    )
    for at, name in enumerate(found.density.regions):
        if region not in {"", name}:
            continue
        places = np.flatnonzero(absent[at])
        order = places[np.argsort(-values.data[at, places], kind="stable")][:top]
        rows += [
            {"rank": rank, "region": name, "industry": found.density.industries[p], "density": float(values[at, p]),
             "lq": float(found.quotients.values[at, p])}
            for rank, p in enumerate(order, 1)
        ]  # fmt: skip
    return rows


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "score": row.score.id, "role": row.score.role, "label": row.score.label.to_json(),
        "definition": row.score.method.to_json(), **{name: _json(getattr(row, name)) for name in (*_SHOWN, "brier")},
        "ahead": {name: _json(each) for name, each in zip(JUDGED, row.ahead, strict=False)} or None,
        "better": None if row.better is None else list(row.better), "verdict": row.verdict.to_json(),
    }  # fmt: skip


def _json(each: Estimate | None) -> dict[str, float | None] | None:
    return None if each is None else each.to_json()


def _shown(row: Row) -> dict[str, str]:
    ahead = row.ahead[JUDGED.index("at")] if row.ahead else None
    narrow = {"auc_industry", "top"} if console().width < _WIDE else set()
    shown = {
        "score": row.score.label(user_lang()), "auc": _value(row.pooled), "auc_region": _value(row.region),
        "auc_industry": _value(row.industry), "top": _value(row.top), "list": _span(row.at), "ahead": _span(ahead),
        "verdict": row.verdict(user_lang()),
    }  # fmt: skip
    return {key: cell for key, cell in shown.items() if key not in narrow}


def _headline(tested: Backtest) -> Text:
    start, end = tested.tested
    share = tested.entered / tested.candidates
    return Text(
        f"{start}–{end}: {exact(tested.candidates, 'en')} absent industries of {tested.regions} regions, "
        f"{exact(tested.entered, 'en')} arrived ({share:.1%}).",
        f"{start}—{end}年：{tested.regions} 个地区共有 {exact(tested.candidates, 'zh')} 个尚无的行业，"
        f"其中 {exact(tested.entered, 'zh')} 个进入（{share:.1%}）。",
    )


def _conclusions(tested: Backtest) -> tuple[Text, ...]:
    chosen = tested.row(tested.recommended)
    label, best = chosen.score.label, SCORES[tested.best[-1]].label
    found = []
    if tested.base_brier is not None:
        brier = tested.row("logistic").brier
        ours, base = _value(brier), _value(tested.base_brier)
        found.append(Text(
            f"Brier score of the logistic chances {ours}; of the bare rate of entry {base}.",
            f"逻辑回归概率的布赖尔分数 {ours}；只用进入率为 {base}。",
        ))  # fmt: skip
    if chosen.score.role == "baseline":
        found.append(Text(
            f"Nothing makes better lists than the best baseline, {label.en}: use that.",
            f"没有哪种分值的清单优于最好的基线“{label.zh}”，请用该基线。",
        ))  # fmt: skip
    else:
        found.append(Text(
            f"Best lists: {label.en}; best baseline: {best.en}.", f"清单最好的分值：{label.zh}；最好的基线：{best.zh}。"
        ))  # fmt: skip
    if chosen.at is not None and tested.by_chance is not None:
        right, lot = tested.at * chosen.at.value, tested.at * tested.by_chance.value
        found.append(Text(
            f"Of {tested.at} industries so proposed {right:.1f} arrived; of {tested.at} drawn by lot {lot:.1f}.",
            f"如此列出的 {tested.at} 个行业中有 {right:.1f} 个进入；随机抽取 {tested.at} 个则有 {lot:.1f} 个。",
        ))  # fmt: skip
    return tuple(found)


def _number(value: float) -> str:
    return f"{value:.3f}".replace("-", "−")


def _value(each: Estimate | None) -> str:
    return "–" if each is None else _number(each.value)


def _span(each: Estimate | None) -> str:
    if each is None or each.low is None or each.high is None or console().width < _WIDE:
        return _value(each)
    low, high = _number(each.low), _number(each.high)
    return both(f"{_number(each.value)} ({low} to {high})", f"{_number(each.value)}（{low} 至 {high}）")
