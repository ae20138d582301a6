"""What costs memory is worked out apart: the same answer, the same errors, and nothing left behind."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tanlu.errors import HeldBack, OurFault
from tanlu.text import Text
from tanlu.web.workshop import process
from tanlu.web.workshop.process import Workshop


def number(asked):
    return asked, os.getpid()


def held_back():
    raise HeldBack(("Three are too few.", "三人太少。"), ("Ask more.", "请询问更多人。"))


def broken():
    raise ZeroDivisionError


def unsendable():
    return lambda: 1


def chatty():
    sys.stdout.write("not an answer")
    return "an answer"


def steps(progress):
    for at in range(100):
        progress(at, 100, Text("step", "步骤"))
        time.sleep(0.02)
    return "whole"


def dying(marker):
    """The first time it is killed, as by a machine without memory."""
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "the second time"


def always_dying():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def shop(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path.cwd()))  # where the functions of these tests are found
    made = Workshop()
    made.open()
    yield made
    made.close()


def test_until_it_is_opened_work_is_done_here():
    assert Workshop().do(number, 3) == (3, os.getpid())


def test_one_process_answers_one_after_another(shop):
    first, second = shop.do(number, [1, "二"]), shop.do(number, 2)
    assert first[0] == [1, "二"]
    assert second[0] == 2
    assert first[1] == second[1] != os.getpid()


def test_an_error_keeps_its_sentences_in_both_languages(shop):
    with pytest.raises(HeldBack) as caught:
        shop.do(held_back)
    assert caught.value.lines("zh") == ("三人太少。", "请询问更多人。")
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        shop.do(broken)
    with pytest.raises(RuntimeError, match="pickle"):
        shop.do(unsendable)


def test_what_is_printed_is_no_answer(shop):
    assert shop.do(chatty) == "an answer"


def test_progress_is_told_and_whoever_stops_it_stops_it_at_once(shop):
    told = []

    def progress(done, whole, what):
        told.append((done, whole, what("zh")))
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shop.do(steps, progress=progress)
    assert told == [(at, 100, "步骤") for at in range(4)]
    assert shop.do(number, 1)[0] == 1


def test_one_that_is_killed_is_asked_again_and_then_given_up(shop, tmp_path):
    assert shop.do(dying, tmp_path / "marker") == "the second time"
    with pytest.raises(OurFault) as caught:
        shop.do(always_dying)
    assert "内存" in caught.value.lines("zh")[0]
    assert shop.do(number, 1)[0] == 1


def test_it_ends_when_nobody_asks_and_begins_again(shop, monkeypatch):
    monkeypatch.setattr(process, "REST", 0.1)
    _, first = shop.do(number, 1)
    for _ in range(100):
        if shop._process is None:
            break
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert shop.do(number, 1)[1] != first
