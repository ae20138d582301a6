"""An in-memory DuckDB that keeps quiet and fetches nothing."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


def in_memory(**options: Any) -> "duckdb.DuckDBPyConnection":  # noqa: ANN401 - whatever DuckDB can be told
    """Return an empty database in memory.

    A query of more than two seconds would draw a bar on standard output, in the middle of the JSON that a
    program reads; so the bar is off.

    Parameters
    ----------
    **options
        Settings of DuckDB, such as ``threads`` or ``memory_limit``.
    """
    import duckdb  # noqa: PLC0415 - 0.2 CPU-s that `tanlu --help` need not pay

    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False, **options})
    connection.execute("SET enable_progress_bar = false")
    return connection
