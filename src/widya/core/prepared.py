"""Statements that are put together once and then only run.

``@prepared`` is for queries, ``@prepared_change`` for an UPDATE, ``insert`` for a new row.

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

An UPDATE is put together once in the same way::

    @prepared_change
    def use_up(key: str, now: datetime) -> Change:
        return Ticket.objects.filter(key=key, used_at=None), {"used_at": now}

``use_up(key, now)`` returns how many rows it changed. ``insert(Ticket(key=key))`` adds a row. No
signal is sent.

PostgreSQL gets the arguments apart from the statement, and keeps its plan for each connection.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime
from functools import lru_cache, update_wrapper
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar, cast, get_type_hints
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.postgresql import base as postgresql
from django.db.models.expressions import Expression
from django.db.models.sql import InsertQuery, Query, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

_Arguments = ParamSpec("_Arguments")
_Row = TypeVar("_Row")

# The rows to change, and their new values.
Change: TypeAlias = tuple[models.QuerySet[Any], dict[str, Any]]
_Statement: TypeAlias = tuple[str, Sequence[Any]]
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
    statement: _Statement
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
        with _execute(self.statement, self.arguments) as cursor:
            return [cursor.fetchall()]


def _execute(statement: _Statement, arguments: tuple[Any, ...]) -> Any:
    """Run the statement with the arguments in the stand-ins' places; return the open cursor."""
    connection = connections[DEFAULT_DB_ALIAS]
    text, parameters = statement
    values = [
        each.value_among(arguments, connection) if isinstance(each, _StandIn) else each
        for each in parameters
    ]
    cursor = _cursor(connection)
    cursor.execute(text, values)
    return cursor


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


def _stand_ins(build: Callable[..., Any]) -> list[_StandIn]:
    """Return what stands for the function's arguments."""
    kinds = [kind for name, kind in get_type_hints(build).items() if name != "return"]
    return [_StandIn(place, kind) for place, kind in enumerate(kinds)]


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
        build: Callable[..., models.QuerySet[Any, _Row]] = self._build
        rows = build(*_stand_ins(build))
        rows_are = rows._iterable_class
        rows.query = query = cast("_CompiledQuery", rows.query.chain(klass=_CompiledQuery))
        rows._iterable_class = rows_are  # a new query makes dictionaries of what were tuples
        query.compiled = compiled = Query.get_compiler(query, using=rows.db)
        query.statement = compiled.as_sql()
        columns = [column for column, *_ in compiled.select[: compiled.col_count]]
        converters = compiled.get_converters(columns)
        compiled.get_converters = lambda _: converters
        has_composites = compiled.has_composite_fields(columns)
        compiled.has_composite_fields = lambda _: has_composites
        return rows


class prepared_change(Generic[_Arguments]):  # noqa: N801 - a decorator
    """Let a function that returns a ``Change`` make it, and put the statement together once."""

    def __init__(self, build: Callable[_Arguments, Change]) -> None:
        self._build = build
        self._ready: dict[str, _Statement] = {}
        update_wrapper(self, build)

    def __call__(self, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> int:
        """Return the number of rows that were changed.

        Raises:
            TypeError: the values are not all columns of the model's own table.
        """
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        if vendor not in self._ready:
            self._ready[vendor] = self._compile()
        with (
            transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS),
            _execute(self._ready[vendor], arguments) as cursor,
        ):
            changed: int = cursor.rowcount
        return changed

    def _compile(self) -> _Statement:
        build: Callable[..., Change] = self._build
        rows, values = build(*_stand_ins(build))
        query = cast("UpdateQuery", rows.query.chain(klass=UpdateQuery))
        query.add_update_values(values)
        if query.related_updates:
            raise TypeError(f"{build.__name__} changes columns of two tables")
        return query.get_compiler(using=rows.db).as_sql()


def insert(row: models.Model) -> None:
    """Add a row whose primary key, where the database gives it, nobody needs to know."""
    connection = connections[DEFAULT_DB_ALIAS]
    text, fields = _insert_into(type(row), connection.vendor)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection=connection)
        for field in fields
    ]
    with transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS):
        _execute((text, values), ()).close()


@lru_cache
def _insert_into(
    model: type[models.Model],
    vendor: str,  # noqa: ARG001 - the statement is in its dialect
) -> tuple[str, list[models.Field[Any, Any]]]:
    """Return the statement for one row of the model's own table, and the fields that it takes."""
    columns = model._meta.local_concrete_fields
    fields = [each for each in columns if not isinstance(each, models.AutoField)]
    query = InsertQuery(model)
    query.insert_values(fields, [model()], raw=True)
    ((text, _),) = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
    return text, fields
