"""Fixtures for what a test may lack, and the count of skips by reason."""

import os
from collections import Counter
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

from tanlu import brief
from tests import needs
from tests.own_tables import own_home  # noqa: F401 - fixture
from tests.serving import agency, clock  # noqa: F401 - fixtures
from tests.spine import assert_bilingual, packaged, store, write  # noqa: F401 - fixtures

HERE = Path(__file__).parent
COVERING = {"registers", "evidence", "lineage", "brief", "actions"}
"""Folders of tests; those of actions are the only ones of reading one's own tables and of verifying."""


@pytest.fixture
def shared() -> Path:
    """The folder of research notes and evidence beside the checkout."""
    return needs.shared()


@pytest.fixture
def chromium() -> Path:
    """The system's Chromium."""
    return needs.chromium()


@pytest.fixture
def r() -> Path:
    """Rscript, with R's package survey."""
    return needs.r_survey()


def _import_editions() -> None:
    """Import what is imported at its first use, while coverage looks: that may be in a test which it does not follow."""
    for each in walk_packages(brief.__path__, f"{brief.__name__}."):
        import_module(each.name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take coverage from the tests of the rooms it is asked of: it nearly doubles the work of every test it follows."""
    _import_editions()
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.relative_to(HERE).parts[0] not in COVERING:
            item.add_marker("no_cover")


# Outermost, so that our line comes after pytest's own summary and is the last one.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return  # the controller has what its workers counted
    skips = Counter(_reason(report) for report in reporter.stats.get("skipped", []))
    by_reason = " · ".join(f"{count} {reason}" for reason, count in skips.most_common())
    reporter.write_line(f"skips by reason: {by_reason or 'none'}")
    tally = os.environ.get("TANLU_TALLY")
    if tally:
        _append_tally(Path(tally), reporter.stats, skips)


def _reason(report: pytest.TestReport) -> str:
    where_and_why = report.longrepr
    if isinstance(where_and_why, tuple):
        return str(where_and_why[2]).removeprefix("Skipped: ")
    return str(where_and_why)


def _append_tally(path: Path, stats: dict[str, list[object]], skips: Counter[str]) -> None:
    """Add this run's counts to a file, from which CI makes one closing line for all its runs."""
    passed, failed = len(stats.get("passed", [])), len(stats.get("failed", [])) + len(stats.get("error", []))
    lines = [f"passed\t{passed}\n", f"failed\t{failed}\n"]
    lines += [f"skipped\t{count}\t{reason}\n" for reason, count in skips.items()]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(lines)
