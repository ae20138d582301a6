"""``tanlu dialogue``: plan, keep under rules, let out what the rules let out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json
from tanlu.errors import BadReference

_FOLDER = click.argument("folder", type=click.Path(path_type=Path))


def _to(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--to",
        "audience",
        type=click.Choice(["room", "programme", "public"]),
        default="public",
        show_default=True,
        help=both("Who will see it.", "提供给谁：room 与会者、programme 项目内部、public 公众。"),
    )(command)


def _out(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        help=both("Write it to this file; else to the screen.", "写入该文件；未指定时输出到屏幕。"),
    )(command)


def _text(name: str, *, required: bool = False) -> Callable[..., Any]:
    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for lang, words in (("zh", both("in Chinese", "中文")), ("en", both("in English", "英文"))):
            option = f"--{name}-{lang}" if name else f"--{lang}"
            command = click.option(
                option, f"{name or 'text'}_{lang}", default="", required=required, help=words
            )(command)
        return command

    return add


@click.group(
    help=both(
        "Plan a bilingual dialogue in a folder, keep what is said under its rule, let out what the rule lets out.\n\n"
        "Try: tanlu dialogue new out/example --example · tanlu dialogue plan out/example",
        "在文件夹中筹备双语对话，按规则记录发言，只提供规则允许的内容。\n\n"
        "不妨先试：tanlu dialogue new out/example --example · tanlu dialogue plan out/example",
    )
)
def dialogue() -> None:
    """Hold the commands together."""


@dialogue.command(help=both("Begin a dialogue in FOLDER.", "在 FOLDER 中新建一场对话。"))
@_FOLDER
@click.option("--example", is_flag=True, help=both("A fictional one, complete.", "一个完整的虚构示例。"))
@click.option(
    "--when",
    default="",
    metavar="DATE",
    help=both(
        "As far as it is known: 2026-12~, early December 2026.", "已知的日期，如 2026-12~、2026年12月上旬。"
    ),
)
@_text("title")
def new(folder: Path, example: bool, when: str, title_en: str, title_zh: str) -> None:
    """Begin a dialogue."""
    from tanlu.actions.dialogue import create
    from tanlu.cli.dialogues import blank, put_begun

    if not example and not (title_en and title_zh):
        raise BadReference(
            ("A dialogue needs a title in both languages.", "对话须有中英文标题。"),
            ("Give --title-en and --title-zh, or --example.", "请给出 --title-en 与 --title-zh，或用 --example。"),
        )  # fmt: skip
    made = create(folder, None if example else blank(folder, when, title_en, title_zh))
    put_begun(folder, made)


@dialogue.command(
    help=both(
        "Show the sessions with interpreted times on every clock, holidays of both countries, and what does not fit.",
        "显示各场会议：计入口译的时间、各地钟点、两国节假日，以及安排不下的内容。",
    )
)
@_FOLDER
@format_option
def plan(folder: Path, form: str) -> None:
    """Show the plan."""
    from tanlu.actions.dialogue import outlook
    from tanlu.cli.dialogues import outlook_json, print_outlook

    found = outlook(folder)
    if form == "json":
        put_json(outlook_json(found))
    else:
        print_outlook(found)


@dialogue.command(
    help=both(
        "Open a segment of SESSION under a rule; the rule of a segment never changes.",
        "以某一规则开启 SESSION 的一个环节；环节的规则不可更改。",
    )
)
@_FOLDER
@click.argument("session")
@click.option(
    "--rule",
    required=True,
    help="on-the-record, not-for-attribution, chatham-house, closed",
)
@_text("topic", required=True)
def segment(folder: Path, session: str, rule: str, topic_en: str, topic_zh: str) -> None:
    """Open a segment."""
    from tanlu.accord.rules import read_rule
    from tanlu.actions.dialogue import open_segment
    from tanlu.cli.dialogues import print_record
    from tanlu.text import Text

    print_record(open_segment(folder, session, Text(topic_en, topic_zh), read_rule(rule)))


@dialogue.command(
    help=both(
        "Go on under another rule: what was said keeps its rule, and a new segment begins.",
        "改用另一规则：此前的发言仍适用原规则，并开始新的环节。",
    )
)
@_FOLDER
@click.argument("name", metavar="RULE")
def rule(folder: Path, name: str) -> None:
    """Change the rule."""
    from tanlu.accord.rules import read_rule
    from tanlu.actions.dialogue import change_rule
    from tanlu.cli.dialogues import print_record

    print_record(change_rule(folder, read_rule(name)))


@dialogue.command(
    help=both(
        "Keep something that was said in the open segment, without a name.\n\n"
        "Example: tanlu dialogue note out/example --en \"…\" --zh \"…\" --describe country=US",
        "在进行中的环节里记录一条发言，不写姓名。\n\n"
        "示例：tanlu dialogue note out/example --en \"…\" --zh \"…\" --describe country=US",
    )
)  # fmt: skip
@_FOLDER
@_text("", required=True)
@click.option(
    "--describe",
    multiple=True,
    metavar="ATTRIBUTE=VALUE",
    help=both("How the speaker may be described.", "可如何描述发言者。"),
)
@click.option("--speaker", default="", help=both("Id; on the record only.", "编号，仅限公开引用的环节。"))
def note(folder: Path, text_en: str, text_zh: str, describe: tuple[str, ...], speaker: str) -> None:
    """Keep a note."""
    from tanlu.actions.dialogue import keep_note
    from tanlu.cli.dialogues import print_record
    from tanlu.text import Text

    pairs = dict(each.partition("=")[::2] for each in describe)
    if not all(pairs.values()):
        raise BadReference(
            ("A descriptor has no value.", "有身份特征没有取值。"),
            ("Write country=US.", "请写成 country=US。"),
        )
    print_record(keep_note(folder, Text(text_en, text_zh), pairs, speaker))


@dialogue.command(help=both("Close the open segment.", "关闭进行中的环节。"))
@_FOLDER
def close(folder: Path) -> None:
    """Close the segment."""
    from tanlu.actions.dialogue import close_segment
    from tanlu.cli.dialogues import print_record

    print_record(close_segment(folder))


@dialogue.command(help=both("Take back the last change of what was said.", "撤销对发言记录的上一次更改。"))
@_FOLDER
def undo(folder: Path) -> None:
    """Take a change back."""
    from tanlu.actions.dialogue import undo as take_back
    from tanlu.cli.dialogues import print_record

    print_record(take_back(folder))


@dialogue.command(
    help=both(
        "Write the interpreter pack (agenda, names, glossary) as Markdown; for interpreters only.",
        "以 Markdown 写出口译资料包（议程、姓名、术语）；仅供口译人员。",
    )
)
@_FOLDER
@_out
def pack(folder: Path, out: Path | None) -> None:
    """Write the pack."""
    from tanlu.actions.dialogue import interpreter_pack
    from tanlu.cli.dialogues import put_text

    put_text(interpreter_pack(folder), out, private=True)


@dialogue.command(
    help=both(
        "Write the sessions as iCalendar, with every clock in the text.",
        "将各场会议写成日历文件（iCalendar），正文注明各地钟点。",
    )
)
@_FOLDER
@_to
@_out
def ics(folder: Path, audience: str, out: Path | None) -> None:
    """Write a calendar."""
    from tanlu.accord.rules import read_audience
    from tanlu.actions.dialogue import to_calendar
    from tanlu.cli.dialogues import put_text, tell_undated

    text, left = to_calendar(folder, read_audience(audience))
    put_text(text, out)
    tell_undated(left)


@dialogue.command(
    help=both(
        "Write what an audience may have: a schema.org Event, or the segments as JSON. Votes: tanlu disclose release.",
        "写出可提供给某一范围的内容：schema.org Event，或各环节的 JSON。投票结果见 tanlu disclose release。",
    )
)
@_FOLDER
@_to
@click.option(
    "--format", "form", type=click.Choice(["event", "json"]), default="event", show_default=True,
    help=both("event: JSON-LD of the dialogue; json: what was said.", "event 为对话的 JSON-LD，json 为发言内容。"),
)  # fmt: skip
@_out
def export(folder: Path, audience: str, form: str, out: Path | None) -> None:
    """Write an export."""
    from tanlu.accord.rules import read_audience
    from tanlu.actions.dialogue import to_event, to_words
    from tanlu.cli.dialogues import put_data

    make = to_event if form == "event" else to_words
    put_data(make(folder, read_audience(audience)), out)


@dialogue.command(
    help=both(
        "List inquiries, keep one with its purpose and expiry, or delete those whose day has passed.",
        "列出来函；登记来函（须有用途和保存期限）；或删除到期的来函。",
    )
)
@_FOLDER
@click.option(
    "--add",
    multiple=True,
    metavar="FIELD=VALUE",
    help=both(
        "name, contact, purpose, expires (2027-06-30), country, sector.",
        "name、contact、purpose、expires（2027-06-30）、country、sector。",
    ),
)
@click.option("--purge", is_flag=True, help=both("Delete what has expired.", "删除到期的信息。"))
def inquiries(folder: Path, add: tuple[str, ...], purge: bool) -> None:
    """List, keep or delete inquiries."""
    from tanlu.actions.dialogue import add_inquiry, purge_inquiries
    from tanlu.actions.dialogue import inquiries as listed
    from tanlu.cli.dialogues import print_inquiries

    if add:
        add_inquiry(folder, dict(each.partition("=")[::2] for each in add))
    gone = purge_inquiries(folder) if purge else 0
    print_inquiries(listed(folder), gone)
