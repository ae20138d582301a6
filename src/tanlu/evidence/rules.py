"""Rules on imported rows: each a query that names the row, the column and the reason."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tanlu.evidence.readers.shape import Rejected, Taken
from tanlu.evidence.staging import NUMBERS, VETTED
from tanlu.evidence.vetting import unit_fits
from tanlu.registers.indicators import all_series
from tanlu.registers.units import codes, unit
from tanlu.text import Text

if TYPE_CHECKING:
    import duckdb

MOST_NAMED: Final = 10_000
"""Rejected rows that are named; a file with more is counted in full."""
_ABSENT: Final = "('missing', 'suppressed', 'not_applicable')"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on one row.

    Parameters
    ----------
    field : str
        The field whose column is named.
    broken : str
        Condition over ``settled`` that holds for rows that break it.
    reason : Text
        Why such a row is refused.
    """

    field: str
    broken: str
    reason: Text


RULES: Final = (
    Rule(
        "value",
        f"NOT given AND status NOT IN {_ABSENT}",
        Text(
            "The value is empty; an absent figure needs a status: missing, suppressed or not_applicable.",
            "数值为空；没有数字时须填写状态：missing、suppressed 或 not_applicable。",
        ),
    ),
    Rule(
        "status",
        f"given AND status IN {_ABSENT}",
        Text(
            "The status says that there is no figure, yet one stands there.",
            "状态表示没有数字，但数值栏有数字。",
        ),
    ),
    Rule(
        "unit",
        "unit = '' AND NOT unit_given",
        Text(
            "The unit is missing; write one such as Mt, persons or percent.",
            "缺少单位；请填写 Mt、人、% 等。",
        ),
    ),
    Rule(
        "value",
        "signed AND unit <> 'percent'",
        Text(
            "The cell carries a percent sign, but its unit is not percent.",
            "该格带百分号，但其单位不是百分比。",
        ),
    ),
    Rule(
        "value",
        "unit = 'fraction' AND kind = 'share' AND value NOT BETWEEN 0 AND 1",
        Text(
            "A fraction lies between 0 and 1; if percent is meant, write the unit percent.",
            "小数比例须在0至1之间；如为百分比，请将单位写为 percent。",
        ),
    ),
    Rule(
        "value",
        "unit = 'percent' AND series LIKE '%share%' AND value NOT BETWEEN 0 AND 100",
        Text("A share lies between 0 and 100 percent.", "比重须在0%至100%之间。"),
    ),
    Rule(
        "value",
        "value < low OR value > high",
        Text("The value lies outside its own bounds.", "数值超出其上下限。"),
    ),
    Rule(
        "value",
        "value < 0 AND regexp_matches(series, '^(coal_production|raw_coal|generation|installed_capacity|employment|"
        "population)') AND series <> 'generation_pumped_storage'",
        Text(
            "Output, capacity, generation and jobs are never negative.", "产量、装机、发电量和就业不得为负。"
        ),
    ),
    Rule(
        "note_en",
        "(note_en = '') <> (note_zh = '')",
        Text(
            "The note is in one language only; give both, or use one column called note.",
            "备注只有一种语言；请同时提供中英文，或只用一个 note 列。",
        ),
    ),
)


def find_rejected(
    connection: "duckdb.DuckDBPyConnection", taken: Taken, held: dict[str, frozenset[str]]
) -> tuple[tuple[Rejected, ...], int]:
    """Return the rows that break a rule, in the order of the file, and how many there are.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Holds ``staged``, the maps, and ``settled``.
    taken : Taken
        What the reader found; rows that it could not place are counted in.
    held : dict of str to frozenset of str
        Units in which packaged releases hold each series.
    """
    connection.execute('CREATE TABLE rejected (row BIGINT, "column" VARCHAR, en VARCHAR, zh VARCHAR)')
    for each in taken.rejected[:MOST_NAMED]:
        connection.execute(
            "INSERT INTO rejected VALUES (?, ?, ?, ?)", [each.row, each.column, *_both(each.reason)]
        )
    for field in VETTED:
        _reject_cells(connection, field, f"map_{field}", taken)
    for field in NUMBERS:
        _reject_cells(connection, field, "map_number", taken)
    for rule in RULES:
        _reject(connection, rule.field, rule.broken, rule.reason, taken)
    _reject_units(connection, taken, held)
    _reject_mixed(connection, taken)
    _reject_twice(connection)
    count = connection.execute("SELECT count(DISTINCT row) FROM rejected").fetchone()
    named = connection.execute(
        f"SELECT DISTINCT * FROM rejected WHERE en <> '' ORDER BY row, \"column\", en LIMIT {MOST_NAMED}"  # noqa: S608
    ).fetchall()
    more = max(0, len(taken.rejected) - MOST_NAMED)
    return tuple(Rejected(row, column, Text(en, zh)) for row, column, en, zh in named), (count or (0,))[
        0
    ] + more


def _both(text: Text) -> tuple[str, str]:
    return text.en, text.zh


def heading(field: str, taken: Taken) -> str:
    """Return how a person knows the column of a field."""
    return taken.headings.get(field, "year" if field == "period" else field)


