"""A start without Django is allowed for the very database that was prepared, and no other."""

import sqlite3
from contextlib import closing

import pytest

from tools import known_database, stamps

ACCOUNTS = "participant 199001012015031001"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Return a database that has all migrations, in a folder of its own."""
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(known_database, "NOTE", tmp_path / "stamps" / "accounts")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    path = tmp_path / "widya.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        rows = known_database._migrations()
        connection.executemany("INSERT INTO django_migrations VALUES (?, ?)", rows)
        connection.commit()
    return path


def test_a_prepared_database_is_known(file):
    known_database.remember(ACCOUNTS)
    assert known_database.accounts() == ACCOUNTS


def test_nothing_is_known_before_the_first_start(file):
    assert known_database.accounts() == ""


def test_a_database_that_lacks_a_migration_is_not_known(file):
    known_database.remember(ACCOUNTS)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'learning'")
        connection.commit()
    assert known_database.accounts() == ""


def test_a_lost_or_damaged_database_is_not_known(file):
    known_database.remember(ACCOUNTS)
    file.write_bytes(b"no database at all, only some text" * 100)
    assert known_database.accounts() == ""
    file.unlink()
    assert known_database.accounts() == ""
    assert not file.exists()


def test_another_database_is_left_to_django(file, monkeypatch):
    known_database.remember(ACCOUNTS)
    monkeypatch.setenv("DATABASE_URL", "postgres://widya@localhost/widya")
    assert known_database.accounts() == ""
