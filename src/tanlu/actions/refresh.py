"""Refresh a source: fetch, keep the raw bytes, read, check, show what would change, and only then change it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import sleep

from tanlu.actions.home import home, open_store
from tanlu.actions.own import Imported, writing
from tanlu.actions.progress import silent
from tanlu.errors import BadReference, BadTable, NoAnswer, TanluError
from tanlu.evidence.connectors.answers import demand_kind, refused_key, understood
from tanlu.evidence.connectors.catalogue import CONNECTORS, connector, read_answers
from tanlu.evidence.connectors.checks import demand_bounds
from tanlu.evidence.connectors.fetch import Clock, Fetcher
from tanlu.evidence.connectors.model import PARSER, Connector, Request, Tell, Wish
from tanlu.evidence.connectors.raw import RawStore
from tanlu.evidence.difference import Vintage, differ
from tanlu.evidence.intake import take_rows
from tanlu.evidence.readers.agency import source_id
from tanlu.evidence.readers.mapping import Mapping, read_mapping
from tanlu.evidence.readers.shape import Taken
from tanlu.evidence.release import Release, read, user_folders
from tanlu.period import parse_years
from tanlu.text import Text


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the time here, with its zone."""
        return datetime.now(tz=UTC).astimezone()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        sleep(seconds)


