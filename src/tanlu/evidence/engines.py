"""Engines that a big panel runs on here: DuckDB in this process, or Spark in local mode."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tanlu.errors import BadTable, UserMistake
from tanlu.evidence.panel import Panel, extra_missing, ibis_module

if TYPE_CHECKING:
    import ibis

ENGINES: Final = ("duckdb", "spark")
_KINDS: Final = (".parquet", ".csv")


def open_panel(path: Path, engine: str = "duckdb", **columns: str) -> Panel:
    """Open a Parquet or CSV file, or a folder of Parquet files, as a panel on an engine.

    Parameters
    ----------
    path : Path
        The file or folder; it is read by the engine, and never into memory as a whole.
    engine : str
        ``duckdb`` or ``spark``.
    **columns : str
        How the file calls a field; see :meth:`tanlu.evidence.panel.Panel.over`.

    Raises
    ------
    UserMistake
        If the extra of the engine is not installed, or Spark does not start.
    BadTable
        If the file is missing or of another kind, or lacks a needed column.
    """
    form = _form(path)
    connection = _spark() if engine == "spark" else _duckdb()
    try:
        if form == ".csv":
            table = _read_csv(connection, path, engine)
        else:
            where = str(path / "*.parquet") if path.is_dir() and engine == "duckdb" else str(path)
            table = connection.read_parquet(where)
    except (UserMistake, KeyboardInterrupt):
        raise
    except Exception as error:
        raise _unread(path) from error
    return Panel.over(table, **columns)


def _form(path: Path) -> str:
    if path.is_dir() and any(path.glob("*.parquet")):
        return ".parquet"
    if not path.is_file():
        raise BadTable(
            (
                f"{path} is no file, nor a folder of Parquet files.",
                f"{path} 不是文件，也不是存放 Parquet 文件的文件夹。",
            ),
            ("Check the name, and run the command again.", "请核对名称后重新运行。"),
        )
    if path.suffix.casefold() not in _KINDS:
        raise BadTable(
            (
                f"{path.name} is neither Parquet nor CSV.",
                f"{path.name} 既不是 Parquet 文件，也不是 CSV 文件。",
            ),
            ("Save the panel as Parquet.", "请将面板数据存为 Parquet 文件。"),
        )
    return path.suffix.casefold()


def _unread(path: Path) -> BadTable:
    return BadTable(
        (f"The engine cannot read {path.name}: it is damaged, or not what its name says.",
         f"引擎无法读取 {path.name}：文件损坏，或与扩展名不符。"),
        ("Write the file again.", "请重新生成该文件。"),
    )  # fmt: skip


def _duckdb() -> Any:  # noqa: ANN401 - a backend of Ibis, which has no types
    return ibis_module().duckdb.connect(autoinstall_known_extensions=False)


def _read_csv(connection: Any, path: Path, engine: str) -> "ibis.Table":  # noqa: ANN401
    if engine == "spark":
        table: ibis.Table = connection.read_csv(str(path), header=True, inferSchema=True)
        return table
    return connection.read_csv(str(path))


def _spark() -> Any:  # noqa: ANN401 - a backend of Ibis, which has no types
    """Return Spark in local mode: every core of this computer, no port open to others, no console of its own."""
    module = ibis_module()
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - 400 MB that only this engine needs
    except ImportError as error:
        raise extra_missing("spark", "Spark") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        session = (
            SparkSession.builder.master("local[*]")
            .appName("tanlu")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.catalogImplementation", "in-memory")
            .getOrCreate()
        )
    except Exception as error:
        raise UserMistake(
            ("Spark does not start on this computer.", "Spark 无法在本机启动。"),
            (
                "Install Java 17 and set JAVA_HOME; or use --engine duckdb.",
                "请安装 Java 17 并设置 JAVA_HOME，或使用 --engine duckdb。",
            ),
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return module.pyspark.connect(session)
