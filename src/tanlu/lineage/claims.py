"""The claims register: statements in both languages, and the formula that checks each."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from tanlu.errors import BadClaim, UserMistake
from tanlu.evidence.fact import Ref
from tanlu.lineage.formula import names
from tanlu.lineage.hedges import Hedge, Stated, hedge
from tanlu.lineage.recipes import recipes
from tanlu.period import parse_years
from tanlu.registers.indicators import series
from tanlu.registers.regions import region, regions
from tanlu.registers.tables import nearest
from tanlu.registers.units import unit
from tanlu.text import LANGS, Lang, Text

Kind = Literal["number", "ranking", "membership"]
KINDS: Final[tuple[Kind, ...]] = ("number", "ranking", "membership")


@dataclass(frozen=True, slots=True)
class Basis:
    """One way to recompute a claim's figure.

    Parameters
    ----------
    label : Text
        What is counted.
    formula : str
        Over the names of ``inputs``.
    inputs : dict of str to str
        References with ``{year}`` in place of the year.
    """

    label: Text
    formula: str
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that can be checked.

    Parameters
    ----------
    id : str
        Short name.
    statement : Text
        The sentence in both languages.
    kind : {"number", "ranking", "membership"}
        What sort of statement.
    year : int
        The year whose figures decide the verdict (0 for a membership).
    years : tuple of int
        Every year to compute.
    stated : Stated or None
        The figure, for a number.
    unit : str
        Unit of the figure.
    hedges : dict of str to Hedge
        The hedge word's class in each language.
    bases : tuple of Basis
        Ways to recompute a number; the first decides.
    members : tuple of str
        Regions that a ranking puts on top or a membership speaks of.
    measure, among : str
        Series or recipe that a ranking orders by, and the region within.
    expected : str
        English name of the statistical region that a membership claims.
    """

    id: str
    statement: Text
    kind: Kind
    year: int
    years: tuple[int, ...]
    stated: Stated | None
    unit: str
    hedges: Mapping[Lang, Hedge]
    bases: tuple[Basis, ...]
    members: tuple[str, ...]
    measure: str
    among: str
    expected: str


def packaged_claims() -> tuple[Claim, ...]:
    """Return the claims that ship with Tanlu."""
    text = (files("tanlu.lineage") / "data" / "claims.toml").read_text("utf-8")
    return parse_claims(text, "claims.toml")


