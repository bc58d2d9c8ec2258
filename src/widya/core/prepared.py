"""Queries that are put together once and then only run: ``@prepared``.

Django builds and compiles a query anew each time; on a hot page that costs several times what the
database does with it. A function that returns a query set is decorated::

    @prepared
    def newest_of(user: User, since: datetime) -> QuerySet[Certificate]:
        return Certificate.objects.filter(user=user, issued_at__gte=since)

and ``newest_of(user, since)`` returns the list of its rows, ``newest_of.first(user, since)`` one.
The function is called once for each kind of database; its arguments are then stand-ins that may
only be compared with columns. What changes the statement itself (a slice, an order, a list of
values, ``None``, a language) cannot be an argument, nor may the function read anything that
changes. Nobody checks that a query which locks its rows runs within a transaction.

PostgreSQL gets the arguments apart from the statement, and keeps its plan for each connection.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar, cast, get_type_hints
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.postgresql import base as postgresql
from django.db.models.expressions import Expression
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

_Arguments = ParamSpec("_Arguments")
_Row = TypeVar("_Row")

CURSOR = postgresql.ServerBindingCursor  # type: ignore[attr-defined]  # psycopg 3's
_FIELDS: dict[type, models.Field[Any, Any]] = {
    int: models.BigIntegerField(),
    str: models.TextField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
    UUID: models.UUIDField(),
}


class _StandIn(Expression):
    """Stands for the argument in that place while the query is put together."""

    def __init__(self, place: int, kind: type) -> None:
        is_model = issubclass(kind, models.Model)
        super().__init__(output_field=models.BigIntegerField() if is_model else _FIELDS[kind])
        self.place = place

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def value_among(self, arguments: tuple[Any, ...], connection: Any) -> Any:
        """Return the argument as the database's driver takes it."""
        value = arguments[self.place]
        if isinstance(value, models.Model):
            value = value.pk
        return self.output_field.get_db_prep_value(value, connection)


class _CompiledQuery(Query):
    """A query that knows its statement; ``arguments`` are those of the call that runs it."""

    compiled: SQLCompiler
    statement: tuple[str, Sequence[Any]]
    arguments: tuple[Any, ...]

    def get_compiler(
        self,
        using: str | None = None,
        connection: Any = None,
        elide_empty: bool = True,  # noqa: FBT001, FBT002 - Django's signature
    ) -> SQLCompiler:
        bound = copy(self.compiled)
        bound.connection = connection or connections[using or DEFAULT_DB_ALIAS]
        bound.execute_sql = self._run  # type: ignore[method-assign, assignment]
        return bound

    def _run(self, *args: Any, **kwargs: Any) -> list[list[tuple[Any, ...]]]:
        """Return the rows, all at once, as Django's compilers return them in chunks."""
        connection = connections[DEFAULT_DB_ALIAS]
        statement, parameters = self.statement
        values = [
            each.value_among(self.arguments, connection) if isinstance(each, _StandIn) else each
            for each in parameters
        ]
        with _cursor(connection) as cursor:
            cursor.execute(statement, values)
            return [cursor.fetchall()]


def _cursor(connection: Any) -> Any:
    """Return a cursor that, on PostgreSQL, sends a statement and its values apart."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    driver = connection.connection
    usual, driver.cursor_factory = driver.cursor_factory, CURSOR
    try:
        return connection.cursor()
    finally:
        driver.cursor_factory = usual


class prepared(Generic[_Arguments, _Row]):  # noqa: N801 - a decorator
    """Let a function that returns a query set return its rows, and put the query together once.

    Its parameters are annotated with a model, ``int``, ``str``, ``datetime``, ``date`` or ``UUID``,
    and given by place.
    """

    def __init__(self, build: Callable[_Arguments, "models.QuerySet[Any, _Row]"]) -> None:
        self._build = build
        self._ready: dict[str, models.QuerySet[Any, _Row]] = {}
        update_wrapper(self, build)

    def __call__(self, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> list[_Row]:
        """Return the rows.

        Raises:
            TypeError: an argument was given by name.
        """
        if named:
            raise TypeError(f"{self._build.__name__} takes its arguments by place")
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        if vendor not in self._ready:
            self._ready[vendor] = self._compile()
        rows = self._ready[vendor].all()
        rows.query.arguments = arguments  # type: ignore[attr-defined]
        return list(rows)

    def first(self, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Row | None:
        """Return the first of the rows, or None; the query itself asks for no more than one."""
        return next(iter(self(*arguments, **named)), None)

    def _compile(self) -> "models.QuerySet[Any, _Row]":
        kinds = [kind for name, kind in get_type_hints(self._build).items() if name != "return"]
        build: Callable[..., models.QuerySet[Any, _Row]] = self._build
        rows = build(*(_StandIn(place, kind) for place, kind in enumerate(kinds)))
        rows_are = rows._iterable_class
        rows.query = query = cast("_CompiledQuery", rows.query.chain(klass=_CompiledQuery))
        rows._iterable_class = rows_are  # a new query makes dictionaries of what were tuples
        query.compiled = Query.get_compiler(query, using=rows.db)
        query.statement = query.compiled.as_sql()
        return rows
