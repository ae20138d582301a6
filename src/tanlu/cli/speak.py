"""What the command line says, and in which language."""

import io
import json
import os
import sys
from typing import Any, NoReturn, TextIO

from tanlu.errors import TanluError
from tanlu.text import Text, user_lang


def both(en: str, zh: str) -> str:
    """Return the text in the user's language."""
    return Text(en, zh)(user_lang())


def prepare(*streams: TextIO) -> None:
    """Make sure that Chinese can be written, whatever the locale: where the encoding lacks it, to UTF-8."""
    for stream in streams:
        if not isinstance(stream, io.TextIOWrapper):
            continue
        try:
            "中".encode(stream.encoding)
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="replace")


def complain(error: TanluError) -> None:
    """Tell a mistake in two lines: what and where, then what to do."""
    what, do = error.lines(user_lang())
    sys.stderr.write(f"{what}\n{do}\n")


def leave_quietly() -> NoReturn:
    """End where whoever reads has had enough (``tanlu ... | head``): nothing more is written, and nothing said."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    sys.exit(1)


def put_json(data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write data for a program."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
