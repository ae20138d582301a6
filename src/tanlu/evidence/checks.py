"""Named checks on a release: each a query that returns the rows that break it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tanlu.errors import BrokenRelease
from tanlu.evidence.fact import STATUSES
from tanlu.registers.indicators import packaged_series, scopes
from tanlu.registers.regions import regions
from tanlu.registers.units import codes
from tanlu.text import Text

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Check:
    """A rule every release keeps.

    Parameters
    ----------
    id : str
        Short name.
    rule : Text
        The rule as a sentence.
    failing : str
        SQL over ``facts`` and ``sources`` that selects one text column naming each row that breaks it.
    """

    id: str
    rule: Text
    failing: str

    def broken(self, connection: "duckdb.DuckDBPyConnection") -> list[str]:
        """Return what breaks the rule; empty when it holds."""
        return [str(row[0]) for row in connection.execute(self.failing).fetchall()]

    def demand(self, connection: "duckdb.DuckDBPyConnection", release: str) -> None:
        """Raise :class:`BrokenRelease` that names the first rows if the rule is broken."""
        found = self.broken(connection)
        if found:
            shown = "; ".join(found[:3])
            raise BrokenRelease(
                (
                    f"Release {release} breaks the rule {self.id!r} in {len(found)} rows: {shown}.",
                    f"数据版本 {release} 有 {len(found)} 行违反规则 {self.id!r}：{shown}。",
                ),
                (self.rule.en, self.rule.zh),
            )


_REF = "series || '[' || dims || ']/' || region || '/' || period || '~' || source"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


_STATUSES = _listed(STATUSES)
_TEXTS = (
    "series", "dims", "region", "period", "source", "unit", "status", "scope", "locator", "note_en", "note_zh",
    "published",
)  # fmt: skip
_ANY_NULL = " OR ".join(f"{name} IS NULL" for name in _TEXTS)
_SAID = ("id", "title_en", "title_zh", "publisher_en", "publisher_zh", "published", "licence")
_ANY_EMPTY = " OR ".join(f"coalesce({name}, '') = ''" for name in _SAID)
_ABSENT = "('missing', 'suppressed', 'not_applicable')"

CHECKS: Final = (
    Check(
        "text_is_never_null",
        Text("A cell of text may be empty, never null.", "文本单元格可为空，但不得为 null。"),
        f"SELECT concat_ws('/', series, region, period, source) FROM facts WHERE {_ANY_NULL}",  # noqa: S608
    ),
    Check(
        "one_row_per_key",
        Text(
            "Two rows under one full key are told apart by a dimension or refused.",
            "同一完整键下的两行须以维度区分，否则拒收。",
        ),
        f"SELECT {_REF} FROM facts GROUP BY ALL HAVING count(*) > 1",  # noqa: S608
    ),
    Check(
        "absence_is_a_status",
        Text(
            "A value is a finite number, or its status says why there is none.",
            "数值须为有限数；若无数值，须由状态说明原因。",
        ),
        f"SELECT {_REF} FROM facts WHERE (value IS NULL) <> (status IN {_ABSENT}) OR NOT isfinite(coalesce(value, 0))",  # noqa: S608
    ),
    Check(
        "absence_has_a_reason",
        Text("A stated absence says why, in both languages.", "缺失须以两种语言说明原因。"),
        f"SELECT {_REF} FROM facts WHERE value IS NULL AND (note_en = '' OR note_zh = '')",  # noqa: S608
    ),
    Check(
        "known_status",
        Text("Every status is one of the eight that Tanlu knows.", "状态须为探路规定的八种之一。"),
        f"SELECT {_REF} FROM facts WHERE status NOT IN ({_STATUSES})",  # noqa: S608
    ),
    Check(
        "known_source",
        Text("Every figure names a source of the release.", "每个数字须注明本版本收录的来源。"),
        f"SELECT {_REF} FROM facts WHERE source NOT IN (SELECT id FROM sources)",  # noqa: S608
    ),
    Check(
        "known_series",
        Text(
            "Every series is one of the register of indicators, or one of a person's own that the release declares.",
            "指标须为指标登记表所收录，或为本版本所定义的自有指标。",
        ),
        f"SELECT {_REF} FROM facts WHERE series NOT IN ({_listed(packaged_series())}) "  # noqa: S608
        "AND series NOT IN (SELECT id FROM own_series)",
    ),
    Check(
        "known_region",
        Text("Every region is one of the register, by its code.", "地区须为地区登记表所收录的代码。"),
        f"SELECT {_REF} FROM facts WHERE region NOT IN ({_listed(regions())})",  # noqa: S608
    ),
    Check(
        "known_unit",
        Text("Every unit is a code of the register of units.", "单位须为单位登记表所收录的代码。"),
        f"SELECT {_REF} || ' ' || unit FROM facts WHERE unit NOT IN ({_listed(codes())})",  # noqa: S608
    ),
    Check(
        "known_scope",
        Text("Every scope is a code of the register of scopes.", "口径须为口径登记表所收录的代码。"),
        f"SELECT {_REF} || ' ' || scope FROM facts WHERE scope NOT IN ({_listed(scopes())})",  # noqa: S608
    ),
    Check(
        "published_is_a_day",
        Text(
            "The date of publication is a day, such as 2023-12-31.", "发布日期须精确到日，例如 2023-12-31。"
        ),
        f"SELECT {_REF} FROM facts WHERE NOT regexp_full_match(published, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')",  # noqa: S608
    ),
    Check(
        "sources_in_both_languages",
        Text(
            "A source has id, title, publisher, date and licence, in both languages.",
            "来源须有编号、标题、发布者、日期和许可，标题与发布者须同时有中英文。",
        ),
        f"SELECT coalesce(id, '?') FROM sources WHERE {_ANY_EMPTY} "  # noqa: S608
        "OR (coalesce(note_en, '') = '') <> (coalesce(note_zh, '') = '')",
    ),
    Check(
        "one_row_per_source",
        Text("A source is described once.", "每个来源只著录一次。"),
        "SELECT id FROM sources GROUP BY id HAVING count(*) > 1",
    ),
    Check(
        "notes_in_both_languages",
        Text("A note exists in both languages or not at all.", "注释须同时有中英文，或都没有。"),
        f"SELECT {_REF} FROM facts WHERE (note_en = '') <> (note_zh = '')",  # noqa: S608
    ),
    Check(
        "year_of_four_digits",
        Text(
            "A period is a year of four digits between 1500 and 2199.", "时期须为1500至2199年间的四位年份。"
        ),
        f"SELECT {_REF} FROM facts WHERE NOT regexp_full_match(period, '(1[5-9]|20|21)[0-9]{{2}}')",  # noqa: S608
    ),
    Check(
        "shares_within_bounds",
        Text("A share lies between 0 and 100 percent.", "比重须在0%至100%之间。"),
        f"SELECT {_REF} FROM facts WHERE unit = 'percent' AND series LIKE '%share%' AND value NOT BETWEEN 0 AND 100",  # noqa: S608
    ),
    Check(
        "bounds_hold_the_value",
        Text("A value lies between its own bounds.", "数值须在其上下限之间。"),
        f"SELECT {_REF} FROM facts WHERE value < low OR value > high",  # noqa: S608
    ),
    Check(
        "output_is_not_negative",
        Text(
            "Output, capacity, generation and jobs are never negative.", "产量、装机、发电量和就业不得为负。"
        ),
        f"SELECT {_REF} FROM facts WHERE value < 0 AND regexp_matches("  # noqa: S608
        "series, '^(coal_production|raw_coal|generation|installed_capacity|employment|population)') "
        "AND series <> 'generation_pumped_storage'",
    ),
)
