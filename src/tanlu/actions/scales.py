"""Scales of a survey: how far items hold together, whether they measure the same in every group, what may be compared."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from tanlu.actions.study import demand_column, read_table
from tanlu.analysis.scales.bias import SIZES, Bias, item_bias
from tanlu.analysis.scales.gate import SAYS, STEP, Verdict, gate
from tanlu.analysis.scales.invariance import Ladder, Partial, invariance, partial
from tanlu.analysis.scales.reliability import Reliability, reliability
from tanlu.analysis.scales.vignettes import Ranks, Standing, ranks, standing
from tanlu.analysis.survey.asked import Table
from tanlu.analysis.survey.publication import FEWEST_PEOPLE
from tanlu.errors import BadReference, BadTable
from tanlu.text import Text

Floats = NDArray[np.float64]
FICTIONAL: Final = Text(
    "An invented survey of three invented regions in two languages; nobody was asked.",
    "以下为三个虚构地区、两种语言的虚构调查，没有任何真实受访者。",
)
NOBODY: Final = Text("no margin of error: this is not a probability sample", "不提供误差范围：非概率样本")


@dataclass(frozen=True, slots=True)
class ScaleAsked:
    """What is asked of a scale.

    Parameters
    ----------
    items : tuple of str
        Columns of numbers.
    group : str
        Column of the language or country.
    reverse : tuple of str
        Items worded the other way round.
    own : str
        The item that vignettes belong to; the first if not named.
    vignettes : tuple of str
        Lowest first.
    convenience : bool
    compare : bool
        Whether a difference is asked for, which the gate may refuse.
    """

    items: tuple[str, ...]
    group: str = ""
    reverse: tuple[str, ...] = ()
    own: str = ""
    vignettes: tuple[str, ...] = ()
    convenience: bool = False
    compare: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A group against the first one, as far as the gate lets it out.

    Parameters
    ----------
    first, other : str
    value : float or None
        Of means; None where ranks are compared.
    error, low, high : float or None
        For ranks, the ends within which the difference of mean C lies.
    """

    first: str
    other: str
    value: float | None
    error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Scaled:
    """All that is told of a scale."""

    asked: ScaleAsked
    groups: tuple[str, ...]
    reliabilities: tuple[tuple[str, Reliability | None], ...]
    ladder: Ladder | None
    partial: Partial | None
    biases: tuple[tuple[str, str, Bias], ...]
    standings: tuple[tuple[str, Standing | None], ...]
    verdict: Verdict | None
    differences: tuple[Difference, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "items": list(self.asked.items),
            "group": self.asked.group or None,
            "groups": list(self.groups),
            "reliability": [_reliability(name, each) for name, each in self.reliabilities],
            "ladder": [_step(each, self.asked.items) for each in self.fits],
            "bias": [_bias(*each) for each in self.biases],
            "vignettes": [
                {"group": name, "people": each.people, "disorder": each.disorder, "unsettled": each.unsettled,
                 "low": each.low, "high": each.high}
                for name, each in self.standings if each and each.people >= FEWEST_PEOPLE
            ],
            "verdict": _verdict(self.verdict),
            "differences": [
                {"first": each.first, "other": each.other, "value": each.value, "error": each.error, "low": each.low,
                 "high": each.high}
                for each in self.differences
            ],
        }  # fmt: skip

    @property
    def fits(self) -> tuple[tuple[Text, Any, tuple[int, ...]], ...]:
        """Each step with its fit and the items freed."""
        if self.ladder is None:
            return ()
        strict = Text("equal residual variances", "残差方差相等")
        told = [(STEP.get(each.step, strict), each, ()) for each in self.ladder.fits]
        if self.partial is not None and self.ladder.reached == "metric":
            at = next(place for place, each in enumerate(told) if each[1].step == "scalar") + 1
            some = Text("equal intercepts but for some", "部分截距相等")
            told.insert(at, (some, self.partial.fit, self.partial.free))  # type: ignore[arg-type]
        return tuple(told)


def _reliability(name: str, each: Reliability | None) -> dict[str, Any]:
    return {
        "group": name or None,
        "people": each.complete if each and each.complete >= FEWEST_PEOPLE else None,
        "alpha": each.alpha.value if each else None,
        "alpha_low": each.alpha.low if each else None,
        "alpha_high": each.alpha.high if each else None,
        "omega": each.omega.value if each else None,
    }


def _step(told: tuple[Text, Any, tuple[int, ...]], items: tuple[str, ...]) -> dict[str, Any]:
    name, each, free = told
    return {
        "step": name.to_json(), "chi_square": each.chi_square, "df": each.df, "cfi": each.cfi, "rmsea": each.rmsea,
        "srmr": each.srmr, "holds": each.holds, "free": [items[at] for at in free],
    }  # fmt: skip


def _bias(item: str, other: str, each: Bias) -> dict[str, Any]:
    return {
        "item": item, "other": other, "people": each.people, "uniform_p": each.uniform_p,
        "crossing_p": each.crossing_p, "rise": each.rise, "shift": each.shift, "flagged": each.is_flagged,
        "nagelkerke": each.nagelkerke, "size": each.size,
        "ets": each.mantel.size if each.mantel else None, "delta": each.mantel.delta if each.mantel else None,
        "said": SIZES[each.size].to_json() if each.size else None,
        "why": each.why.to_json() if each.why else None,
    }  # fmt: skip


def _verdict(each: Verdict | None) -> dict[str, Any] | None:
    if each is None:
        return None
    return {
        "allows": each.allows, "ground": each.ground, "says": SAYS[each.allows].to_json(), "why": each.why.to_json(),
        "do": each.do.to_json() if each.do else None,
    }  # fmt: skip


