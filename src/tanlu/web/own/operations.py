"""What changes about own figures: the actions of the command line, with their lines in the audit."""

from tanlu.actions.own import Imported, import_figures, remove_release
from tanlu.web.audit.operations import record
from tanlu.web.own import uploads
from tanlu.web.people.models import Person


def tried(kept: str, name: str) -> Imported:
    """Return what an import of a kept table would do, and do nothing."""
    return import_figures(uploads.path_of(kept), name, dry_run=True)


def take_in(kept: str, name: str, *, by: Person) -> Imported:
    """Import a kept table as a release of its own: all of it, or nothing."""
    found = import_figures(uploads.path_of(kept), name)
    if found.done:
        record(by, "own.import", found.name, rows=found.rows, file=kept)
        uploads.forget(kept)
    return found


def put_away(name: str, *, by: Person) -> None:
    """Put an own release away; it is kept outside the evidence."""
    remove_release(name)
    record(by, "own.remove", name)
