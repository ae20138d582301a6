"""Commands whose help and mistakes are told in the user's language, click's own words included."""

from typing import Any

import click

from tanlu.cli.speak import both
from tanlu.errors import BadUsage


class Command(click.Command):
    """A command whose usage and options are headed in the user's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        kwargs.setdefault("options_metavar", both("[OPTIONS]", "[选项]"))
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to type the command."""
        words = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, words, prefix=both("Usage: ", "用法："))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [each.get_help_record(ctx) for each in options]
        _list(formatter, both("Options:", "选项："), [record for record in records if record])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` in our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = both("Show this help.", "显示本帮助。")
        return option


class Group(Command, click.Group):
    """A command that holds others."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        kwargs.setdefault("subcommand_metavar", both("COMMAND [ARGS]...", "命令 [参数]..."))
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        rows = [(name, command.get_short_help_str(limit=200)) for name, command in self.commands.items()]
        _list(formatter, both("Commands:", "命令："), rows)


def _list(formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]) -> None:
    formatter.write_paragraph()
    formatter.write(f"{heading}\n")
    with formatter.indentation():
        formatter.write_dl(rows)


def mistake(error: click.ClickException) -> BadUsage:
    """Return what click objects to as an error in both languages."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "tanlu"
    do = (f"`{command} --help` shows how it is used.", f"运行 `{command} --help` 可查看用法。")
    return BadUsage(_what(error), _close(error) or do)


def _what(error: click.ClickException) -> tuple[str, str]:
    en = error.format_message()
    name = getattr(error, "command_name", None)
    if name:
        return f"There is no command {name}.", f"没有命令 {name}。"
    match error:
        case click.NoSuchOption():
            return f"There is no option {error.option_name}.", f"没有选项 {error.option_name}。"
        case click.MissingParameter():
            name = _named(error)
            return f"{name} is missing.", f"缺少 {name}。"
        case click.BadParameter():
            return f"{_named(error)}: {_sentence(en.partition(': ')[2])}", f"{_named(error)} 的值无效。"
        case click.UsageError():
            return _sentence(en), f"命令无法识别（{en}）"
    return _sentence(en), f"命令无法执行（{en}）。"


def _named(error: click.BadParameter) -> str:
    if error.param is None:
        return "?"
    return error.param.get_error_hint(error.ctx).strip("'") if error.ctx else error.param.human_readable_name


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."


def _close(error: click.ClickException) -> tuple[str, str] | None:
    """Return what may have been meant: an option spelt alike, or one of a choice."""
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        offered = sorted(error.possibilities)
    elif isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        offered = [str(each) for each in error.param.type.choices]
    else:
        return None
    return f"Use {' or '.join(offered)}.", f"请使用 {' 或 '.join(offered)}。"
