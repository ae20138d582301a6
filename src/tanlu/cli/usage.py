"""What click says of itself, in the user's language: the frame of a help page, and mistakes in a command."""

import re
from collections.abc import Iterable
from typing import Any, Final

import click

from tanlu.cli.speak import both
from tanlu.text import Text, user_lang

_FRAME: Final = {
    "Options": Text("Options", "选项"),
    "Commands": Text("Commands", "命令"),
    "Show this message and exit.": Text("Show this message and exit.", "显示本帮助。"),
    "Show the version and exit.": Text("Show the version and exit.", "显示版本号。"),
}


def _said(words: str) -> str:
    if words in _FRAME:
        return _FRAME[words](user_lang())
    return words.replace("[default: ", both("[default: ", "[默认："))


class Formatter(click.HelpFormatter):
    """A help page whose frame is in the user's language too."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        placeholders = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}
        for en, zh in placeholders.items():
            args = args.replace(en, both(en, zh))
        super().write_usage(prog, args, prefix or both("Usage: ", "用法："))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{'':>{self.current_indent}}{_said(heading)}{both(':', '：')}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with what they do."""
        super().write_dl([(term, _said(words)) for term, words in rows], col_max, col_spacing)


class Context(click.Context):
    """A context whose help is written by our formatter."""

    formatter_class = Formatter


def in_our_words(command: click.Command) -> None:
    """Let a command and all beneath it frame their help in the user's language."""
    command.context_class = Context
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        in_our_words(each)


def mistake(error: click.ClickException) -> Text:
    """Return what is wrong with a command, without its final stop."""
    said = error.format_message().rstrip(".")
    lost = re.match(r"No such (command|option):? '?([^'\s]+?)'?(?:\.|$|\s)", said + ".")
    if lost:
        kind = {"command": "命令", "option": "选项"}[lost[1]]
        return Text(said, f"没有 {lost[2]} 这个{kind}")
    if isinstance(error, click.MissingParameter):
        return Text(said, f"缺少参数 {_name(error)}")
    if isinstance(error, click.BadParameter):
        choices = (
            error.param.type.choices if error.param and isinstance(error.param.type, click.Choice) else ()
        )
        offered = f"，可选：{'、'.join(choices)}" if choices else ""
        return Text(said, f"{_name(error)} 的取值不对{offered}")
    return Text(said, f"命令用法不对（{said}）")


def _name(error: click.BadParameter) -> str:
    param: Any = error.param
    if param is None:
        return ""
    return str(param.opts[0] if param.param_type_name == "option" else param.make_metavar(error.ctx))


def help_of(error: click.ClickException) -> Text:
    """Return where the right way is written."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = ctx.command_path if ctx else "tanlu"
    return Text(f"`{path} --help` shows how it is used.", f"运行 `{path} --help` 可查看用法。")
