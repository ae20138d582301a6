"""Estimates from a file of answers, told as far as the rules of publication let them out."""

import csv
import io
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tanlu.analysis.survey.asked import Asked, Drawn, Row, Table, Wanted, drawn, tabulate
from tanlu.analysis.survey.publication import UNGATED, Rules, Told, crosses_languages, publish
from tanlu.analysis.survey.rscript import to_r_script
from tanlu.analysis.survey.totals import Totals, Weighed, weighed
from tanlu.errors import BadReference, BadTable, CannotWrite, UnknownName, why
from tanlu.registers.tables import nearest
from tanlu.text import Text

EXAMPLE: Final = "study_example.csv"
FICTIONAL: Final = Text(
    "An invented survey of three invented counties; nobody was asked.",
    "以下为虚构县的虚构调查，没有任何真实受访者。",
)


@dataclass(frozen=True, slots=True)
class Study:
    """A table of estimates and what it rests on.

    Parameters
    ----------
    file : str
        Name of the file.
    asked : Asked
    rules : Rules
        Of publication.
    told : tuple of Told
    rows, strata, clusters, df : int
        Of the sample.
    fictional : bool
        Whether it is the example.
    weighed : Weighed or None
        What calibration did to the weights.
    """

    file: str
    asked: Asked
    rules: Rules
    told: tuple[Told, ...]
    rows: int
    strata: int
    clusters: int
    df: int
    fictional: bool
    weighed: Weighed | None = None

    @property
    def caution(self) -> Text | None:
        """What is to be minded where means of languages or countries stand side by side."""
        return UNGATED if crosses_languages(each.row for each in self.told) else None

    def to_json(self) -> dict[str, Any]:
        """Return all of it as plain data."""
        how = self.asked.drawn
        return {
            "file": self.file,
            "fictional": self.fictional,
            "level": self.asked.level,
            "design": {
                "strata": how.strata or None, "clusters": list(how.clusters), "weights": how.weights or None,
                "fpc": list(how.fpc), "lonely": how.lonely, "convenience": how.convenience, "n": self.rows,
                "n_strata": self.strata, "n_clusters": self.clusters, "df": self.df,
            },
            "calibration": _calibration(how.totals, self.weighed),
            "rules": {"answers": self.rules.answers, "people": self.rules.people, "widest": self.rules.widest},
            "caution": self.caution.to_json() if self.caution else None,
            "rows": [_plain(each) for each in self.told],
        }  # fmt: skip


def _calibration(totals: Totals | None, found: Weighed | None) -> dict[str, Any] | None:
    if totals is None or found is None:
        return None
    return {
        "columns": [*totals.columns], "distance": totals.distance, "least_factor": found.low,
        "greatest_factor": found.high, "deff_kish": found.kish, "effective_n": found.effective, "top_1_percent": found.top,
    }  # fmt: skip


def _plain(told: Told) -> dict[str, Any]:
    row: Row = told.row
    found = row.found
    told_count = not told.held_back
    return {
        "kind": row.kind, "variable": row.variable, "category": row.category, "domain": row.domain, "group": row.group,
        "estimate": found.value, "error": found.error, "low": found.low, "high": found.high,
        "n": found.n if told_count else None, "missing": found.missing if told_count else None,
        "df": found.df if told_count else None, "deff": found.deff, "deff_replace": found.deff_replace,
        "held_back": told.held_back, "why": told.why.to_json() if told.why else None,
    }  # fmt: skip


def example() -> str:
    """Return the text of the invented example."""
    return (files("tanlu.actions") / "data" / EXAMPLE).read_text("utf-8")


def estimate(path: Path | None, asked: Asked, rules: Rules) -> Study:
    """Return the estimates of a file; of the invented example for None.

    Parameters
    ----------
    path : Path or None
        A CSV file in UTF-8 with headings, one row a person.
    asked : Asked
        What is wanted.
    rules : Rules
        Of publication.

    Raises
    ------
    BadReference
        If nothing is asked for.
    UnknownName
        If a column is not there; the nearest are named.
    BadTable
        If the file cannot be read as a table, or the design does not hold.
    """
    if not asked.wanted:
        raise BadReference(
            ("No estimate is asked for.", "没有指定要估计什么。"),
            (
                "Name a column, for example --mean wage, --proportion consulted or --quantile wage@0.5.",
                "请指定列，例如 --mean wage、--proportion consulted 或 --quantile wage@0.5。",
            ),
        )
    table = read_table(path)
    for name in asked.columns:
        demand_column(name, table)
    held = drawn(asked.drawn, table)
    told = publish(tabulate(asked, table), rules, convenience=asked.drawn.convenience)
    return Study(
        path.name if path else EXAMPLE, asked, rules, told, held.rows, len(held.first.drawn), len(held.first.group),
        held.df(), path is None, weighed(held),
    )  # fmt: skip


def read_table(path: Path | None) -> Table:
    """Read a CSV file as it stands; the invented example for None.

    Parameters
    ----------
    path : Path or None
        In UTF-8, with headings.

    Raises
    ------
    BadTable
        If it is no such file.
    """
    name = path.name if path else EXAMPLE
    try:
        text = path.read_text("utf-8-sig") if path else example()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(name, error) from error
    return parse_table(name, text)


