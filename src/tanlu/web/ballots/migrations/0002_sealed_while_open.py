"""A sealed box can only lie in a round that is not closed: what joined a ballot to a person cannot come back."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_CLOSED = "(SELECT state FROM ballots_round WHERE id = NEW.round_id) = 'closed'"
SQLITE = [
    f"CREATE TRIGGER no_box_after_close_{act.lower()} BEFORE {act} ON ballots_sealedballot WHEN {_CLOSED} "
    "BEGIN SELECT RAISE(ABORT, 'the round is closed'); END"
    for act in ("INSERT", "UPDATE")
]
POSTGRES = [
    "CREATE FUNCTION no_box_after_close() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF {_CLOSED} THEN RAISE EXCEPTION 'the round is closed'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER no_box_after_close BEFORE INSERT OR UPDATE ON ballots_sealedballot "
    "FOR EACH ROW EXECUTE FUNCTION no_box_after_close()",
]


def forwards(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
    """Put the triggers in place."""
    for each in SQLITE if schema.connection.vendor == "sqlite" else POSTGRES:
        schema.execute(each)


class Migration(migrations.Migration):
    """The triggers of the boxes."""

    dependencies = [("ballots", "0001_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
