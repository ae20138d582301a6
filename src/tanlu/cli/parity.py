"""``tanlu parity``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tanlu.cli.options import format_option
from tanlu.cli.speak import both, put_json

_FILE = click.Path(path_type=Path, dir_okay=False)
Command = Callable[..., Any]


def _texts(command: Command) -> Command:
    """Add the files of a pair, own terms and the review record."""
    for add in (
        click.option("--record", type=_FILE, help=both("Where reviews are kept.", "审校记录所在文件。")),
        click.option(
            "--terms",
            type=_FILE,
            help=both("Your own terms (CSV with en and zh).", "自有术语（含 en、zh 两列的CSV）。"),
        ),
        click.argument("zh", required=False, type=_FILE),
        click.argument("en", type=_FILE),
    ):
        command = add(command)
    return command


@click.group(help=both("See whether both languages say the same.", "核对中英文是否一致。"))
def parity() -> None:
    """Hold the parity commands together."""


@parity.command(
    help=both(
        "Find where two texts do not say the same.\n\nEN is the English text and ZH its Chinese twin: Markdown, plain "
        "text, HTML or Word. One file that holds both languages is given alone. Nothing leaves this machine. Exit "
        "code 1 if an error is found.",
        "查找两份文本不一致之处。\n\nEN 为英文，ZH 为对应的中文，可为Markdown、纯文本、HTML或Word；"
        "一个文件含两种语言时只需给出一个。全程不联网。发现错误时退出码为 1。",
    )
)
@_texts
@click.option("--html", type=_FILE, help=both("Write both texts side by side.", "另存为对照网页。"))
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=both("Show every finding, those at rest too.", "显示全部问题，含已保留的例外。"),
)
@format_option
def check(
    en: Path,
    zh: Path | None,
    terms: Path | None,
    record: Path | None,
    html: Path | None,
    every: bool,
    form: str,
) -> None:
    """Check a pair."""
    from tanlu.actions.parity import Texts, check_texts, write_view
    from tanlu.text import user_lang

    found = check_texts(Texts(en, zh, terms, record))
    if html:
        write_view(found, html, user_lang())
    if form == "json":
        from tanlu.cli.parities import checked_json

        put_json(checked_json(found))
    else:
        from tanlu.cli.parities import print_checked

        print_checked(found, html, every=every)
    if found.errors:
        sys.exit(1)


@parity.command(
    help=both(
        "Let findings rest that a person has reviewed.\n\nThey stay quiet until either side of the place changes.",
        "保留经人审定的例外。\n\n该处任一语言改动后，问题会重新提示。",
    )
)
@_texts
@click.option(
    "--id",
    "ids",
    multiple=True,
    required=True,
    help=both("Id of a finding; may be given again.", "问题编号，可多次给出。"),
)
@click.option("--by", default="", help=both("Who decided.", "由谁决定。"))
@click.option("--why", default="", help=both("For what reason.", "理由。"))
@click.option("--undo", is_flag=True, help=both("Take the exceptions back.", "撤回例外。"))
def accept(
    en: Path,
    zh: Path | None,
    terms: Path | None,
    record: Path | None,
    ids: tuple[str, ...],
    by: str,
    why: str,
    undo: bool,
) -> None:
    """Accept findings."""
    from tanlu.actions.parity import Texts, withdraw
    from tanlu.actions.parity import accept as let_rest

    texts = Texts(en, zh, terms, record)
    done = withdraw(texts, ids) if undo else let_rest(texts, ids, by, why)
    for each in done:
        click.echo(
            both(f"{each.id}: speaks again. It said: {each.said}", f"{each.id}：已恢复提示。")
            if undo
            else both(
                f"{each.id}: at rest, by {each.by} on {each.when}.",
                f"{each.id}：已保留，{each.by}，{each.when}。",
            )
        )
    click.echo(both(f"Kept in {texts.kept}", f"记录保存在 {texts.kept}"))


@parity.command(
    help=both(
        "Record that the translation was reviewed.\n\nA later change of the English that the Chinese does not follow "
        "is then reported.",
        "登记译文已经审校。\n\n此后英文如有改动而中文未随之修改，将予提示。",
    )
)
@_texts
@click.option("--by", default="", help=both("Who reviewed it.", "由谁审校。"))
def review(en: Path, zh: Path | None, terms: Path | None, record: Path | None, by: str) -> None:
    """Record a review."""
    from tanlu.actions.parity import Texts
    from tanlu.actions.parity import review as keep

    texts = Texts(en, zh, terms, record)
    count = keep(texts, by)
    click.echo(
        both(f"{count} pairs recorded in {texts.kept}", f"已登记 {count} 对段落，记录保存在 {texts.kept}")
    )


@parity.command(
    help=both(
        "Look words up in the term base.\n\nWORD is English or Chinese; without it, every row is listed.",
        "查询术语库。\n\nWORD 可为英文或中文；不指定时列出全部。",
    )
)
@click.argument("word", default="")
@click.option(
    "--terms",
    "own",
    type=_FILE,
    help=both("Your own terms (CSV with en and zh).", "自有术语（含 en、zh 两列的CSV）。"),
)
@format_option
def terms(word: str, own: Path | None, form: str) -> None:
    """List terms."""
    from tanlu.actions.parity import find_terms
    from tanlu.cli.parities import print_terms, terms_json

    found = find_terms(word, own)
    if form == "json":
        put_json(terms_json(found))
    else:
        print_terms(found, word)
