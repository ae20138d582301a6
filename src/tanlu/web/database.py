"""Which database: SQLite beside the secret, or PostgreSQL by one address."""

import re
from pathlib import Path
from typing import Any, Final

from tanlu.errors import BadReference

_ADDRESS: Final = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^:@/]*)(?::(?P<password>[^@/]*))?@)?(?P<host>[^:/?]*)(?::(?P<port>\d+))?/(?P<name>[^?]+)"
    r"(?:\?host=(?P<socket>.+))?"
)
_ESCAPED: Final = re.compile(r"%([0-9A-Fa-f]{2})")


def database(address: str, folder: Path) -> dict[str, Any]:
    """Return the settings of a database.

    Parameters
    ----------
    address : str
        ``postgresql://user:password@host:port/name`` (with ``?host=/folder`` for a socket), or empty for SQLite.
    folder : Path
        Where SQLite keeps its file.

    Raises
    ------
    BadReference
        If the address cannot be read.

    Examples
    --------
    >>> database("postgresql://ann:p%40ss@db:5433/tanlu", Path("."))["PASSWORD"]
    'p@ss'
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "site.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
            },
        }
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise BadReference(
            ("TANLU_DATABASE_URL cannot be read.", "无法识别 TANLU_DATABASE_URL。"),
            (
                "Write postgresql://user:password@host:5432/name.",
                "请写成 postgresql://用户:密码@主机:5432/库名。",
            ),
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _plain(found["name"]),
        "USER": _plain(found["user"] or ""),
        "PASSWORD": _plain(found["password"] or ""),
        "HOST": _plain(found["socket"] or found["host"] or ""),
        "PORT": found["port"] or "",
        "OPTIONS": {"options": "-c lock_timeout=20s"},  # as long as SQLite waits
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda each: chr(int(each[1], 16)), text)
