"""Database functions that Django does not bring."""

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, JSONField
from django.db.models.sql.compiler import SQLCompiler


class JSONSet(Func):
    """The JSON object in ``field`` with ``key`` set to ``value``.

    The database changes one key of the stored object, so that two saves of different keys never
    overwrite one another, as writing back a whole object read before would.
    """

    arity = 1

    def __init__(self, field: str, *, key: str, value: object) -> None:
        super().__init__(field, output_field=JSONField())
        self.key = key
        self.text = json.dumps(value)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        return f"JSON_SET({column}, %s, JSON(%s))", [*params, f'$."{self.key}"', self.text]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        return f"JSONB_SET({column}, ARRAY[%s], %s::jsonb)", [*params, self.key, self.text]
