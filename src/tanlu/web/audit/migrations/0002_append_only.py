"""Nothing in the chain can be changed or taken away, whoever asks the database."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = [
    f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit_event "
    "BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END"
    for act in ("UPDATE", "DELETE")
]
POSTGRES = [
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_event "
    "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
]


def forwards(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
    """Put the triggers in place."""
    for each in SQLITE if schema.connection.vendor == "sqlite" else POSTGRES:
        schema.execute(each)


class Migration(migrations.Migration):
    """The triggers of the chain."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
