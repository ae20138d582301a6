"""The store: an in-memory DuckDB over verified releases."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.errors import BrokenRelease, CorruptRelease, NoFigure, UnknownName
from tanlu.evidence.fact import ABSENT, Fact, Ref
from tanlu.evidence.own_series import gather
from tanlu.evidence.policy import Policy
from tanlu.evidence.preference import Answer, Preference, choose
from tanlu.evidence.release import TABLES, Release, packaged_folders, read, user_folders
from tanlu.evidence.rows import COLUMNS, fact, load, read_preferences, read_sources
from tanlu.evidence.source import Source
from tanlu.period import PartialDate, spans
from tanlu.registers.indicators import hold_own, series
from tanlu.registers.regions import region
from tanlu.registers.tables import nearest
from tanlu.text import Text

if TYPE_CHECKING:
    import duckdb

_SHORT: Final = 20_000
"""Rows up to which a series is read whole."""


@dataclass(frozen=True, slots=True)
class Store:
    """Read-only access to every figure that Tanlu and the user hold.

    Open one with :meth:`open`. A store can be narrowed to what was published by a date with
    :meth:`as_of`.

    Parameters
    ----------
    releases : tuple of Release
        Verified, oldest first.
    cutoff : str
        ISO date; figures published later are not seen. Empty means no limit.
    """

    releases: tuple[Release, ...]
    connection: "duckdb.DuckDBPyConnection" = field(repr=False)
    cutoff: str = ""
    _preferences: list[Preference] = field(default_factory=list, repr=False)
    _sources: dict[str, Source] = field(default_factory=dict, repr=False)
    _memory: dict[tuple[str, str], list[Fact]] = field(default_factory=dict, repr=False)
    _sizes: dict[str, int] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, home: Path | None = None) -> "Store":
        """Verify and open the packaged releases, and those the user keeps under ``home``.

        Raises
        ------
        CorruptRelease
            If any file does not match its descriptor; nothing is opened then.
        """
        own = [read(folder, packaged=False) for folder in user_folders(home)] if home else []
        releases = [read(folder, packaged=True) for folder in packaged_folders()] + own
        return cls.over(tuple(sorted(releases, key=lambda each: (each.published, each.id))))

    @classmethod
    def over(cls, releases: tuple[Release, ...]) -> "Store":
        """Open verified releases; the series that they declare are known from then on, and no others."""
        import duckdb  # noqa: PLC0415 - 0.2 CPU-s that `tanlu --help` need not pay

        if not releases:
            raise BrokenRelease(
                ("No evidence release is installed.", "没有安装任何数据版本。"),
                (
                    "Install Tanlu again; the packaged release is missing.",
                    "请重新安装 Tanlu；随附的数据版本缺失。",
                ),
            )
        ids = [each.id for each in releases]
        twice = next((each for each in ids if ids.count(each) > 1), None)
        if twice:
            raise BrokenRelease(
                (f"Two releases are called {twice!r}.", f"有两个数据版本都叫 {twice!r}。"),
                (
                    "Remove one under TANLU_HOME, or write it again under a name of its own.",
                    "请删去 TANLU_HOME 下的一个，或另取名称重新写出。",
                ),
            )
        own = gather((each.id, each.series) for each in releases)
        connection = duckdb.connect(":memory:", config={"threads": 2, "autoinstall_known_extensions": False})
        try:
            for table in TABLES:
                load(connection, table, releases)
            connection.execute("CREATE TABLE own_series AS SELECT unnest(?::VARCHAR[]) AS id", [list(own)])
            store = cls(releases, connection)
            store._preferences.extend(read_preferences(connection, ids))
            store._sources.update(read_sources(connection, ids))
            sizes = connection.execute("SELECT series, count(*) FROM facts GROUP BY series").fetchall()
            store._sizes.update({str(series_id): int(count) for series_id, count in sizes})
        except duckdb.Error as error:
            raise CorruptRelease(
                (
                    f"The tables of the releases {', '.join(ids)} do not have the columns of a release.",
                    f"数据版本 {'、'.join(ids)} 的表缺少规定的列。",
                ),
                (
                    "Write your own with tanlu.evidence.build.write_release; else install Tanlu again.",
                    "自有版本请用 tanlu.evidence.build.write_release 写出；否则请重新安装 Tanlu。",
                ),
            ) from error
        hold_own(own)
        return store

    def as_of(self, date: str) -> "Store":
        """Return a store that sees only what was published by the end of ``date``.

        A figure whose source gives only a year of publication counts from the last day of it.
        """
        day = PartialDate.parse(date).last_day
        return Store(
            self.releases, self.connection, day, self._preferences, self._sources, self._memory, self._sizes
        )

    def answer(self, ref: Ref | str) -> Answer:
        """Resolve a reference to one figure, its rivals, and the reason for the preference.

        Raises
        ------
        UnknownName, BadReference
            If the reference names something unknown or cannot be read.
        NoFigure
            If no figure stands there; the years that have one are named.
        BrokenRelease
            If one release holds several rows under one full key.
        """
        wanted = Ref.parse(ref) if isinstance(ref, str) else ref
        series(wanted.series)
        region(wanted.region)
        found = self._latest(self._select(wanted))
        if wanted.source and (not found or wanted.source not in {each.ref.source for each in found}):
            raise self._nothing(wanted, [each.ref.source for each in found])
        if not found:
            raise self._nothing(wanted, [])
        chosen = choose(found, self._preferences, self._packaged)
        if not wanted.source:
            return chosen
        named = [each for each in found if each.ref.source == wanted.source]
        rest = tuple(each for each in (chosen.fact, *chosen.rivals) if each is not named[0])
        return Answer(named[0], rest, Text("asked for by source", "按指定来源取用"))

    def fact(self, ref: Ref | str) -> Fact:
        """Return the preferred figure for ``ref``; raises as :meth:`answer` does."""
        return self.answer(ref).fact

    def find(self, series_id: str, region_code: str, year: int) -> Fact | None:
        """Return the preferred figure without dimensions, or None where there is none or it is stated absent."""
        found = self._latest(self._select(Ref(series_id, region_code, str(year))))
        if not found:
            return None
        chosen = choose(found, self._preferences, self._packaged).fact
        return None if chosen.status in ABSENT else chosen

    def absence(self, series_id: str, region_code: str) -> Fact | None:
        """Return the latest stated absence of a series in a region, if there is one."""
        found = [each for each in self._held(series_id, region_code) if each.status in ABSENT]
        return max(found, key=lambda each: each.year, default=None)

    def facts(self, series_id: str, region_code: str) -> tuple[Fact, ...]:
        """Return the preferred figure of each year (and dimension), stated absences included, by year."""
        groups: dict[tuple[str, ...], list[Fact]] = {}
        for each in self._held(series_id, region_code):
            groups.setdefault(each.ref.key, []).append(each)
        chosen = (
            choose(self._latest(group), self._preferences, self._packaged).fact for group in groups.values()
        )
        return tuple(sorted(chosen, key=lambda each: (each.year, each.ref.dims)))

    def years(self, series_id: str, region_code: str) -> tuple[int, ...]:
        """Return the years in which a figure stands."""
        return tuple(
            sorted({each.year for each in self._held(series_id, region_code) if each.value is not None})
        )

    def coverage(self) -> list[tuple[str, str, int, str, str]]:
        """Return series, region, number of figures, first and last year, for everything held."""
        sql = (
            "SELECT series, region, count(*), min(period), max(period) FROM facts "
            "WHERE value IS NOT NULL AND published <= ? GROUP BY series, region ORDER BY series, region"
        )
        return [
            (str(a), str(b), int(n), str(c), str(d))
            for a, b, n, c, d in self._rows(sql, [self.cutoff or "9999"])
        ]

    def source(self, source_id: str) -> Source:
        """Return a source.

        Raises
        ------
        UnknownName
            If no release holds it.
        """
        if source_id in self._sources:
            return self._sources[source_id]
        offers = nearest(source_id, self._sources)
        raise UnknownName(
            (f"No source is called {source_id!r}.", f"没有名为 {source_id!r} 的来源。"),
            (
                f"Did you mean {', '.join(offers)}?"
                if offers
                else "`tanlu evidence list --sources` shows them.",
                f"您要找的是否是：{'、'.join(offers)}？"
                if offers
                else "运行 `tanlu evidence list --sources` 可查看。",
            ),
        )

    def sources(self) -> tuple[Source, ...]:
        """Return every source, by id."""
        return tuple(self._sources[key] for key in sorted(self._sources))

    def units(self) -> list[tuple[str, str]]:
        """Return every pair of a series and a unit in which a packaged release gives it."""
        sql = "SELECT DISTINCT series, unit FROM facts WHERE list_contains(?, release)"
        return [(str(series_id), str(code)) for series_id, code in self._rows(sql, [list(self._packaged)])]

    def packaged_sources(self) -> frozenset[str]:
        """Return the ids of the sources that packaged releases describe."""
        sql = "SELECT DISTINCT id FROM sources WHERE list_contains(?, release)"
        return frozenset(str(row[0]) for row in self._rows(sql, [list(self._packaged)]))

    def policies(self, region_codes: tuple[str, ...]) -> tuple[Policy, ...]:
        """Return the dated rules of these regions, earliest first; each as the newest release gives it."""
        sql = (
            "SELECT region, date, title_en, title_zh, kind_en, kind_zh, summary_en, summary_zh, source, release, row "
            "FROM policies WHERE list_contains(?, region) "
            "QUALIFY row_number() OVER (PARTITION BY region, date, title_en "
            "ORDER BY list_position(?, release) DESC) = 1 ORDER BY date, region, title_en"
        )
        values = [list(region_codes), [each.id for each in self.releases]]
        return tuple(Policy.from_row(row) for row in self._rows(sql, values))

    def release(self, release_id: str) -> Release:
        """Return a release by id.

        Raises
        ------
        UnknownName
            If there is none.
        """
        for each in self.releases:
            if each.id == release_id:
                return each
        known = ", ".join(each.id for each in self.releases)
        raise UnknownName(
            (f"No release is called {release_id!r}.", f"没有名为 {release_id!r} 的数据版本。"),
            (f"Known releases: {known}.", f"现有版本：{known}。"),
        )

    @property
    def _packaged(self) -> frozenset[str]:
        return frozenset(each.id for each in self.releases if each.packaged)

    def _rows(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, values).fetchall()

    def _held(self, series_id: str, region_code: str) -> list[Fact]:
        """Return every row of a series in a region that the cutoff lets through; read once, then remembered."""
        key = series_id, region_code
        if key not in self._memory:
            self._read(series_id, region_code)
        held = self._memory.get(key, [])
        return [each for each in held if each.published <= self.cutoff] if self.cutoff else held

    def _read(self, series_id: str, region_code: str) -> None:
        """Read a series into memory: all of it where it is short, since a query costs as much as 2,000 rows."""
        size = self._sizes.get(series_id, 0)
        if size == 0 or (series_id, "") in self._memory:
            return
        whole = size <= _SHORT
        condition, values = ("", [series_id]) if whole else ("AND region = ?", [series_id, region_code])
        sql = f"SELECT {COLUMNS} FROM facts WHERE series = ? {condition} ORDER BY ALL"  # noqa: S608
        if whole:
            self._memory[series_id, ""] = []
        for row in self._rows(sql, values):
            held = fact(row)
            self._memory.setdefault((series_id, held.ref.region), []).append(held)

    def _select(self, ref: Ref) -> list[Fact]:
        if ref.release:
            self.release(ref.release)
        return [
            each
            for each in self._held(ref.series, ref.region)
            if each.ref.key == ref.key and ref.release in ("", each.ref.release)
        ]

    def _latest(self, found: list[Fact]) -> list[Fact]:
        """Keep, for each source, the row of its newest release."""
        order = {each.id: place for place, each in enumerate(self.releases)}
        newest: dict[str, Fact] = {}
        for each in sorted(found, key=lambda fact: order[fact.ref.release]):
            held = newest.get(each.ref.source)
            if held and held.ref.release == each.ref.release:
                raise BrokenRelease(
                    (f"Release {held.ref.release} holds two rows under {each.ref}.",
                     f"数据版本 {held.ref.release} 在 {each.ref} 下有两行。"),
                    ("Tell the two apart by a dimension, or drop one.", "请用维度区分两行，或删去其中一行。"),
                )  # fmt: skip
            newest[each.ref.source] = each
        return list(newest.values())

    def _nothing(self, ref: Ref, sources: list[str]) -> NoFigure:
        held = [each for each in self._held(ref.series, ref.region) if each.value is not None]
        years = spans([each.year for each in held if each.ref.dims == ref.dims])
        kinds = sorted(
            {str(each.ref.open()) for each in held if each.ref.dims and each.ref.period == ref.period}
        )
        name = region(ref.region).name
        if sources:
            do = (f"Sources here: {', '.join(sources)}.", f"此处的来源：{'、'.join(sources)}。")
        elif kinds:
            do = (f"It is held by part: {', '.join(kinds)}.", f"该指标分项收录：{'、'.join(kinds)}。")
        elif years:
            do = (
                f"Years with a figure: {years}.",
                f"有数据的年份：{years.replace(', ', '、').replace('–', '—')}。",
            )
        else:
            do = (
                f"`tanlu evidence list --region {ref.region}` shows what {name.en} has.",
                f"运行 `tanlu evidence list --region {ref.region}` 可查看{name.zh}已有的数据。",
            )
        title = series(ref.series).title
        return NoFigure(
            (
                f"No figure stands at {ref} ({title.en}, {name.en}).",
                f"{ref} 处没有数据（{name.zh}{title.zh}）。",
            ),
            do,
        )
