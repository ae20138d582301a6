"""Pages of the default brief, made once."""

import pytest

from tanlu.actions.briefs import write_brief
from tests.brief import reading


@pytest.fixture(scope="session")
def written(store, tmp_path_factory):
    """The default brief in both languages."""
    return write_brief(store, out=tmp_path_factory.mktemp("written"))


@pytest.fixture(scope="session")
def pages(written):
    return {lang: reading.read(path) for lang, path in written.paths.items()}