def parse_table(name: str, text: str) -> Table:
    """Read a table from its text.

    Parameters
    ----------
    name : str
        Of its file, for what is said of mistakes.
    text : str
        CSV with headings.

    Raises
    ------
    BadTable
        If it is no such table.
    """
    try:
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise _unreadable(name, error) from error
    lines = [line for line in lines if line]
    if len(lines) < 2:
        raise BadTable(
            (f"{name} has no rows beneath its headings.", f"{name} 的表头之下没有任何行。"),
            ("Give one row for each person.", "请为每位受访者提供一行。"),
        )
    return Table(_columns(name, lines))


def _unreadable(name: str, error: Exception) -> BadTable:
    return BadTable(
        (f"{name} cannot be read: {why(error)[0]}.", f"无法读取 {name}：{why(error)[1]}。"),
        ("Give a CSV file in UTF-8.", "请提供 UTF-8 编码的 CSV 文件。"),
    )


def demand_column(name: str, table: Table) -> None:
    """Refuse a column that is not there.

    Raises
    ------
    UnknownName
        With the nearest names.
    """
    if name not in table.columns:
        raise _unknown(name, tuple(table.columns))


def _columns(name: str, lines: list[list[str]]) -> dict[str, list[str]]:
    head = lines[0]
    twice = sorted({each for each in head if head.count(each) > 1})
    if twice:
        raise BadTable(
            (f"{name} has the heading {twice[0]!r} twice.", f"{name} 的列名“{twice[0]}”重复。"),
            ("Give each column a name of its own.", "请为每一列取不同的名称。"),
        )
    for at, line in enumerate(lines):
        if len(line) != len(head):
            raise BadTable(
                (
                    f"Line {at + 1} of {name} has {len(line)} cells, the headings {len(head)}.",
                    f"{name} 第{at + 1}行有{len(line)}格，表头有{len(head)}格。",
                ),
                ("Put quotes around cells that hold a comma.", "含逗号的单元格请加英文双引号。"),
            )
    return {heading: list(cells) for heading, cells in zip(head, zip(*lines[1:], strict=True), strict=True)}


def _unknown(name: str, known: tuple[str, ...]) -> UnknownName:
    near = nearest(name, known) or known[:8]
    return UnknownName(
        (f"The file has no column {name!r}.", f"文件中没有列“{name}”。"),
        (f"Nearest: {', '.join(near)}.", f"相近的列名：{'、'.join(near)}。"),
    )


def wanted(
    means: tuple[str, ...],
    totals: tuple[str, ...],
    ratios: tuple[str, ...],
    proportions: tuple[str, ...],
    quantiles: tuple[str, ...],
) -> tuple[Wanted, ...]:
    """Return what is asked for in words such as ``Y/Z`` and ``V@0.5``.

    Parameters
    ----------
    means, totals, proportions : tuple of str
        Columns.
    ratios : tuple of str
        Two columns with a stroke between them.
    quantiles : tuple of str
        A column and a share from 0 to 1, 0.5 if not given.

    Raises
    ------
    BadReference
        If one cannot be read.

    Examples
    --------
    >>> [each.name for each in wanted(("a",), (), ("a/b",), (), ("c",))]
    ['a', 'a/b', 'c@0.5']
    """
    return (
        *(Wanted("mean", (each,)) for each in means),
        *(Wanted("total", (each,)) for each in totals),
        *map(_ratio, ratios),
        *(Wanted("proportion", (each,)) for each in proportions),
        *map(_quantile, quantiles),
    )


def _ratio(text: str) -> Wanted:
    above, stroke, below = text.partition("/")
    if not (above and stroke and below):
        raise BadReference(
            (f"{text!r} is no ratio of two columns.", f"“{text}”不是两列之比。"),
            ("Write it as Y/Z, for example wage/wage_before.", "请写作 Y/Z，例如 wage/wage_before。"),
        )
    return Wanted("ratio", (above, below))


def _quantile(text: str) -> Wanted:
    name, _, share = text.rpartition("@") if "@" in text else (text, "", "0.5")
    try:
        value = float(share)
    except ValueError:
        value = -1.0
    if not (name and 0 < value < 1):
        raise BadReference(
            (f"{text!r} is no quantile of a column.", f"“{text}”不是某列的分位数。"),
            (
                "Write it as V@0.5, with a share between 0 and 1.",
                "请写作 V@0.5，@ 之后为0与1之间的比例。",
            ),
        )
    return Wanted("quantile", (name,), value)


def stages(given: tuple[str, ...], what: Text) -> tuple[str, ...]:
    """Return columns of stages, of which there are two at most.

    Parameters
    ----------
    given : tuple of str
        From the first stage on.
    what : Text
        What they are.

    Raises
    ------
    BadReference
        If there are more than two.
    """
    if len(given) > 2:
        raise BadReference(
            (f"{what.en}: {len(given)} stages.", f"{what.zh}：给了{len(given)}个阶段。"),
            ("Give two at most, the first stage first.", "最多两个，第一阶段在前。"),
        )
    return given


def write_r_script(out: Path, asked: Asked, path: Path) -> None:
    """Write the R script that makes the same table.

    Parameters
    ----------
    out : Path
        Where to.
    asked : Asked
        What was asked.
    path : Path
        The file of answers, as R should open it.

    Raises
    ------
    CannotWrite
        If it cannot be written there.
    """
    try:
        out.write_text(to_r_script(asked, path.as_posix()), "utf-8", newline="\n")
    except OSError as error:
        raise CannotWrite(
            (f"{out} cannot be written: {error.strerror}.", f"无法写入 {out}：{error.strerror}。"),
            ("Choose another place.", "请换一个位置。"),
        ) from error


__all__ = ["Asked", "Drawn", "Rules", "Study", "estimate", "example", "stages", "wanted", "write_r_script"]
