"""A process beside the server: begun when something is asked for, ended when nothing is for a while."""

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Timer
from typing import Any, BinaryIO, Final, TypeVar

from tanlu.actions.progress import Progress, silent
from tanlu.errors import OurFault, TanluError
from tanlu.text import Text

T = TypeVar("T")
REST: Final = 60.0
"""Seconds without a question after which a workshop ends."""
_RUN: Final = "from tanlu.web.workshop.process import main; main()"


class Workshop:
    """One thing after another, worked out in a process of its own once :meth:`open` was called, and here until then."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: Timer | None = None
        self._apart = False

    def open(self) -> None:
        """From now on, work is done apart; a server says so when it starts."""
        self._apart = True

    def close(self) -> None:
        """End the process; the next question begins another."""
        with self._turn:
            self._end()

    def do(self, work: Callable[..., T], *given: Any, progress: Progress | None = None) -> T:  # noqa: ANN401 - whatever the work takes
        """Return what a function of a module returns for what is given.

        Parameters
        ----------
        work : callable
            Found by its name in the other process; what it takes and returns can be pickled.
        progress : Progress or None
            Told how far the work is, if it takes ``progress``; an error that it raises stops the work at once.

        Raises
        ------
        TanluError
            What the work raises; :class:`~tanlu.errors.OurFault` if the process ended twice.
        RuntimeError
            With the trace of any other error of the work.
        """
        told = {"progress": progress} if progress else {}
        if not self._apart:
            return work(*given, **told)
        with self._turn:
            self._stop_waiting()
            try:
                made: T = self._asked(pickle.dumps((work, given, bool(progress))), progress or silent)
            finally:
                self._wait()
            return made

    def _asked(self, question: bytes, progress: Progress) -> Any:  # noqa: ANN401 - as of do
        for _ in range(2):
            try:
                return self._answer(question, progress)
            except (EOFError, BrokenPipeError, pickle.UnpicklingError):
                self._end()  # it was killed: once more, by a new one
        raise _ended()

    def _answer(self, question: bytes, progress: Progress) -> Any:  # noqa: ANN401 - as of do
        process = self._running()
        process.stdin.write(question)  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        while True:
            kind, told = pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301 - from our own process
            if kind == "step":
                try:
                    progress(*told)
                except BaseException:
                    self._end()
                    raise
            elif kind == "done":
                return told
            elif kind == "refused":
                raise told
            else:
                raise RuntimeError(told)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._end()
            command = [sys.executable, "-P", "-c", _RUN]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own code
        return self._process

    def _end(self) -> None:
        self._stop_waiting()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for each in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    each.close()  # type: ignore[union-attr]
            self._process = None

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> None:
        if self._process is not None:
            self._timer = Timer(REST, self._rested)
            self._timer.daemon = True
            self._timer.start()

    def _rested(self) -> None:
        if self._turn.acquire(blocking=False):  # whoever has the turn waits for the end anew
            try:
                self._end()
            finally:
                self._turn.release()


def _ended() -> OurFault:
    return OurFault(
        (
            "What works out briefs ended twice before it was done; perhaps the machine has too little memory.",
            "编写简报的进程两次中断，可能是内存不足。",
        ),
        (
            "Try again; if it happens again, tell the convenors. Nothing was changed.",
            "请重试；如再次出现，请告知召集人。未作任何改动。",
        ),
    )


LONG: Final = Workshop()
"""What takes seconds: long briefs, jobs."""
SHORT: Final = Workshop()
"""What a reader waits for."""


def open_workshops() -> None:
    """Let both be processes of their own from now on."""
    LONG.open()
    SHORT.open()


def main() -> None:
    """Answer questions from standard input until it ends, as it does when the server does."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints is no answer
    while True:
        try:
            work, given, stepwise = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the server that began us
        except EOFError:
            return
        _tell(answers, _done(work, given, _steps(answers) if stepwise else None))


def _done(work: Callable[..., Any], given: tuple[Any, ...], steps: Progress | None) -> bytes:
    """Return the answer as it is sent; one that cannot be sent is an error of the work."""
    try:
        return pickle.dumps(("done", work(*given, **({"progress": steps} if steps else {}))))
    except TanluError as error:
        return pickle.dumps(("refused", error))
    except Exception:  # noqa: BLE001 - the server decides what a reader is told
        return pickle.dumps(("broke", traceback.format_exc()))


def _steps(answers: BinaryIO) -> Progress:
    def progress(done: int, whole: int, what: Text) -> None:
        _tell(answers, pickle.dumps(("step", (done, whole, what))))

    return progress


def _tell(answers: BinaryIO, answer: bytes) -> None:
    answers.write(answer)
    answers.flush()
