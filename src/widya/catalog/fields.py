"""A column of stems, searched alike on both databases."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Lookup
from django.db.models.sql.compiler import SQLCompiler

SQL = tuple[str, list[str]]


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


@StemsField.register_lookup
class HasWords(Lookup):
    """``stems__has``: for each group of words one at least is in the set.

    A word with ``*`` behind it stands for all that begin with it.
    """

    lookup_name = "has"
    prepare_rhs = False

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> SQL:
        column, parameters = self.process_lhs(compiler, connection)
        groups = (" | ".join(word.replace("*", ":*") for word in group) for group in self.rhs)
        query = " & ".join(f"({group})" for group in groups)
        return f"{column} @@ %s::tsquery", [*parameters, query]

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> SQL:
        column, parameters = self.process_lhs(compiler, connection)
        groups = (" OR ".join(f"instr({column}, %s)" for _ in group) for group in self.rhs)
        looked_for = [
            f" {word[:-1]}" if word.endswith("*") else f" {word} "
            for group in self.rhs
            for word in group
        ]
        return " AND ".join(f"({group})" for group in groups), [*parameters, *looked_for]
