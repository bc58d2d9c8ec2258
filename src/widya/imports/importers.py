"""How an app says what can be imported into it.

It registers an importer in its ``importing.py``::

    @register
    class UnitImporter(Importer): ...

An importer describes the columns, reads a row (``parse``), decides what each of a batch of rows
comes to (``plan``, which only reads the database) and carries it out (``save``). The check before
an import stops after ``plan``; so what it forecasts is what the import does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Site

from widya.imports.models import ImportRow

Outcome = ImportRow.Outcome
_SPACE = re.compile(r"[\s*]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the spreadsheet.

    Attributes:
        name: the name of the row's attribute, and a heading that is always understood.
        label: the heading in the template.
        help: what to write, for the template's explanations.
        example: the cell of the template's example row.
        is_required: whether a row without it is refused.
        is_unique: whether two rows of a file may not have the same.
        longest: the most characters that are accepted.
        choices: what may be chosen from, where that is fixed.
    """

    name: str
    label: str | Promise
    help: str | Promise
    example: str = ""
    is_required: bool = False
    is_unique: bool = False
    longest: int = 200
    choices: tuple[str | Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: the label of the column, empty for the whole row, and the reason."""

    column: str
    message: str


@dataclass(slots=True)
class Step:
    """What a row comes to.

    Attributes:
        instance: the record to be created or changed, with its new values.
        changed: the names of the fields that change.
        problems: why the row is refused.
        data: whatever else the importer's ``save`` needs.
    """

    outcome: Outcome
    instance: Any = None
    changed: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    data: Any = None

    @property
    def is_change(self) -> bool:
        """Whether there is something to save."""
        return self.outcome in {Outcome.CREATED, Outcome.CHANGED}

    def refuse(self, problem: Problem) -> None:
        """Turn the step into a refusal, because it turned out to be impossible."""
        self.outcome, self.problems = Outcome.REFUSED, [problem]


class RowRefused(Exception):
    """The row cannot be read; ``problems`` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(len(problems))


class Importer:
    """What can be imported of one kind. One instance serves one import, for some seconds.

    A method ``clean_<column>(text)`` turns a cell that is not empty into a value or raises
    Django's ``ValidationError``. Values that are left empty stay the empty text.

    Attributes:
        kind: stands in addresses and in the database.
        label: what is imported, in the plural.
        row_class: what ``parse`` returns: a dataclass with a field for each column.
    """

    kind: ClassVar[str]
    label: ClassVar[str | Promise]
    columns: ClassVar[tuple[Column, ...]]
    row_class: ClassVar[type]

    def __init__(self, *, site: Site, by: Any, now: datetime) -> None:
        self.site, self.by, self.now = site, by, now

    @classmethod
    def is_allowed(cls, user: Any, site: Site) -> bool:
        """Tell whether the person may import this kind on the site."""
        raise NotImplementedError

    def remember(self, earlier: Iterable[Mapping[str, str]]) -> None:
        """Take note of the cells of rows before this batch that the check found good."""

    def comparable(self, column: Column, text: str) -> str:
        """Return the form in which the values of a unique column are compared."""
        return text.casefold()

    def parse(self, cells: Mapping[str, str]) -> Any:
        """Return the row that the cells give.

        Raises:
            RowRefused: something is wrong with them; all of it is told.
        """
        values, problems = {}, []
        for column in self.columns:
            try:
                values[column.name] = self._value(column, cells.get(column.name, ""))
            except ValidationError as error:
                problems += [Problem(str(column.label), message) for message in error.messages]
        if problems:
            raise RowRefused(problems)
        return self.row_class(**values)

    def plan(self, rows: Sequence[Any]) -> list[Step]:
        """Return what each row comes to, in their order; the database is only read."""
        raise NotImplementedError

    def save(self, steps: Sequence[Step]) -> None:
        """Carry out the steps that create or change something; ``step.refuse`` where it fails."""
        raise NotImplementedError

    def refusal(self, column_name: str, message: str) -> Step:
        """Return the step of a row that is refused for one of its cells."""
        label = next(str(each.label) for each in self.columns if each.name == column_name)
        return Step(Outcome.REFUSED, problems=[Problem(label, message)])

    def _value(self, column: Column, text: str) -> Any:
        if not text:
            if column.is_required:
                raise ValidationError(_("Wajib diisi."))
            return ""
        if len(text) > column.longest:
            message = _("Terlalu panjang: paling banyak %(count)d karakter.")
            raise ValidationError(message % {"count": column.longest})
        clean = getattr(self, f"clean_{column.name}", None)
        return clean(text) if clean else text


_importers: dict[str, type[Importer]] = {}


def register(importer: type[Importer]) -> type[Importer]:
    """Let the decorated importer be used."""
    _importers[importer.kind] = importer
    return importer


def importer_of(kind: str) -> type[Importer]:
    """Return the importer of a kind.

    Raises:
        KeyError: there is none.
    """
    return _importers[kind]


def importers_for(user: Any, site: Site) -> list[type[Importer]]:
    """Return what the person may import on the site."""
    return [each for each in _importers.values() if each.is_allowed(user, site)]


def find_columns(
    importer: type[Importer], headings: Sequence[str]
) -> tuple[dict[int, Column], list[str]]:
    """Return the known columns by their place, and the headings that are not understood.

    A heading is a column's name or its label in any language of the platform. Of two equal ones
    the first counts.
    """
    names = _names_of_columns(importer)
    found: dict[int, Column] = {}
    ignored = []
    for place, heading in enumerate(headings):
        column = names.get(_plain(heading))
        if column and column not in found.values():
            found[place] = column
        elif heading:
            ignored.append(heading)
    return found, ignored


def _names_of_columns(importer: type[Importer]) -> dict[str, Column]:
    names = {column.name: column for column in importer.columns}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names |= {_plain(str(column.label)): column for column in importer.columns}
    return names


def _plain(heading: str) -> str:
    return _SPACE.sub(" ", heading).strip().casefold()
