"""A site of its own for every test: an empty house, an empty database, nothing kept from the page before."""

from importlib import import_module

import pytest
from django.db import connection

from tanlu.web.ballots import operations as rounds
from tanlu.web.ledger import operations as ledger
from tanlu.web.ledger import register
from tanlu.web.search import views as search
from tanlu.web.shell import evidence, limits

GUARDS = {"audit": "0002_append_only", "ballots": "0002_sealed_while_open"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite in a file, as on the site: in memory no two threads could write, and nothing would wait for a lock."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "site.sqlite3")


@pytest.fixture(autouse=True)
def own_site(tmp_path, monkeypatch):
    monkeypatch.setenv("TANLU_HOME", str(tmp_path / "home"))
    evidence.forget()
    limits.forget()
    register._joined.cache_clear()  # another database may count its entries alike
    search._held.cache_clear()
    yield
    evidence.forget()


@pytest.fixture
def reader(client):
    """A browser of the public: pages by address, as text."""

    def read(address, status=200, **headers):
        answer = client.get(address, headers=headers)
        assert answer.status_code == status, (address, answer.status_code, answer.content[:400])
        return answer.content.decode()

    return read


@pytest.fixture
def site_db(transactional_db):
    """A database in which transactions end as on the site; it is emptied after the test, which its guards would refuse."""
    _guards(standing=True)
    yield
    _guards(standing=False)


@pytest.fixture
def place(site_db, monkeypatch):
    """The site with everything in it. What reaches beyond the database is left out: each answer is taken back."""
    monkeypatch.setattr(ledger, "_demand_parity", lambda _: None)
    from tests.web.every import everything  # its models are there once Django is

    made = everything()
    monkeypatch.setattr(rounds, "destroy", lambda name: None)
    monkeypatch.setattr(rounds, "_forget", lambda: None)
    return made


def _guards(*, standing):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            word = "ENABLE" if standing else "DISABLE"
            cursor.execute(f"ALTER TABLE audit_event {word} TRIGGER USER")
        elif standing:
            for app, name in GUARDS.items():
                for each in import_module(f"tanlu.web.{app}.migrations.{name}").SQLITE:
                    cursor.execute(each.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))
        else:
            for act in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS audit_no_{act}")
