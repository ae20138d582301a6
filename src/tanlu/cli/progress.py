"""Progress as numbers: how many of how many, and about how long."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tanlu.cli.speak import both
from tanlu.text import Text, user_lang

Progress = Callable[[int, int, Text], None]


@contextmanager
def report_progress() -> Iterator[Progress]:
    """Yield a function that tells progress on standard error; on a terminal it rewrites one line."""
    started = time.monotonic()
    live = sys.stderr.isatty()
    width = 0

    def tell(done: int, whole: int, what: Text) -> None:
        nonlocal width
        words = both(f"{done} of {whole}", f"{done}/{whole}") + f" · {what(user_lang())}"
        left = (time.monotonic() - started) / done * (whole - done) if done else 0
        if left >= 2:
            words += both(f" · about {left:.0f} s left", f" · 约剩 {left:.0f} 秒")
        if live:
            sys.stderr.write("\r" + words.ljust(width))
            width = max(width, len(words))
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if live and width:
            sys.stderr.write("\r" + " " * (width + 8) + "\r")
            sys.stderr.flush()
