"""The default brief, made once."""

from tests.brief.conftest import written  # noqa: F401 - fixture
