"""The command line: ``tanlu``."""

import atexit
import gc
import sys
from typing import Final

from tanlu.cli.speak import complain, leave_quietly, prepare
from tanlu.errors import BadReference, OurFault, TanluError

EAGER: Final = gc.get_threshold()
_SELDOM: Final = (250_000, 20, 20)
"""A command reads tables that it keeps to its end: looking for cycles after every 700 objects cost a quarter of its time."""


def main() -> None:
    """Run the command line; a mistake is told in two lines, in the user's language."""
    gc.set_threshold(*_SELDOM)
    atexit.register(_leave_in_peace)
    try:
        _run()
    finally:
        gc.set_threshold(*EAGER)


def _leave_in_peace() -> None:
    """What ends with the process need not be searched for cycles once more; DuckDB complains of what is left, so it is."""
    if "_duckdb" not in sys.modules:
        gc.freeze()


def _run() -> None:
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