def _reject_cells(connection: "duckdb.DuckDBPyConnection", field: str, table: str, taken: Taken) -> None:
    bad = connection.execute(f"SELECT count(*) FROM {table} WHERE en <> ''").fetchone()  # noqa: S608
    if not bad or not bad[0]:
        return
    connection.execute(
        f"INSERT INTO rejected SELECT row, CASE WHEN ? AND heading <> '' THEN heading ELSE ? END, en, zh "  # noqa: S608
        f"FROM staged JOIN {table} ON raw = staged.{field} WHERE en <> ''",
        [field == "value", heading(field, taken)],
    )


def _reject(
    connection: "duckdb.DuckDBPyConnection", field: str, condition: str, reason: Text, taken: Taken
) -> None:
    connection.execute(
        f"INSERT INTO rejected SELECT row, CASE WHEN ? AND heading <> '' THEN heading ELSE ? END, ?, ? "  # noqa: S608
        f"FROM settled WHERE {condition}",
        [field == "value", heading(field, taken), reason.en, reason.zh],
    )


def _reject_units(
    connection: "duckdb.DuckDBPyConnection", taken: Taken, held: dict[str, frozenset[str]]
) -> None:
    pairs = connection.execute("SELECT DISTINCT series, unit FROM settled").fetchall()
    for series_id, code in pairs:
        if series_id not in all_series() or code not in codes():
            continue
        if unit_fits(series_id, code, held.get(series_id, frozenset())):
            continue
        title, given, own = (
            all_series()[series_id].title,
            unit(code).name,
            unit(all_series()[series_id].unit).name,
        )
        reason = Text(
            f"{title.en} is measured in units like {own.en}, not in {given.en}.",
            f"{title.zh}应以“{own.zh}”一类的单位计量，而不是“{given.zh}”。",
        )
        condition = f"series = '{series_id}' AND unit = '{code}'"
        _reject(connection, "unit", condition, reason, taken)


def _reject_mixed(connection: "duckdb.DuckDBPyConnection", taken: Taken) -> None:
    """Refuse percent beside fraction in one column: signs on some cells only, or a hundredfold step between years."""
    mixed = connection.execute(
        "SELECT series, heading, min(row) FILTER (signed) FROM settled WHERE given AND unit = 'percent' "
        "GROUP BY series, heading HAVING bool_or(signed) AND NOT bool_and(signed)"
    ).fetchall()
    for series_id, over, row in mixed:
        reason = Text(
            f"The cell has no percent sign, but row {row} of the same column has one: is it percent or a fraction?",
            f"该格没有百分号，而同列第 {row} 行有：是百分比还是小数？",
        )
        quoted = over.replace("'", "''")
        condition = (
            f"series = '{series_id}' AND heading = '{quoted}' AND unit = 'percent' AND given AND NOT signed"
        )
        _reject(connection, "value", condition, reason, taken)
    connection.execute(
        "INSERT INTO rejected SELECT row, CASE WHEN heading <> '' THEN heading ELSE ? END, "
        "'The value ' || value || ' beside ' || other || ' in row ' || beside || "
        "' looks like a fraction among percent; write the percent sign in every cell.', "
        "'数值 ' || value || ' 与第 ' || beside || ' 行的 ' || other || ' 相比，疑似百分比中混入小数；请在每格写明百分号。' "
        "FROM (SELECT row, heading, value, lag(value) OVER years AS before, lag(row) OVER years AS row_before, "
        "lead(value) OVER years AS after, lead(row) OVER years AS row_after, "
        "CASE WHEN before BETWEEN 30 * value AND 300 * value THEN before ELSE after END AS other, "
        "CASE WHEN before BETWEEN 30 * value AND 300 * value THEN row_before ELSE row_after END AS beside "
        "FROM settled WHERE kind = 'share' AND unit = 'percent' AND given AND NOT signed AND value IS NOT NULL "
        "WINDOW years AS (PARTITION BY series, dims, region, source ORDER BY period)) "
        "WHERE value > 0 AND value <= 1 AND other BETWEEN 30 * value AND 300 * value",
        [heading("value", taken)],
    )


def _reject_twice(connection: "duckdb.DuckDBPyConnection") -> None:
    key = "series, dims, region, period, source"
    connection.execute(
        f"CREATE TABLE twice AS SELECT {key}, min(n) AS first, min(row) AS first_row FROM settled "  # noqa: S608
        f"WHERE series <> '' AND region <> '' AND period <> '' AND source <> '' GROUP BY {key} HAVING count(*) > 1"
    )
    connection.execute(
        "INSERT INTO rejected SELECT row, heading, "  # noqa: S608
        "'The key ' || series || '/' || region || '/' || period || '~' || source || ' stands in row ' || first_row || "
        "' already; tell the two apart by dims, or drop one.', "
        "'条目 ' || series || '/' || region || '/' || period || '~' || source || ' 已见于第 ' || first_row || "
        "' 行；请用 dims 区分，或删去其一。' "
        f"FROM settled JOIN twice USING ({key}) WHERE n > first"
    )
