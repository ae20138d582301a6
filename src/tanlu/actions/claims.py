"""Check claims, the programme's or a user's own."""

from importlib.resources import files
from pathlib import Path

from tanlu.evidence.store import Store
from tanlu.lineage.claims import Claim, packaged_claims, read_claims
from tanlu.lineage.verdict import Checked, check


def check_claims(store: Store, path: Path | None = None) -> tuple[Checked, ...]:
    """Check every claim of a file, or those that ship with Tanlu.

    Raises
    ------
    BadClaim, UnknownName, BadReference, NotComparable
        If a claim cannot be checked as written; no verdict is given for any then.
    """
    claims: tuple[Claim, ...] = read_claims(path) if path else packaged_claims()
    return tuple(check(each, store) for each in claims)


def claims_example() -> str:
    """Return a claims file to start from: the packaged one."""
    return (files("tanlu.lineage") / "data" / "claims.toml").read_text("utf-8")
