"""Fixtures of the rooms below the brief: the packaged store, a release writer, and both languages of an error."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tanlu.errors import TanluError
from tanlu.evidence.build import write_release
from tanlu.evidence.release import packaged_folders
from tanlu.evidence.store import Store

HAN = re.compile(r"[\u3400-\u9fff]")
OFFICIAL = re.compile(r"\([^()]*[\u3400-\u9fff][^()]*\)")
"""A name with its Chinese in brackets, as in ``CN-SX (Shanxi 山西)``."""

settings.register_profile("tanlu", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("tanlu")


def _assert_bilingual(error: TanluError, *given: str) -> None:
    """Both languages say what and what to do; Han stands in English only where the user or an official name put it."""
    for en, zh in (error.what, error.do):
        assert en.strip(), error
        assert zh.strip(), error
        assert en != zh
        assert HAN.search(zh), zh
        prose = OFFICIAL.sub("", en)
        for name in given:
            prose = prose.replace(name, "")
        assert not HAN.search(prose), en
        assert en.rstrip()[-1] in ".?", en
        assert zh.rstrip()[-1] in "。？", zh
    assert error.lines("en") == (error.what[0], error.do[0])
    assert error.lines("zh") == (error.what[1], error.do[1])
    assert str(error) == f"{error.what[0]} {error.do[0]}"


@pytest.fixture(scope="session")
def assert_bilingual() -> Callable[..., None]:
    return _assert_bilingual


@pytest.fixture(scope="session")
def store() -> Store:
    """The packaged release alone."""
    return Store.open()


@pytest.fixture(scope="session")
def packaged() -> Path:
    """The folder of the packaged release."""
    return packaged_folders()[-1]


FACT = {
    "series": "coal_production", "dims": "", "region": "US-WY", "period": "2023", "source": "county",
    "value": 200.0, "unit": "Mt", "status": "reported", "low": None, "high": None, "scope": "all_mines",
    "locator": "table 1", "note_en": "", "note_zh": "", "published": "2024-05-01",
}  # fmt: skip
SOURCE = {
    "id": "county", "title_en": "County survey", "title_zh": "县级调查", "publisher_en": "A county",
    "publisher_zh": "某县", "published": "2024", "url": "https://example.org", "accessed": "2026-11-01",
    "licence": "CC BY 4.0", "language": "en", "locator": "", "note_en": "", "note_zh": "",
}  # fmt: skip


class Writer:
    """Write small releases: rows are what differs from a sound one."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(
        self,
        name: str,
        *facts: dict[str, object],
        sources: list[dict[str, object]] | None = None,
        preferences: list[tuple[str, ...]] | None = None,
        policies: list[tuple[str, ...]] | None = None,
        published: str = "2026-12-01",
        raw: tuple[Path, ...] = (),
    ) -> Path:
        folder = self.home / "releases" / name
        described = [{}] if sources is None else sources
        tables = {
            "facts": [tuple({**FACT, **each}.values()) for each in facts],
            "sources": [tuple({**SOURCE, **each}.values()) for each in described],
            "preferences": preferences or [],
            "policies": policies or [],
        }
        write_release(folder, tables, published=published, parser="test 1", raw=raw)
        return folder


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Write releases under a temporary TANLU_HOME, which is ``write.home``."""
    return Writer(tmp_path / "home")
