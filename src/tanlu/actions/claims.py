"""Check claims, the programme's or a user's own."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.errors import BadClaim
from tanlu.evidence.store import Store
from tanlu.lineage.claims import Claim, claim_of, packaged_claims, read_claims
from tanlu.lineage.recipes import recipes
from tanlu.lineage.verdict import Checked, check
from tanlu.registers.indicators import series
from tanlu.text import Text


def check_claims(store: Store, path: Path | None = None) -> tuple[Checked, ...]:
    """Check every claim of a file, or those that ship with Tanlu.

    Raises
    ------
    BadClaim, UnknownName, BadReference, NotComparable
        If a claim cannot be checked as written; no verdict is given for any then.
    """
    claims: tuple[Claim, ...] = read_claims(path) if path else packaged_claims()
    return tuple(check(each, store) for each in claims)


def claims_example() -> str:
    """Return a claims file to start from: the packaged one."""
    return (files("tanlu.lineage") / "data" / "claims.toml").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement about one figure, or two in relation, as a person enters it.

    Parameters
    ----------
    en, zh : str
        The sentence in each language; one may be empty, and stands for both then.
    measure, region : str
        Indicator and region code.
    year : str
        The year that it is about.
    stated, unit : str
        The number that it states, and in which unit; empty takes that of the indicator.
    hedge_en, hedge_zh : str
        The hedge word of each language, such as "nearly" and "近"; empty for none.
    how, beside : str
        A key of :data:`RELATIONS`, and what the figure is held against: a region, or for growth a year.
    """

    en: str
    zh: str
    measure: str
    region: str
    year: str
    stated: str
    unit: str = ""
    hedge_en: str = ""
    hedge_zh: str = ""
    how: str = ""
    beside: str = ""


RELATIONS: Final = {
    "": Text("one figure", "单个数字"),
    "share": Text("its share of another region's", "占另一地区的比重"),
    "ratio": Text("how many times another region's", "为另一地区的多少倍"),
    "growth": Text("its growth since another year", "较另一年份的增幅"),
}
"""How a sentence may relate two figures of one indicator."""
_UNITS: Final = {"share": "percent", "ratio": "times", "growth": "percent"}


def _basis(said: Sentence) -> dict[str, Any]:
    """Return how a sentence is recomputed: from one figure, or from two in relation."""
    words = {"en": "as entered", "zh": "按填写内容"}
    first = f"{said.measure}/{said.region}/{{year}}"
    if not said.how:
        return {**words, "formula": "x", "inputs": {"x": first}}
    if said.how not in RELATIONS or not said.beside:
        raise BadClaim(
            ("It is not said what the figure is held against.", "未说明与什么相比。"),
            ("Choose another region, or for growth another year.", "请选择另一地区；增幅请填写另一年份。"),
        )
    if said.how == "growth":
        second = f"{said.measure}/{said.region}/{said.beside}"
        return {**words, "formula": "(x - y) / y", "inputs": {"x": first, "y": second}}
    second = f"{said.measure}/{said.beside}/{{year}}"
    return {**words, "formula": "x / y", "inputs": {"x": first, "y": second}}


def check_sentence(said: Sentence, store: Store) -> Checked:
    """Check a statement about one figure.

    Raises
    ------
    BadClaim, UnknownName, BadReference, NotComparable
        If it cannot be checked as it was entered.
    """
    if not (said.en.strip() or said.zh.strip()):
        raise BadClaim(
            ("There is no sentence to check.", "没有可核对的句子。"),
            ("Write it in one of the languages or in both.", "请用中文或英文写出，也可两者都写。"),
        )
    if not said.year.isascii() or not said.year.isdigit():
        raise BadClaim(
            (f"{said.year!r} is no year.", f"{said.year!r} 不是年份。"),
            ("Write one such as 2023.", "请写如 2023。"),
        )
    cells = {
        "id": "your_own",
        "kind": "number",
        "en": said.en or said.zh,
        "zh": said.zh or said.en,
        "stated": said.stated,
        "hedge_en": said.hedge_en,
        "hedge_zh": said.hedge_zh,
        "year": said.year,
        "years": said.year,
        "basis": [_basis(said)],
    }
    code = (
        said.unit
        or _UNITS.get(said.how)
        or (recipes()[said.measure].unit if said.measure in recipes() else series(said.measure).unit)
    )
    return check(claim_of(cells | {"unit": code}, "the form"), store)
