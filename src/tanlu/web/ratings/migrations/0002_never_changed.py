"""A rating stays as it was given: the database refuses to change one."""

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER ratings_no_update BEFORE UPDATE ON ratings_given "
    "BEGIN SELECT RAISE(ABORT, 'a rating stays as it was given'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION ratings_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a rating stays as it was given'; END $$",
    "CREATE TRIGGER ratings_no_update BEFORE UPDATE ON ratings_given "
    "FOR EACH ROW EXECUTE FUNCTION ratings_stay()",
)


def guard(_apps: Any, editor: Any) -> None:  # noqa: ANN401 - Django's shape
    """Set the trigger of the database at hand."""
    for each in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(each)


class Migration(migrations.Migration):
    """Set the trigger."""

    dependencies = [("ratings", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
