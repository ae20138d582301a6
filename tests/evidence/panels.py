"""A synthetic panel, said to be synthetic in every row: numbers that add up exactly, and every kind of absence."""

from pathlib import Path

import duckdb

YEARS = (2019, 2020, 2021)


def write_panel(path: Path, form: str = "parquet") -> Path:
    """Write 18,000 rows: the last year of Wyoming has no number at all, one of Shanxi's rows is not a number."""
    options = "FORMAT parquet" if form == "parquet" else "FORMAT csv, HEADER"
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"""
            COPY (
                SELECT 'coal_production' AS series, region, CAST(2019 + i % 3 AS INTEGER) AS year,
                       'mine ' || (i // 9) AS mine, 'kt' AS unit, 'synthetic' AS source,
                       CASE WHEN gone THEN NULL WHEN i = 1 AND '{form}' = 'parquet' THEN 'NaN'::DOUBLE
                            ELSE (i % 997) / 8 END AS value,
                       CASE WHEN gone AND i % 2 = 0 THEN 'missing' WHEN gone THEN 'suppressed'
                            ELSE 'estimated' END AS status
                FROM (SELECT i, ['US-WY', 'CN-SX', 'CN-SN'][1 + i // 3 % 3] AS region,
                             i % 17 = 0 OR (i // 3 % 3 = 0 AND i % 3 = 2) AS gone FROM range(18000) AS t(i))
            ) TO '{path}' ({options})
            """
        )
    return path
