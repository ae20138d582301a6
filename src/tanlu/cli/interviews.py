"""``tanlu study interviews``: keep interviews under what people agreed to, exchange codings, search, quote, remove."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both
from tanlu.errors import BadReference

_FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
_USES = ("analysis", "quote", "name", "publish", "abroad")


@click.group(
    help=both(
        "Keep interviews in a folder under pseudonyms and under what people agreed to; exchange codings with NVivo, MAXQDA, "
        "ATLAS.ti, QualCoder and others (REFI-QDA); see how far coders agree; search; quote safely; remove whoever "
        "withdraws.\n\nTry: tanlu study interviews new out/talks --example · tanlu study interviews status out/talks",
        "在文件夹中以代号和知情同意范围保管访谈；与 NVivo、MAXQDA、ATLAS.ti、QualCoder 等交换编码（REFI-QDA）；"
        "查看编码一致性；检索；安全引用；有人撤回同意时彻底删除。\n\n"
        "不妨先试：tanlu study interviews new out/talks --example · tanlu study interviews status out/talks",
    )
)
def interviews() -> None:
    """Hold the commands together."""


def _pairs(given: tuple[str, ...], option: str) -> dict[str, str]:
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise BadReference(
                (f"{option} {each!r} is no NAME=VALUE.", f"{option} {each!r} 不是“名称=取值”的形式。"),
                (f"Write {option} region=CN-SX.", f"请写成 {option} region=CN-SX。"),
            )
        found[name.strip()] = value.strip()
    return found


@interviews.command(help=both("Begin in DIR.", "在 DIR 中新建。"))
@_FOLDER
@click.option("--example", is_flag=True, help=both("Six fictional interviews.", "六份虚构访谈。"))
@click.option("--title-en", default="", help=both("Title in English.", "英文标题。"))
@click.option("--title-zh", default="", help=both("Title in Chinese.", "中文标题。"))
def new(folder: Path, example: bool, title_en: str, title_zh: str) -> None:
    """Begin."""
    from tanlu.actions.interviews import create
    from tanlu.cli.talks import put_begun
    from tanlu.text import Text

    if not example and not (title_en.strip() and title_zh.strip()):
        raise BadReference(
            ("A project of interviews needs a title in both languages.", "访谈项目须有中英文标题。"),
            ("Give --title-en and --title-zh, or --example.", "请给出 --title-en 与 --title-zh，或用 --example。"),
        )  # fmt: skip
    put_begun(folder, create(folder, None if example else Text(title_en, title_zh)))


@interviews.command(
    short_help=both("Take in a transcript under a pseudonym.", "以代号收入一份访谈记录。"),
    help=both(
        "Take in a transcript (plain text, UTF-8) under a pseudonym. Names in the key file, telephone and identity numbers "
        "and addresses are replaced before anyone codes; the names given here go into the key file only.",
        "以代号收入一份访谈记录（UTF-8纯文本）。代号表中的姓名、电话和证件号码、邮箱等在编码之前即被替换；此处给出的姓名只写入代号表。",
    ),
)
@_FOLDER
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--as", "who", default="", metavar="P07", help=both("Pseudonym; else the next.", "代号；默认取下一个。")
)
@click.option(
    "--language", type=click.Choice(["en", "zh"]), help=both("Else seen by itself.", "默认自动识别。")
)
@click.option("--name-en", default="", help=both("Name in English letters.", "英文或拼音姓名。"))
@click.option("--name-zh", default="", help=both("Name in Chinese.", "中文姓名。"))
@click.option("--family", default="", help=both("Family name in English letters.", "姓（英文字母）。"))
@click.option("--organisation-en", default="", help=both("Where they work.", "工作单位（英文）。"))
@click.option(
    "--organisation-zh", default="", help=both("Where they work, in Chinese.", "工作单位（中文）。")
)
@click.option(
    "--describe", multiple=True, metavar="NAME=VALUE",
    help=both("country=CN, region=CN-SX, role=miner.", "country=CN、region=CN-SX、role=miner/矿工 等。"),
)  # fmt: skip
def add(
    folder: Path, file: Path, who: str, language: str | None, describe: tuple[str, ...], **names: str
) -> None:
    """Add a transcript."""
    from tanlu.actions.interviews import add as added
    from tanlu.cli.talks import put_added

    told = _pairs(describe, "--describe")
    put_added(added(folder, file, who, language=language or "", names=names, descriptors=told))


@interviews.command(
    help=both(
        "Record what people agreed to, in place of what was recorded before. Without it a transcript is neither searched "
        "nor counted nor sent.",
        "记录知情同意的范围，取代此前的记录。没有记录的访谈不会被检索、统计或导出。",
    )
)
@_FOLDER
@click.argument("people", nargs=-1, required=True, metavar="P01 …")
@click.option(
    "--given", required=True, metavar="DAY", help=both("Day, as 2026-11-28.", "同意日期，如 2026-11-28。")
)
@click.option(
    "--allow", multiple=True, type=click.Choice(_USES),
    help=both("What was agreed to; several times.", "同意的用途，可多次给出：analysis 用于分析、quote 匿名引用、"
              "name 具名引用、publish 公开记录、abroad 提供给境外。"),
)  # fmt: skip
@click.option("--form", "version", required=True, help=both("Version of the form.", "知情同意书的版本。"))
@click.option("--how", type=click.Choice(["written", "oral", "online"]), default="written", show_default=True,
              help=both("How it was given.", "方式：written 书面、oral 口头、online 网上。"))  # fmt: skip
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    required=True,
    help=both("Of the form.", "知情同意书的语言。"),
)
@click.option("--until", default="", metavar="DAY", help=both("Last day.", "截止日期。"))
def consent(
    folder: Path,
    people: tuple[str, ...],
    given: str,
    allow: tuple[str, ...],
    version: str,
    how: str,
    language: str,
    until: str,
) -> None:
    """Record consent."""
    from tanlu.actions.interviews import record_consent
    from tanlu.cli.talks import put_status
    from tanlu.study.interviews.consent import Consent, read_uses

    put_status(
        record_consent(folder, people, Consent(given, read_uses(allow), version, language, how, until)),
        "text",
    )


@interviews.command(
    "import",
    short_help=both(
        "Join a REFI-QDA project (.qdpx) of another program.", "并入其他软件的 REFI-QDA 项目（.qdpx）。"
    ),
    help=both(
        "Join a REFI-QDA project (.qdpx) of another program, by guid: all of it or nothing. Tells how it counts characters "
        "and what is not kept; what was withdrawn does not come back.",
        "并入其他软件的 REFI-QDA 项目（.qdpx），按 guid 合并，要么全部、要么不动。"
        "说明其字符计数方式和未保留的内容；已撤回的访谈不会随之恢复。",
    ),
)
@_FOLDER
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--offsets",
    default="",
    metavar="NAME",
    help=both("How it counts, if you know.", "字符计数方式（若已知）。"),
)
@click.option("--dry-run", is_flag=True, help=both("Tell only.", "只说明，不保存。"))
@format_option
def bring(folder: Path, file: Path, offsets: str, dry_run: bool, form: str) -> None:
    """Import a project."""
    from tanlu.actions.interview_files import bring as brought
    from tanlu.cli.talks import put_brought

    put_brought(brought(folder, file, offsets, dry_run=dry_run), form, dry_run=dry_run)


@interviews.command(
    help=both(
        "Write the coded interviews as a REFI-QDA project (.qdpx), only those whose owners agreed, and enter it in the "
        "ledger. Coders are numbered; the key file never leaves.",
        "将已获同意的编码访谈写成 REFI-QDA 项目（.qdpx），并记入发布记录。编码者只写编号，代号表绝不导出。",
    )
)
@_FOLDER
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--publish", is_flag=True, help=both("For the public; without notes.", "供公开；不含备注。"))
@click.option("--abroad", is_flag=True, help=both("It will leave the country.", "将提供给境外。"))
@click.option("--permission", default="", metavar="NUMBER", help=both("Under which it may.", "批准文号。"))
@format_option
def export(folder: Path, out: Path, publish: bool, abroad: bool, permission: str, form: str) -> None:
    """Export a project."""
    from tanlu.actions.interview_exports import send
    from tanlu.cli.talks import put_gone

    put_gone(send(folder, out, publish=publish, abroad=abroad, permission=permission), out, form)


@interviews.command(
    help=both(
        "Show the codebook; take one in, or write it out (.qdc or .csv). Examples are somebody's words and stay.",
        "查看编码手册；导入或导出（.qdc 或 .csv）。示例是受访者的原话，不导出。",
    )
)
@_FOLDER
@click.option(
    "--import", "file", type=click.Path(path_type=Path, dir_okay=False), help=both("Take in.", "导入。")
)
@click.option(
    "--export", "out", type=click.Path(path_type=Path, dir_okay=False), help=both("Write.", "导出。")
)
@format_option
def codebook(folder: Path, file: Path | None, out: Path | None, form: str) -> None:
    """Show, take in or write the codebook."""
    from tanlu.actions.interview_codes import codebook as shown
    from tanlu.actions.interview_codes import take_codebook, write_codebook
    from tanlu.cli.talks import put_codebook, put_taken

    if file is not None:
        put_taken(*take_codebook(folder, file))
    if out is not None:
        count = write_codebook(folder, out)
        click.echo(both(f"Written: {count} codes, {out.resolve()}", f"已写出{count}个编码：{out.resolve()}"))
    if file is None and out is None:
        put_codebook(*shown(folder), form)


@interviews.command(
    help=both(
        "Show how far coders agree, by code and language, from a folder or from a .qdpx alone. Names no coder.",
        "按编码和语言查看编码者的一致程度；可用文件夹，也可只用一个 .qdpx。不显示任何编码者。",
    )
)
@click.argument("path", metavar="DIR|FILE", type=click.Path(path_type=Path))
@click.option("--themes", is_flag=True, help=both("Themes instead of codes.", "按主题而非编码。"))
@click.option("--unit", type=click.Choice(["sentence", "turn"]), default="sentence", show_default=True,
              help=both("A turn is a line.", "sentence 为句，turn 为段（一行）。"))  # fmt: skip
@click.option("--draws", type=click.IntRange(0, 100_000), default=1000, show_default=True,
              help=both("For intervals; 0 for none.", "区间的抽样次数，0 为不计算。"))  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help=both("Of the draws.", "抽样种子。"))
@click.option(
    "--offsets", default="", metavar="NAME", help=both("How a file counts.", "文件的字符计数方式。")
)
@format_option
def agree(path: Path, themes: bool, unit: str, draws: int, seed: int, offsets: str, form: str) -> None:
    """Show agreement."""
    from tanlu.actions.quotations import agree as agreed
    from tanlu.cli.talks_told import put_agreed

    put_agreed(agreed(path, themes=themes, unit=unit, draws=draws, seed=seed, offsets=offsets), form)


@interviews.command(
    help=both(
        "Find words with what stands around them, Chinese (two characters will do) and English; transit* finds whatever "
        "begins so. Only interviews whose owners agreed are searched.",
        "检索字词及其上下文，中英文均可（中文两个字即可）；transit* 匹配以其开头的词。只检索已获同意的访谈。",
    )
)
@_FOLDER
@click.argument("query")
@click.option(
    "--both",
    "twin",
    is_flag=True,
    help=both("Its term in the other language too.", "同时检索另一语言的对应术语。"),
)
@click.option("--width", type=click.IntRange(0, 400), default=16, show_default=True,
              help=both("Characters around.", "上下文字数。"))  # fmt: skip
@format_option
def search(folder: Path, query: str, twin: bool, width: int, form: str) -> None:
    """Search."""
    from tanlu.actions.quotations import find
    from tanlu.cli.talks_told import put_found

    put_found(find(folder, query, both=twin, width=width), form)


def _spans(given: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    found = []
    for each in given:
        low, dash, high = each.partition("-")
        if not (dash and low.strip().isdecimal() and high.strip().isdecimal()):
            raise BadReference(
                (f"{each!r} is no passage.", f"{each!r} 不是段落位置。"),
                ("Write START-END, such as 120-180.", "请写成“起-止”，如 120-180。"),
            )
        found.append((int(low), int(high)))
    return tuple(found)


def _quote_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for add_option in reversed((
        click.option("--code", default="", help=both("List the passages under a code.", "列出某编码下的段落。")),
        click.option("--at", default="", metavar="START-END", help=both("Which passage.", "段落起止位置。")),
        click.option("--omit", multiple=True, metavar="START-END", help=both("Leave out; marked.", "略去并标明。")),
        click.option("--describe", multiple=True, metavar="NAME",
                     help=both("Descriptors to tell of the speaker.", "可说明的受访者特征。")),
        click.option("--by-name", is_flag=True, help=both("With the name, if agreed.", "具名（须已同意）。")),
        click.option("--abroad", is_flag=True, help=both("It will leave the country.", "将提供给境外。")),
        click.option("--permission", default="", metavar="NUMBER", help=both("Under which it may.", "批准文号。")),
        click.option("--translation", default="", help=both("In the other language; kept.", "另一语言的译文（会保存）。")),
        click.option("--status", type=click.Choice(["machine", "draft", "reviewed"]), default="draft", show_default=True,
                     help=both("Of the translation.", "译文状态：machine 机器翻译、draft 未审校、reviewed 已审校。")),
        click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
                     help=both("Let it leave: a .md or .json file.", "对外提供：写入 .md 或 .json 文件。")),
        click.option("--yes", is_flag=True, help=both("Somebody has read it; do not ask.", "已有人读过，不再询问。")),
    )):  # fmt: skip
        command = add_option(command)
    return command


@interviews.command(
    short_help=both("Make a quotation that may leave.", "生成可对外提供的引文。"),
    help=both(
        "Make a quotation that may leave: only if the person agreed and at least five share what is said of the speaker; "
        "names, numbers, workplaces and ages are taken out. List passages with --code. Nothing leaves without --out.",
        "生成可对外提供的引文：须当事人同意，且对说话人的描述至少有五人符合；姓名、号码、单位、年龄等会被隐去。"
        "以 --code 列出段落；不加 --out 则不对外提供。",
    ),
)
@_FOLDER
@click.argument("who", required=False, metavar="[P01]")
@_quote_options
@format_option
def quote(
    folder: Path, who: str | None, code: str, at: str, out: Path | None, yes: bool, form: str,
    **more: Any,  # noqa: ANN401 - one option each
) -> None:  # fmt: skip
    """Quote."""
    from tanlu.actions.quotations import Asked, coded, put_quote
    from tanlu.actions.quotations import quote as quoted
    from tanlu.cli.talks_told import demand_read, put_coded, put_quoted
    from tanlu.study.interviews.model import Translated

    if code:
        put_coded(*coded(folder, code), form)
        return
    spans = _spans((at,)) if at else ()
    if not (who and spans):
        raise BadReference(
            ("A quotation needs a pseudonym and a passage.", "引文须有代号和段落位置。"),
            ("List passages with --code NAME, then: quote DIR P01 --at START-END",
             "请先用 --code 列出段落，再运行 quote DIR P01 --at 起-止。"),
        )  # fmt: skip
    more |= {"omit": _spans(more["omit"]), "status": Translated(more["status"])}
    asked = Asked(who, *spans[0], **more)
    put_quoted(quoted(folder, asked), form)
    if out is not None:
        demand_read(yes=yes)
        put_quote(folder, asked, out)
        click.echo(
            both(
                f"Written and entered in the ledger: {out.resolve()}",
                f"已写出并记入发布记录：{out.resolve()}",
            ),
            err=True,
        )


@interviews.command(
    help=both(
        "Remove a person for good: text, codings, notes, translations, the entry in the key file. Asks once and cannot be "
        "undone. What left before is listed, to be recalled.",
        "彻底删除一位受访者：记录、编码、备注、译文及代号表条目。只询问一次，不可撤销。此前已导出的内容会列出，以便召回。",
    )
)
@_FOLDER
@click.argument("who", metavar="P01")
@click.option("--yes", is_flag=True, help=both("Do not ask.", "不再询问。"))
@format_option
def withdraw(folder: Path, who: str, yes: bool, form: str) -> None:
    """Withdraw."""
    from tanlu.actions.interviews import withdraw as withdrawn
    from tanlu.cli.talks import confirm_loss, put_withdrawn

    if not yes:
        confirm_loss(withdrawn(folder, who, dry_run=True))
    put_withdrawn(withdrawn(folder, who), form)


@interviews.command(
    help=both(
        "Show what is kept, under which consent, what has left and what has to be recalled. No names, no words.",
        "查看保存了哪些访谈、知情同意范围、已导出的内容和须召回的内容。不显示姓名和原话。",
    )
)
@_FOLDER
@format_option
def status(folder: Path, form: str) -> None:
    """Show the status."""
    from tanlu.actions.interviews import held
    from tanlu.cli.talks import put_status

    put_status(held(folder).project, form)
