"""What the command line says, and in which language."""

import json
import sys
from typing import Any

from tanlu.errors import TanluError
from tanlu.text import Text, user_lang


def both(en: str, zh: str) -> str:
    """Return the text in the user's language."""
    return Text(en, zh)(user_lang())


def complain(error: TanluError) -> None:
    """Tell a mistake in two lines: what and where, then what to do."""
    what, do = error.lines(user_lang())
    sys.stderr.write(f"{what}\n{do}\n")


def put_json(data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write data for a program."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
