"""``tanlu completion``."""

import click

from tanlu.cli.speak import both


@click.command(
    help=both(
        "Print the completion script of a shell.",
        "输出命令行补全脚本。",
    ),
    epilog=both(
        'Add to ~/.bashrc: eval "$(tanlu completion bash)"',
        '在 ~/.bashrc 中加入一行：eval "$(tanlu completion bash)"',
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a completion script."""
    from click.shell_completion import get_completion_class

    from tanlu.cli.root import tanlu

    made = get_completion_class(shell)
    if made is None:  # pragma: no cover - click knows every shell we offer
        raise click.UsageError(shell)
    click.echo(made(tanlu, {}, "tanlu", "_TANLU_COMPLETE").source())
