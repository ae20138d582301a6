"""The command line: ``tanlu``."""

import sys

from tanlu.cli.speak import complain
from tanlu.errors import BadReference, TanluError


def main() -> None:
    """Run the command line; a mistake is told in two lines, in the user's language."""
    import click

    from tanlu.cli.root import tanlu

    try:
        code = tanlu.main(prog_name="tanlu", standalone_mode=False)
    except TanluError as error:
        complain(error)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        from tanlu.cli.usage import help_of, mistake

        what, do = mistake(error), help_of(error)
        complain(BadReference((f"{what.en}.", f"{what.zh}。"), (do.en, do.zh)))
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
