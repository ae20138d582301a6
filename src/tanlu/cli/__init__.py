"""The command line: ``tanlu``."""

import sys

from tanlu.cli.speak import complain, leave_quietly, prepare
from tanlu.errors import BadReference, OurFault, TanluError


def main() -> None:
    """Run the command line; a mistake is told in two lines, in the user's language."""
    prepare(sys.stdout, sys.stderr)
    import click

    from tanlu.cli.root import tanlu

    try:
        code = tanlu.main(prog_name="tanlu", standalone_mode=False)
        sys.stdout.flush()  # at the end of the process a closed pipe would be told as a fault
    except TanluError as error:
        complain(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        leave_quietly()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        from tanlu.cli.usage import help_of, mistake

        what, do = mistake(error), help_of(error)
        complain(BadReference((f"{what.en}.", f"{what.zh}。"), (do.en, do.zh)))
        sys.exit(2)
    except Exception as error:  # noqa: BLE001 - whatever else comes is ours, and says so
        complain(_bug(error))
        sys.exit(3)
    sys.exit(code if isinstance(code, int) else 0)


def _bug(error: Exception) -> OurFault:
    import traceback

    sys.stderr.write("".join(traceback.format_exception(error)))
    return OurFault(
        (f"Tanlu itself failed ({type(error).__name__}).", f"探路自身出错（{type(error).__name__}）。"),
        ("Please report the lines above with the command.", "请将以上内容连同所用命令一并反馈。"),
    )
