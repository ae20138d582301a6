"""Check claims: recompute the figure for each year and say how the statement stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Literal

from tanlu.errors import BadClaim, NoFigure, NotComparable
from tanlu.evidence.comparability import SAME, Comparison, compare, compare_in_ratio
from tanlu.evidence.store import Store
from tanlu.lineage.claims import Basis, Claim
from tanlu.lineage.derived import Derived, Input
from tanlu.lineage.figure import Figure, figure
from tanlu.lineage.formula import evaluate, summed
from tanlu.lineage.hedges import Hedge
from tanlu.lineage.recipe import Recipe
from tanlu.lineage.recipes import recipes
from tanlu.lineage.run import finish
from tanlu.registers.indicators import series
from tanlu.registers.regions import inside, region
from tanlu.registers.wording import say
from tanlu.text import LANGS, Lang, Text

Verdict = Literal["supported", "understated", "overstated", "contradicted", "cannot be checked"]
VERDICTS: Final[dict[Verdict, Text]] = {
    "supported": Text("supported", "相符"),
    "understated": Text("understated", "低估"),
    "overstated": Text("overstated", "高估"),
    "contradicted": Text("contradicted", "不符"),
    "cannot be checked": Text("cannot be checked", "无法核对"),
}


@dataclass(frozen=True, slots=True)
class Year:
    """A claim recomputed for one year.

    Parameters
    ----------
    year : int
        The year.
    value : float or None
        The recomputed figure in the claim's unit; None for a ranking.
    verdict : Verdict
        How the English statement stands on this year's figures.
    refs : tuple of str
        Full references of every figure used.
    detail : Text
        The figure, or the ranking, as a reader sees it.
    made : Derived or None
        The recomputed figure with everything it was made from; None for a ranking.
    """

    year: int
    value: float | None
    verdict: Verdict
    refs: tuple[str, ...]
    detail: Text
    made: Derived | None = None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A claim recomputed on one basis."""

    label: Text
    comparison: Comparison
    caveats: tuple[Text, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with its verdict.

    Parameters
    ----------
    claim : Claim
        The statement.
    verdict : Verdict
        On the figures of the claim's year, as the English states it.
    by_language : dict of str to Verdict
        The verdict as each language states it: hedges may differ.
    bases : tuple of Recomputed
        The first decides.
    holds_for : tuple of int
        Years for which the English statement is supported on the first basis.
    why : Text
        The verdict's reason as a sentence.
    """

    claim: Claim
    verdict: Verdict
    by_language: dict[Lang, Verdict]
    bases: tuple[Recomputed, ...]
    holds_for: tuple[int, ...]
    why: Text

    @property
    def refs(self) -> tuple[str, ...]:
        """Return every figure used on the first basis in the deciding year, or in all years if none."""
        years = self.bases[0].years if self.bases else ()
        deciding = [each for each in years if each.year == self.claim.year] or list(years)
        return tuple(dict.fromkeys(ref for each in deciding for ref in each.refs))

    def deciding(self) -> Year | None:
        """Return the recomputed year that decides, or None."""
        years = self.bases[0].years if self.bases else ()
        return next((each for each in years if each.year == self.claim.year), None)


def check(claim: Claim, store: Store) -> Checked:
    """Check one claim against a store.

    Raises
    ------
    NotComparable
        If its formula adds unlike things or divides figures that must not be compared.
    """
    if claim.kind == "membership":
        return _membership(claim)
    if claim.kind == "ranking":
        return _finish(claim, (_ranking(claim, store),))
    return _finish(claim, tuple(_recompute(claim, basis, store) for basis in claim.bases))


def judge(value: float, claim: Claim, word: Hedge) -> Verdict:
    """Return how a recomputed figure stands to what a claim states with a hedge word."""
    if claim.stated is None:
        raise BadClaim(
            (f"{claim.id} states no figure.", f"{claim.id} 没有给出数字。"),
            ("Add stated.", "请补充 stated。"),
        )
    low, high = claim.stated.bounds(word)
    if value > high:
        return "understated"
    return "overstated" if value < low else "supported"


def _finish(claim: Claim, bases: tuple[Recomputed, ...]) -> Checked:
    first = bases[0]
    deciding = next((each for each in first.years if each.year == claim.year), None)
    if deciding is None:
        have = ", ".join(str(each.year) for each in first.years)
        why = Text(
            f"No figures for {claim.year}" + (f"; there are for {have}." if have else "."),
            f"没有{claim.year}年的数字" + (f"；有数字的年份：{have}。" if have else "。"),
        )
        return Checked(
            claim, "cannot be checked", dict.fromkeys(LANGS, "cannot be checked"), bases, _holds(first), why
        )
    verdicts = {lang: _said(deciding, claim, lang) for lang in LANGS}
    why = deciding.detail
    return Checked(claim, deciding.verdict, verdicts, bases, _holds(first), why)


def _said(found: Year, claim: Claim, lang: Lang) -> Verdict:
    return found.verdict if found.value is None else judge(found.value, claim, claim.hedges[lang])


def _holds(basis: Recomputed) -> tuple[int, ...]:
    return tuple(each.year for each in basis.years if each.verdict == "supported")


def _recompute(claim: Claim, basis: Basis, store: Store) -> Recomputed:
    years, used = [], []
    for year in claim.years:
        found = _figures(basis, year, store)
        if found is None:
            continue
        used.append(found)
        made = _made(claim, basis, year, found, store)
        said = Text(
            f"{say(made.value, claim.unit, 'en')} in {year}", f"{year}年为{say(made.value, claim.unit, 'zh')}"
        )
        verdict = judge(made.value, claim, claim.hedges["en"])
        years.append(Year(year, made.value, verdict, _refs(found.values()), said, made))
    comparison = _comparison(basis, used[-1] if used else {})
    caveats = tuple(
        dict.fromkeys(caveat for found in used for each in found.values() for caveat in each.caveats)
    )
    return Recomputed(basis.label, comparison, caveats, tuple(years))


def _made(claim: Claim, basis: Basis, year: int, found: dict[str, Figure], store: Store) -> Derived:
    """Return the recomputed figure as a derived value, so that it can be traced like any other."""
    values = {name: (each.value, each.unit) for name, each in found.items()}
    comparison = _comparison(basis, found)
    caveats = [] if comparison.grade == "A" else [comparison.reason]
    caveats += [caveat for each in found.values() for caveat in each.caveats]
    place = claim.bases.index(basis)
    recipe = Recipe(
        id=f"claim_{claim.id}" + (f"_{place + 1}" if place else ""),
        version=1,
        title=Text(f"Recomputed: {claim.statement.en}", f"重新计算：{claim.statement.zh}"),
        method=Text(f"{basis.formula}; {basis.label.en}", f"{basis.formula}；{basis.label.zh}"),
        unit=claim.unit,
        ways=(),
        nowhere=Text("a figure of the formula is not held", "公式所需数字未收录"),
    )
    return finish(
        Derived(
            recipe=recipe,
            region="WORLD",
            year=year,
            value=evaluate(basis.formula, values, claim.unit),
            inputs=tuple(Input(name, each.origin, each.value, each.unit, ()) for name, each in found.items()),
            grade="A" if comparison.grade == "X" else comparison.grade,  # X was refused above
            caveats=tuple(dict.fromkeys(caveats)),
            releases=(),
            formula=basis.formula,
        ),
        store,
    )


def _figures(basis: Basis, year: int, store: Store) -> dict[str, Figure] | None:
    try:
        return {name: figure(text.replace("{year}", str(year)), store) for name, text in basis.inputs.items()}
    except NoFigure:
        return None


def _refs(found: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(fact.ref) for each in found for fact in each.facts()))


def _comparison(basis: Basis, found: dict[str, Figure]) -> Comparison:
    """Return the weakest class among the figures; refuse a formula that joins what must not be joined."""
    ids = {
        name: each.origin.ref.series for name, each in found.items() if not isinstance(each.origin, Derived)
    }
    together = summed(basis.formula)
    worst = Comparison("A", SAME)
    for one, other in combinations(ids, 2):
        pair = ids[one], ids[other]
        joined = compare(*pair) if frozenset((one, other)) in together else compare_in_ratio(*pair)
        if joined.grade == "X":
            raise NotComparable(
                (f"The formula {basis.formula!r} joins {' and '.join(pair)}: {joined.reason.en}.",
                 f"公式 {basis.formula!r} 混用了 {'、'.join(pair)}：{joined.reason.zh}。"),
                ("Use figures of one concept and kind; `tanlu evidence show SERIES` gives both.",
                 "请使用同一概念、同一类型的数字；运行 `tanlu evidence show 指标` 可查看。"),
            )  # fmt: skip
        worst = max(worst, joined, key=lambda each: each.grade)
    weak = max(
        (each.origin for each in found.values() if isinstance(each.origin, Derived)), key=_grade, default=None
    )
    if weak is not None and weak.grade > worst.grade:
        return Comparison(weak.grade, weak.caveats[0])
    return worst


def _grade(made: Derived) -> str:
    return made.grade


def _ranking(claim: Claim, store: Store) -> Recomputed:
    years = [each for year in claim.years if (each := _ranked(claim, year, store))]
    label = Text(
        f"ranked by {_title(claim.measure).en}, {region(claim.among).name.en}",
        f"按{_title(claim.measure).zh}排序（{region(claim.among).name.zh}）",
    )
    return Recomputed(
        label,
        Comparison("C", label) if claim.measure in recipes() else Comparison("A", SAME),
        (),
        tuple(years),
    )


def _title(name: str) -> Text:
    return recipes()[name].title if name in recipes() else series(name).title


def _ranked(claim: Claim, year: int, store: Store) -> Year | None:
    found: dict[str, Figure] = {}
    for each in inside(claim.among):
        try:
            found[each.code] = figure(f"{claim.measure}/{each.code}/{year}", store)
        except NoFigure:
            continue
    if not set(claim.members) <= set(found):
        return None
    amounts = {
        code: evaluate("x", {"x": (each.value, each.unit)}, claim.unit) for code, each in found.items()
    }
    order = sorted(amounts, key=lambda code: -amounts[code])
    top = order[: len(claim.members)]
    unseen = _unseen(claim, year, amounts, store)
    smallest = min(amounts[code] for code in claim.members)
    verdict: Verdict = "supported" if set(top) == set(claim.members) else "contradicted"
    if verdict == "supported" and (unseen is None or unseen > smallest):
        verdict = "cannot be checked"
    detail = _ranking_detail(
        year, {code: amounts[code] for code in order[: len(claim.members) + 1]}, claim.unit
    )
    if verdict == "cannot be checked":
        detail = _doubt(detail, unseen, claim.unit)
    return Year(year, None, verdict, _refs(found.values()), detail)


def _ranking_detail(year: int, amounts: dict[str, float], code: str) -> Text:
    en = ", ".join(f"{region(each).name.en} {say(amount, code, 'en')}" for each, amount in amounts.items())
    zh = "、".join(f"{region(each).name.zh}{say(amount, code, 'zh')}" for each, amount in amounts.items())
    return Text(f"{year}: {en}", f"{year}年：{zh}")


def _doubt(detail: Text, unseen: float | None, code: str) -> Text:
    if unseen is None:
        return Text(f"{detail.en}; the total is not held", f"{detail.zh}；未收录总量")
    return Text(
        f"{detail.en}; {say(unseen, code, 'en')} more lie in places with no figure here, so another may rank higher",
        f"{detail.zh}；另有{say(unseen, code, 'zh')}产自此处没有数字的地区，排序可能改变",
    )


def _unseen(claim: Claim, year: int, amounts: dict[str, float], store: Store) -> float | None:
    """Return what the regions without a figure make together: no one of them can exceed it."""
    try:
        whole = figure(f"{claim.measure}/{claim.among}/{year}", store)
    except NoFigure:
        return None
    return max(evaluate("x", {"x": (whole.value, whole.unit)}, claim.unit) - sum(amounts.values()), 0.0)


def _membership(claim: Claim) -> Checked:
    found = {code: region(code) for code in claim.members}
    wrong = [
        each
        for each in found.values()
        if not each.statistical_region or each.statistical_region.en != claim.expected
    ]
    verdict: Verdict = "contradicted" if wrong else "supported"
    listed_en = "; ".join(
        f"{each.name.en} is in {each.statistical_region.en}"
        for each in found.values()
        if each.statistical_region
    )
    listed_zh = "；".join(
        f"{each.name.zh}属{each.statistical_region.zh}" for each in found.values() if each.statistical_region
    )
    why = Text(
        f"{len(wrong)} of {len(found)} lie elsewhere: {listed_en}."
        if wrong
        else f"All lie there: {listed_en}.",
        f"{len(found)}个地区中有{len(wrong)}个不属于该区域：{listed_zh}。"
        if wrong
        else f"均属该区域：{listed_zh}。",
    )
    return Checked(claim, verdict, dict.fromkeys(LANGS, verdict), (), (), why)


def to_json(found: Checked) -> dict[str, Any]:
    """Return a checked claim as plain data."""
    first = found.bases[0].years if found.bases else ()
    return {
        "id": found.claim.id,
        "statement": found.claim.statement.to_json(),
        "verdict": found.verdict,
        "verdict_by_language": found.by_language,
        "year": found.claim.year or None,
        "stated": found.claim.stated.value if found.claim.stated else None,
        "unit": found.claim.unit if found.claim.stated else None,
        "why": found.why.to_json(),
        "by_year": [_year_json(each) for each in first],
        "holds_for": list(found.holds_for),
        "by_region": _by_region(found.claim) if found.claim.kind == "membership" else None,
        "bases": [
            {
                "label": each.label.to_json(),
                "comparability": each.comparison.grade,
                "reason": each.comparison.reason.to_json(),
                "caveats": [caveat.to_json() for caveat in each.caveats],
                "by_year": [_year_json(year) for year in each.years],
            }
            for each in found.bases
        ],
        "refs": list(found.refs),
    }


def _year_json(found: Year) -> dict[str, Any]:
    return {
        "year": found.year,
        "value": found.value,
        "verdict": found.verdict,
        "detail": found.detail.to_json(),
    }


def _by_region(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "region": code,
            "statistical_region": each.statistical_region.to_json() if each.statistical_region else None,
            "as_claimed": bool(each.statistical_region and each.statistical_region.en == claim.expected),
        }
        for code, each in ((code, region(code)) for code in claim.members)
    ]
