"""A column of stems, searched alike on both databases."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Field
from django.db.models.sql.compiler import SQLCompiler

SQL = tuple[str, list[Any]]


class StemsField(Field):
    """A set of words: ``tsvector`` on PostgreSQL, on SQLite a text with spaces around each word.

    The words are letters a to z and digits. They are written and searched, never read.
    """

    description = "Stems"

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value: Any, compiler: SQLCompiler, connection: Any) -> str:
        return "array_to_tsvector(%s)" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_save(self, value: Iterable[str], connection: Any) -> list[str] | str:
        words = sorted(value)
        return words if connection.vendor == "postgresql" else f" {' '.join(words)} "


def has_words(column: str, groups: list[list[str]], *, vendor: str) -> SQL:
    """Return the condition that for each group of words one at least is among the stems.

    A word with ``*`` behind it stands for all that begin with it.
    """
    if not groups:
        return "1 = 0", []
    return (_match if vendor == "postgresql" else _read_through)(column, groups)


def _match(column: str, groups: list[list[str]]) -> SQL:
    alternatives = (" | ".join(word.replace("*", ":*") for word in group) for group in groups)
    query = " & ".join(f"({words})" for words in alternatives)
    return f"{column} @@ %s::tsquery", [query]


def _read_through(column: str, groups: list[list[str]]) -> SQL:
    conditions = (" OR ".join(f"instr({column}, %s)" for _ in group) for group in groups)
    looked_for = [
        f" {word[:-1]}" if word.endswith("*") else f" {word} " for group in groups for word in group
    ]
    return " AND ".join(f"({words})" for words in conditions), looked_for
