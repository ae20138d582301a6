"""Ballots from a folder: statements.csv, roster.csv, groups.csv and votes.csv, in UTF-8 or GB18030."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from tanlu.accord.ballot import Ballots, Grouping, Statement, ballots, few, read_vote
from tanlu.analysis.opinion.votes import natural
from tanlu.errors import BadTable
from tanlu.registers.regions import regions
from tanlu.text import Text

STATEMENTS: Final = "statements.csv"
ROSTER: Final = "roster.csv"
GROUPS: Final = "groups.csv"
VOTES: Final = "votes.csv"

_ALIASES: Final = {
    "编号": "id", "statement_id": "id", "英文": "en", "english": "en", "中文": "zh", "chinese": "zh",
    "投票人": "voter", "ballot": "voter", "陈述": "statement", "投票": "vote", "时间": "time", "timestamp": "time",
    "属性": "attribute", "组": "group", "国别": "country", "利益相关方": "stakeholder",
}  # fmt: skip
_TITLES: Final = {
    "country": Text("country", "国别"),
    "stakeholder": Text("stakeholder group", "利益相关方"),
    "sector": Text("sector", "领域"),
}
_COUNTRIES: Final = {"CN": "CHN", "US": "USA"}


def read_ballots(folder: Path) -> Ballots:
    """Return the ballots of a folder.

    ``statements.csv`` has the columns id, en, zh; ``roster.csv`` has voter (a code, not a name) and one column for each way
    of grouping, such as country; ``groups.csv`` names groups in both languages (attribute, group, en, zh; countries are
    known by CHN and USA); ``votes.csv`` has voter, statement, vote, oldest first or with a column time.

    Raises
    ------
    BadTable
        If a file is missing or cannot be read, a statement exists in one language only, a group has no name in both, a
        voter is not on the roster, or a vote is none of the three.
    """
    statements = _statements(folder / STATEMENTS)
    roster = read_rows(folder / ROSTER, ("voter",))
    attributes = [key for key in (roster[0] if roster else {}) if key != "voter"]
    names = _group_names(folder / GROUPS)
    groupings = [_grouping(each, roster, names) for each in attributes]
    return ballots(statements, groupings, [row["voter"] for row in roster], read_votes(folder / VOTES))


def read_votes(path: Path) -> list[tuple[str, str, int]]:
    """Return voter, statement and vote, oldest first.

    Raises
    ------
    BadTable
        If a vote is none of the three, or a time is no number.
    """
    rows = in_order(read_rows(path, ("voter", "statement", "vote")), path)
    found = []
    for row in rows:
        vote = read_vote(row["vote"])
        if vote is None:
            raise BadTable(
                (f"{path.name}: a vote reads {row['vote']!r}.", f"{path.name}：有一票写作“{row['vote']}”。"),
                ("Write agree, pass or disagree (or 1, 0, -1).", "请写同意、略过或不同意（或 1、0、-1）。"),
            )
        found.append((row["voter"], row["statement"], vote))
    return found


def in_order(rows: list[dict[str, str]], path: Path) -> list[dict[str, str]]:
    """Return rows by their time, where there is one; equal times stay as they stand."""
    if not rows or "time" not in rows[0]:
        return rows
    try:
        return sorted(rows, key=lambda row: float(row["time"]))
    except ValueError as error:
        raise BadTable(
            (f"{path.name}: a time is not a number.", f"{path.name}：有一处时间不是数字。"),
            (
                "Give seconds or milliseconds, or leave the column out and write votes oldest first.",
                "请写秒或毫秒数；也可删去此列，按先后顺序排列。",
            ),
        ) from error


def read_rows(
    path: Path, needed: Sequence[str], aliases: Mapping[str, str] = _ALIASES
) -> list[dict[str, str]]:
    """Return the rows of a CSV file by our names of its columns, cells stripped, empty rows left out.

    Raises
    ------
    BadTable
        If the file is missing, not readable as text, broken, or lacks a column.
    """
    try:
        lines = list(csv.reader(io.StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise BadTable(
            (f"{path.name} is not a well-formed CSV file.", f"{path.name} 不是格式正确的 CSV 文件。"),
            ("Save it again as CSV; quotation marks must be closed.", "请重新另存为 CSV；引号须成对。"),
        ) from error
    lines = [[cell.strip() for cell in line] for line in lines]
    lines = [line for line in lines if any(line)]
    head = [aliases.get(cell.casefold(), cell) for cell in lines[0]] if lines else []
    lost = [each for each in needed if each not in head]
    if lost:
        raise BadTable(
            (f"{path.name} has no column {', '.join(lost)}.", f"{path.name} 缺少列：{'、'.join(lost)}。"),
            (f"Its first line must name: {', '.join(needed)}.", f"首行须写明：{'、'.join(needed)}。"),
        )
    return [_row(head, line, path) for line in lines[1:]]


def _row(head: list[str], line: list[str], path: Path) -> dict[str, str]:
    if len(line) > len(head):
        raise BadTable(
            (
                f"{path.name}: a row has more cells than the first line.",
                f"{path.name}：有一行的单元格多于首行。",
            ),
            ("Put text with a comma in quotation marks.", "含逗号的文字请加英文双引号。"),
        )
    return dict(zip(head, line + [""] * (len(head) - len(line)), strict=True))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadTable(
            (f"{path} cannot be read: there is no such file, or no right to it.",
             f"无法读取 {path}：文件不存在，或没有权限。"),
            ("A folder of votes holds statements.csv, roster.csv, groups.csv and votes.csv.",
             "投票文件夹须含 statements.csv、roster.csv、groups.csv 和 votes.csv。"),
        ) from error  # fmt: skip
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTable(
        (
            f"{path.name} is neither UTF-8 nor GB18030.",
            f"{path.name} 既不是 UTF-8 编码，也不是 GB18030 编码。",
        ),
        ("Save it again as CSV UTF-8.", "请重新另存为 UTF-8 编码的 CSV。"),
    )


def _statements(path: Path) -> list[Statement]:
    rows = read_rows(path, ("id", "en", "zh"))
    alone = [row["id"] for row in rows if not row["en"] or not row["zh"]]
    if alone:
        en, zh = few(alone)
        raise BadTable(
            (f"{path.name}: these statements exist in one language only: {en}.",
             f"{path.name}：以下陈述只有一种语言：{zh}。"),
            ("Give both texts, reviewed: with one language a country, people would vote on different sentences.",
             "请补齐经审定的中英文：若各国只看一种语言，双方所投的就不是同一句话。"),
        )  # fmt: skip
    return [Statement(row["id"], Text(row["en"], row["zh"])) for row in rows]


def _group_names(path: Path) -> dict[tuple[str, str], Text]:
    if not path.exists():
        return {}
    rows = read_rows(path, ("attribute", "group", "en", "zh"))
    alone = [row["group"] or row["attribute"] for row in rows if not row["en"] or not row["zh"]]
    if alone:
        raise _unnamed(alone)
    return {(row["attribute"], row["group"]): Text(row["en"], row["zh"]) for row in rows}


def _grouping(
    attribute: str, roster: Iterable[dict[str, str]], names: Mapping[tuple[str, str], Text]
) -> Grouping:
    of = {row["voter"]: row[attribute] for row in roster}
    empty = [voter for voter, group in of.items() if not group]
    if empty:
        en, zh = few(sorted(empty, key=natural))
        raise BadTable(
            (
                f"{ROSTER}: no {attribute} is given for {en}.",
                f"{ROSTER}：以下投票人没有填写 {attribute}：{zh}。",
            ),
            ("Declare every voter's group before the vote.", "请在投票前申报每人所属的组。"),
        )
    groups = sorted(set(of.values()), key=natural)
    named = {each: _name(attribute, each, names) for each in groups}
    unnamed = [each for each, text in named.items() if text is None]
    title = names.get((attribute, "")) or _TITLES.get(attribute)
    if unnamed or title is None:
        raise _unnamed(unnamed or [attribute])
    return Grouping(attribute, title, {each: text for each, text in named.items() if text is not None}, of)


def _name(attribute: str, group: str, names: Mapping[tuple[str, str], Text]) -> Text | None:
    given = names.get((attribute, group))
    if given or attribute != "country":
        return given
    found = regions().get(_COUNTRIES.get(group.upper(), group.upper()))
    return found.name if found else None


def _unnamed(groups: Sequence[str]) -> BadTable:
    en, zh = few(groups)
    return BadTable(
        (f"No name in both languages for: {en}.", f"以下分组或属性没有中英文名称：{zh}。"),
        (
            f"Name them in {GROUPS}: attribute, group, en, zh (an empty group names the attribute itself).",
            f"请在 {GROUPS} 中写明：attribute、group、en、zh（group 留空即为属性本身的名称）。",
        ),
    )