@dataclass(frozen=True, slots=True)
class Listed:
    """A connector as a list shows it: whether its key is set, and when it was last fetched."""

    connector: Connector
    key_set: bool
    fetched: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh would change, or did.

    Parameters
    ----------
    imported : Imported
        Rows, names, what was left out or refused, and the difference.
    connector : Connector
        Whose figures they are.
    before : str
        The vintage that it was compared with; empty means everything that is held.
    files, size : int
        Raw answers, and their bytes.
    """

    imported: Imported
    connector: Connector
    before: str
    files: int
    size: int

    @property
    def changes_nothing(self) -> bool:
        """Return whether every figure stands in the vintage before as it is."""
        found = self.imported.difference
        return self.imported.unchanged or bool(
            self.before and found and not (found.new or found.changed or found.gone)
        )


Confirm = Callable[[Refreshed], bool]


def list_connectors() -> tuple[Listed, ...]:
    """Return every connector, without looking at the network."""
    found = []
    for each in CONNECTORS.values():
        runs = RawStore(_raw_folder(each)).runs()
        last = str(runs[-1]["finished"])[:10] if runs else ""
        found.append(Listed(each, bool(each.key_env and os.environ.get(each.key_env)), last))
    return tuple(found)


def refresh(
    name: str,
    *,
    files: tuple[Path, ...] = (),
    years: str = "",
    mapping: Path | None = None,
    base: str = "",
    confirm: Confirm = lambda _: True,
    tell: Tell = silent,
    clock: Clock | None = None,
) -> Refreshed:
    """Fetch a source, or read files of it that were downloaded by hand, and make a new vintage of its figures.

    Parameters
    ----------
    name : str
        The connector.
    files : tuple of Path
        Hand downloads; empty asks the service.
    years : str
        Such as ``2015-2024``; empty takes what the connector has.
    mapping : Path or None
        Mapping file with names of series.
    base : str
        Another address of the same service.
    confirm : callable
        Shown what would change; only if it returns true is anything changed.
    tell : callable
        Told the progress.
    clock : Clock or None
        Time; None means that of the machine.

    Raises
    ------
    NoAnswer
        If the service cannot be reached, refuses, or answers something else. Nothing is changed then.
    BadTable
        If figures or totals are not sound. Nothing is changed then.
    """
    house, time = connector(name), clock or SystemClock()
    today = time.now().date().isoformat()
    known = read_mapping(mapping) if mapping else Mapping()
    wish = Wish(_years(years, house, int(today[:4])), _vintage(house, today), today, known)
    raw = RawStore(_raw_folder(house))
    run = _Run(house, wish, raw, time)
    with writing(home()):
        if files:
            _take_files(files, raw, time)
        else:
            _gather(run, base=base, tell=tell)
        try:
            return _settle(run, confirm)
        except TanluError:
            raw.discard()  # what cannot be read is not kept for another try
            raise


@dataclass(frozen=True, slots=True)
class _Run:
    house: Connector
    wish: Wish
    raw: RawStore
    clock: Clock


def _years(text: str, house: Connector, this_year: int) -> tuple[int, int]:
    if not text:
        start = house.first_year if house.first_year > 0 else this_year + house.first_year
        return start, this_year
    found = parse_years(text)
    if found[-1] - found[0] + 1 != len(found):
        raise BadReference(
            (f"The years {text!r} have a gap.", f"年份 {text!r} 不连续。"),
            ("Write one range, such as 2015-2024.", "请写成一个范围，例如 2015-2024。"),
        )
    return found[0], found[-1]


def _vintage(house: Connector, today: str) -> str:
    """Return a name that no release has, nor had: what was removed keeps its name."""
    taken = {each.name for part in ("releases", "removed") for each in (home() / part).glob("*")}
    name, number = f"{house.id}-{today}", 2
    while name in taken:
        name, number = f"{house.id}-{today}-{number}", number + 1
    return name


def _raw_folder(house: Connector) -> Path:
    return home() / "raw" / house.id


def _gather(run: _Run, *, base: str, tell: Tell) -> None:
    house, raw, clock = run.house, run.raw, run.clock
    key = _key(house)
    if house.gather is None:
        raise NoAnswer(
            (f"{house.publisher.en} gives this as a file, not by a service.",
             f"{house.publisher.zh}只以文件形式提供该数据。"),
            (
                f"Get {house.by_hand.en} at {house.page}, then run tanlu evidence refresh {house.id} --from FILE.",
                f"请到 {house.page} 获取{house.by_hand.zh}，再运行 tanlu evidence refresh {house.id} --from 文件。",
            ),
        )  # fmt: skip
    fetcher = Fetcher(house, base, clock, raw.folder / "parts", key)

    def ask(request: Request, done: int, whole: int) -> bytes | None:
        url = fetcher.address(request)
        held = raw.found(request, url, clock.now())
        if held is not None:
            return held
        tell(done, whole, Text(f"{house.id}: {request.name}", f"{house.id}：{request.name}"))
        data = fetcher.get(request)
        if data is None:
            return None
        if house.key_refusal and house.key_refusal in data[:2000].lower():
            raise refused_key(house)
        demand_kind(request.kind, data, url)
        if house.inspect:
            house.inspect(data, request, house)
        raw.keep(request, url, data, clock.now())
        return data

    with understood(house.id):
        house.gather(ask, run.wish)


def _key(house: Connector) -> str:
    key = os.environ.get(house.key_env, "").strip() if house.key_env else ""
    if house.key_env and not key and not house.key_optional:
        raise NoAnswer(
            (f"{house.publisher.en} wants a key, and {house.key_env} is not set.",
             f"{house.publisher.zh}要求密钥，而环境变量 {house.key_env} 未设置。"),
            (f"Ask for one at {house.key_page}, then set {house.key_env}.",
             f"请到 {house.key_page} 申请，然后设置 {house.key_env}。"),
        )  # fmt: skip
    return key


def _take_files(files: tuple[Path, ...], raw: RawStore, clock: Clock) -> None:
    names = [each.name for each in files]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise BadTable(
            (f"Two files are called {twice}.", f"有两个文件都叫 {twice}。"),
            ("Give each a name of its own.", "请为它们取不同的文件名。"),
        )
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise BadTable(
                (f"{file} cannot be read: there is no such file, or no right to it.",
                 f"无法读取 {file}：文件不存在，或没有权限。"),
                ("Check the name, and run the command again.", "请核对文件名后重新运行。"),
            ) from error  # fmt: skip
        raw.keep(Request(file.name, ""), f"file:{file.name}", data, clock.now())


def _settle(run: _Run, confirm: Confirm) -> Refreshed:
    taken = read_answers(run.house, run.raw.paths, run.wish)
    before = _before(run.house)
    if before and _digests(run.raw) == before.raw:
        run.raw.finish(before.id, run.clock.now())
        return _told(run, _unchanged(before), before)
    incoming = home() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(dir=incoming))
    try:
        return _build(run, taken, before, work, confirm)
    finally:
        rmtree(work, ignore_errors=True)
        for folder in (incoming, home()):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _build(run: _Run, taken: Taken, before: Release | None, work: Path, confirm: Confirm) -> Refreshed:
    house, wish = run.house, run.wish
    store = open_store()
    found = take_rows(
        taken, wish.mapping, list(run.raw.paths), house.id, f"connector {house.id} {PARSER}",
        name=wish.vintage, work=work, store=store, today=wish.today,
    )  # fmt: skip
    if not found.rows and not found.rejected_count:
        raise NoAnswer(
            (
                f"{house.publisher.en} gives no figure for these years.",
                f"{house.publisher.zh}没有这些年份的数字。",
            ),
            (
                "Nothing was changed; choose other years with --years.",
                "未作任何改动；请用 --years 选择其他年份。",
            ),
        )
    if found.release:
        demand_bounds(house.id, found.release)
    difference = differ(store, found.release, _vintages(run, before)) if found.release else None
    folder = home() / "releases" / wish.vintage
    plan = Imported(
        name=wish.vintage, layout=house.id, file=house.id, rows=found.rows, names=found.taken.names,
        left_out=tuple(found.taken.left_out.items()), rejected=found.rejected, rejected_count=found.rejected_count,
        difference=difference, done=False, folder=folder,
    )  # fmt: skip
    told = _told(run, plan, before)
    if found.release is None:
        run.raw.discard()
        return told
    if told.changes_nothing:
        run.raw.finish(before.id if before else "", run.clock.now())
        return told
    if not confirm(told):
        return told
    folder.parent.mkdir(parents=True, exist_ok=True)
    found.release.rename(folder)
    run.raw.finish(wish.vintage, run.clock.now())
    return replace(told, imported=replace(plan, done=True))


def _vintages(run: _Run, before: Release | None) -> Vintage:
    if before is None:
        return Vintage()
    ends = [source_id("", name.removeprefix(f"{run.house.id}-")) for name in (before.id, run.wish.vintage)]
    return Vintage(before.id, ends[0], ends[1], run.wish.years)


def _told(run: _Run, plan: Imported, before: Release | None) -> Refreshed:
    size = sum(each.bytes for each in run.raw.run)
    return Refreshed(plan, run.house, before.id if before else "", len(run.raw.run), size)


def _unchanged(before: Release) -> Imported:
    return Imported(
        before.id, "", "", 0, {}, (), (), 0, None, done=False, folder=before.folder, unchanged=True
    )


def _digests(raw: RawStore) -> dict[str, str]:
    return {each.name: each.sha256 for each in raw.run}


def _before(house: Connector) -> Release | None:
    """Return the newest vintage of a source that stands in the person's folder."""
    own = [read(folder, packaged=False) for folder in user_folders(home())]
    mine = [each for each in own if each.parser.startswith(f"connector {house.id} ")]
    return max(mine, key=lambda each: (each.published, len(each.id), each.id), default=None)
