"""What must not run where our files are opened."""

from typing import Any

from tanlu.study.answers.export import safe


def harmless(cell: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    """Return a cell of a CSV that no spreadsheet takes for a formula; numbers stay numbers.

    >>> harmless("=1+1"), harmless(-3.5), harmless("煤")
    ("'=1+1", -3.5, '煤')
    """
    return safe(cell) if isinstance(cell, str) else cell