def read_claims(path: Path) -> tuple[Claim, ...]:
    """Read a user's claims file.

    Raises
    ------
    BadClaim
        If the file cannot be read, is not TOML, or a claim in it is incomplete or names something unknown.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadClaim(
            (
                f"{path} cannot be read as text ({error.__class__.__name__}).",
                f"{path} 无法作为文本读取（{error.__class__.__name__}）。",
            ),
            ("Give a TOML file in UTF-8.", "请提供 UTF-8 编码的 TOML 文件。"),
        ) from error
    return parse_claims(text, path.name)


def parse_claims(text: str, name: str) -> tuple[Claim, ...]:
    """Read claims from TOML text; raises as :func:`read_claims` does."""
    try:
        found = tomllib.loads(text).get("claim", [])
    except tomllib.TOMLDecodeError as error:
        raise BadClaim(
            (f"{name} is not TOML: {error}.", f"{name} 不是有效的 TOML（{_spot(str(error))}）。"),
            ("Correct that line; `tanlu claims example` prints a file to start from.",
             "请改正该行；运行 `tanlu claims example` 可得到范例。"),
        ) from error  # fmt: skip
    if not found or not isinstance(found, list):
        raise BadClaim(
            (f"{name} holds no [[claim]].", f"{name} 中没有 [[claim]]。"),
            (
                "`tanlu claims example` prints a file to start from.",
                "运行 `tanlu claims example` 可得到范例。",
            ),
        )
    claims = tuple(claim_of(cells, name) for cells in found)
    twice = {each.id for each in claims if [other.id for other in claims].count(each.id) > 1}
    if twice:
        raise BadClaim(
            (
                f"{name} holds the claim {sorted(twice)[0]!r} twice.",
                f"{name} 中论断 {sorted(twice)[0]!r} 出现两次。",
            ),
            ("Give each claim an id of its own.", "请为每条论断设定不同的 id。"),
        )
    return claims


def claim_of(cells: dict[str, Any], name: str) -> Claim:
    """Return a claim from plain data; ``name`` is where it stands, for what is said of a mistake.

    Raises
    ------
    BadClaim, UnknownName, BadReference
        If it is incomplete, or names something unknown.
    """
    found = cells.get("id", "?") if isinstance(cells, dict) else "?"
    where, where_zh = f"{name}, claim {found!r}", f"{name} 中的论断 {found!r}"
    try:
        return _build(cells)
    except UserMistake as error:
        what = f"{where}: {error.what[0]}", f"{where_zh}：{error.what[1]}"
        raise type(error)(what, error.do) from error
    except KeyError as error:
        raise BadClaim(
            (f"{where} lacks {error}.", f"{where_zh} 缺少 {error}。"),
            (
                "Add it; `tanlu claims example` shows every field.",
                "请补充；运行 `tanlu claims example` 可查看全部字段。",
            ),
        ) from error
    except (TypeError, AttributeError, ValueError, OverflowError) as error:
        raise BadClaim(
            (f"{where} has a field of the wrong kind.", f"{where_zh} 有字段类型不对。"),
            ("`tanlu claims example` shows every field.", "运行 `tanlu claims example` 可查看全部字段。"),
        ) from error


def _build(cells: dict[str, Any]) -> Claim:
    kind: Kind = cells["kind"]
    if kind not in KINDS:
        raise BadClaim(
            (f"{kind!r} is no kind of claim.", f"没有 {kind!r} 这种论断类型。"),
            (f"Use one of: {', '.join(KINDS)}.", f"请使用：{'、'.join(KINDS)}。"),
        )
    is_number, is_dated = kind == "number", kind != "membership"
    measure = _known(str(cells["measure"])) if kind == "ranking" else ""
    code = unit(str(cells.get("unit", _unit_of(measure)))).code
    stated = _stated(str(cells["stated"]), code) if is_number else None
    words: dict[Lang, Hedge] = {lang: hedge(cells.get(f"hedge_{lang}", ""), lang) for lang in LANGS}
    year = int(cells["year"]) if is_dated else 0
    years = parse_years(str(cells["years"])) if is_dated else ()
    return Claim(
        id=str(cells["id"]),
        statement=Text(str(cells["en"]), str(cells["zh"])),
        kind=kind,
        year=year,
        years=tuple(sorted({*years, year})) if is_dated else (),
        stated=stated,
        unit=code,
        hedges=words,
        bases=tuple(_basis(each) for each in _several(cells, "basis")) if is_number else (),
        members=_members(cells, kind),
        measure=measure,
        among=region(cells["among"]).code if kind == "ranking" else "",
        expected=_statistical(str(cells["expected"])) if kind == "membership" else "",
    )


def _several(cells: dict[str, Any], name: str) -> list[Any]:
    found = cells[name]
    if not isinstance(found, list) or not found:
        raise BadClaim(
            (f"{name} is not a list of one or more.", f"{name} 不是至少含一项的列表。"),
            (
                "Write it in square brackets, or as [[claim.basis]].",
                "请用方括号写出，或写成 [[claim.basis]]。",
            ),
        )
    return found


def _members(cells: dict[str, Any], kind: Kind) -> tuple[str, ...]:
    if kind == "number":
        return ()
    found = tuple(region(code).code for code in _several(cells, "top" if kind == "ranking" else "regions"))
    outside = [
        code for code in found if kind == "ranking" and region(code).parent != region(cells["among"]).code
    ]
    if outside:
        raise BadClaim(
            (
                f"{outside[0]} is not directly inside {cells['among']}.",
                f"{outside[0]} 不直属于 {cells['among']}。",
            ),
            ("Rank regions of one parent, named under among.", "请只比较同属 among 所列上级的地区。"),
        )
    return found


def _unit_of(measure: str) -> str:
    if not measure:
        return "percent"
    return recipes()[measure].unit if measure in recipes() else series(measure).unit


def _stated(text: str, code: str) -> Stated:
    if (text.endswith("%") or "/" in text) and code != "percent":
        raise BadClaim(
            (f"{text!r} is a share, but the unit is {code}.", f"{text!r} 是比重，而单位为 {code}。"),
            ("Leave the unit out, or state a number in it.", "请省去单位，或写出以该单位计的数字。"),
        )
    return Stated.parse(text)


def _statistical(name: str) -> str:
    """Return the English name of a statistical region, given in either language."""
    held = {each.statistical_region for each in regions().values() if each.statistical_region}
    for each in held:
        if name.strip() in (each.en, each.zh):
            return each.en
    offers = nearest(name, [label for each in held for label in (each.en, each.zh)])
    listed = offers or tuple(sorted(each.en for each in held))
    raise BadClaim(
        (f"No statistical region is called {name!r}.", f"没有名为 {name!r} 的统计区域。"),
        (f"Use one of: {', '.join(listed)}.", f"请使用：{'、'.join(listed)}。"),
    )


def _spot(error: str) -> str:
    match = re.search(r"at line (\d+), column (\d+)", error)
    return f"第{match[1]}行第{match[2]}列" if match else "文件末尾"


def _basis(cells: dict[str, Any]) -> Basis:
    formula, inputs = str(cells["formula"]), dict(cells["inputs"])
    for name in names(formula):
        if name not in inputs:
            raise BadClaim(
                (
                    f"The formula {formula!r} uses {name!r}, which is no input.",
                    f"公式 {formula!r} 使用了未列入 inputs 的 {name!r}。",
                ),
                ("Name its reference under inputs.", "请在 inputs 中写明其引用地址。"),
            )
    for text in inputs.values():
        wanted = Ref.parse(str(text).replace("{year}", "2000"))
        _known(wanted.series)
        region(wanted.region)
    return Basis(
        Text(cells["en"], cells["zh"]), formula, {str(key): str(text) for key, text in inputs.items()}
    )


def _known(name: str) -> str:
    if name not in recipes():
        series(name)
    return name