def scales(path: Path, asked: ScaleAsked) -> Scaled:
    """Return what is told of the scale in a file.

    Raises
    ------
    UnknownName, BadTable, BadReference
        If columns are not there or do not bear a scale.
    HeldBack
        If a difference is asked for and the gate refuses it.
    """
    return scale_of(read_table(path), asked)


def scale_of(table: Table, asked: ScaleAsked) -> Scaled:
    """Return what is told of the scale in a table, as :func:`scales`."""
    _demand(table, asked)
    values = np.column_stack([table.numbers(each) for each in asked.items])
    turn = [asked.items.index(each) for each in asked.reverse]
    if turn:
        ends = np.nanmin(values) + np.nanmax(values)
        values[:, turn] = ends - values[:, turn]
    seen = np.isfinite(values)
    words = table.words(asked.group) if asked.group else np.full(len(values), "")
    groups = tuple(sorted({str(each) for each in words if each}))
    told = [("", _try_reliability(values, seen))]
    told += [(name, _try_reliability(values[words == name], seen[words == name])) for name in groups]
    if told[0][1] is None:
        reliability(values, seen)  # whose refusal says why
    if len(groups) < 2:
        return Scaled(asked, groups, tuple(told), None, None, (), (), None, ())
    kept = np.isin(words, groups)
    ladder, partly, why = _ladder(values[kept], seen[kept], words[kept].tolist())
    found = _ranks(table, asked)
    standings = tuple((name, standing(found, words == name)) for name in groups) if found else ()
    verdict = gate(ladder, partly, tuple(each for _, each in standings), asked.items, why)
    if asked.compare:
        verdict.demand()
    if verdict.allows == "ranks":
        differences = _of_ranks(dict(standings), groups)
    else:
        free = partly.free if verdict.ground == "partial" and partly else ()
        equal = [at for at in range(len(asked.items)) if at not in free]
        score = np.where(seen.all(axis=1), values[:, equal].mean(axis=1), np.nan)
        held = [score[(words == name) & np.isfinite(score)] for name in groups]
        differences = _of_means(held, groups, asked) if verdict.allows == "means" else ()
    return Scaled(
        asked, groups, tuple(told), ladder, partly, _biases(values, seen, words, groups, asked.items), standings, verdict,
        differences,
    )  # fmt: skip


def _demand(table: Table, asked: ScaleAsked) -> None:
    named = (*asked.items, asked.group, *asked.reverse, asked.own, *asked.vignettes)
    for name in filter(None, named):
        demand_column(name, table)
    if (
        len(set(asked.items)) < 2
        or len(set(asked.items)) < len(asked.items)
        or set(asked.reverse) - set(asked.items)
    ):
        raise BadReference(
            ("A scale is two items or more, each once, and reversed ones are among them.",
             "量表须有两个或以上互不重复的题项，反向题须在其中。"),
            ("Name them with --items a,b,c and --reverse b.", "请用 --items a,b,c 和 --reverse b 指定。"),
        )  # fmt: skip


def _try_reliability(values: Floats, seen: NDArray[np.bool_]) -> Reliability | None:
    try:
        return reliability(values, seen)
    except BadTable:
        return None


def _ladder(
    values: Floats, seen: NDArray[np.bool_], words: list[str]
) -> tuple[Ladder | None, Partial | None, Text | None]:
    factors = [0] * values.shape[1]
    try:
        ladder = invariance(values, seen, words, factors)
    except BadTable as error:
        en, zh = error.what
        return None, None, Text(en[:1].lower() + en[1:].rstrip("."), zh.rstrip("。"))
    partly = partial(values, seen, words, factors) if ladder.reached == "metric" else None
    return ladder, partly, None


def _ranks(table: Table, asked: ScaleAsked) -> Ranks | None:
    if not asked.vignettes:
        return None
    own = table.numbers(asked.own or asked.items[0])
    return ranks(own, np.column_stack([table.numbers(each) for each in asked.vignettes]))


def _biases(
    values: Floats,
    seen: NDArray[np.bool_],
    words: NDArray[Any],
    groups: tuple[str, ...],
    items: tuple[str, ...],
) -> tuple[tuple[str, str, Bias], ...]:
    whole = seen.all(axis=1)
    found = []
    for other in groups[1:]:
        kept = whole & np.isin(words, (groups[0], other))
        for at, name in enumerate(items):
            rest = np.delete(values[kept], at, axis=1).sum(axis=1)
            found.append((name, other, item_bias(values[kept, at], rest, words[kept] == other)))
    return tuple(found)


def _of_ranks(standings: dict[str, Standing | None], groups: tuple[str, ...]) -> tuple[Difference, ...]:
    first = standings[groups[0]]
    return tuple(
        Difference(groups[0], other, None, None, each.low - first.high, each.high - first.low)
        for other in groups[1:]
        if first and (each := standings[other])
    )


def _of_means(held: list[Floats], groups: tuple[str, ...], asked: ScaleAsked) -> tuple[Difference, ...]:
    return tuple(
        _welch(groups[0], other, held[0], each, convenience=asked.convenience)
        for other, each in zip(groups[1:], held[1:], strict=True)
    )


def _welch(first: str, other: str, one: Floats, two: Floats, *, convenience: bool) -> Difference:
    value = float(two.mean() - one.mean())
    if convenience:
        return Difference(first, other, value, None, None, None)
    parts = one.var(ddof=1) / len(one), two.var(ddof=1) / len(two)
    error = math.sqrt(sum(parts))
    df = sum(parts) ** 2 / (parts[0] ** 2 / (len(one) - 1) + parts[1] ** 2 / (len(two) - 1))
    reach = float(stdtrit(df, 0.975)) * error
    return Difference(first, other, value, error, value - reach, value + reach)
