"""Import of units: each by the agency's own code, in the order of the tree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from widya.core.errors import WidyaError
from widya.imports.importers import Column, Importer, Outcome, Problem, Step, register
from widya.organisation.actions import place_unit
from widya.organisation.models import Unit
from widya.organisation.queries import settings_for

FIELDS = ("name", "code", "kind", "time_zone")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of the file; ``parent`` is a code, empty for what it is already or the site's top."""

    code: str
    name: str
    kind: str
    time_zone: str
    parent: str


@register
class UnitImporter(Importer):
    """Makes units and changes their names, kinds, zones and places. It deletes none."""

    kind = "units"
    label = gettext_lazy("unit kerja")
    row_class = UnitRow
    columns = (
        Column(
            "code",
            gettext_lazy("Kode"),
            gettext_lazy(
                "Kode unit di lembaga. Baris dengan kode yang sudah ada mengubah unitnya."
            ),
            "LP-3171",
            is_required=True,
            is_unique=True,
            longest=40,
        ),
        Column(
            "name",
            gettext_lazy("Nama"),
            gettext_lazy("Nama resmi unit."),
            "Lembaga Pemasyarakatan Kelas I Cipinang",
            is_required=True,
        ),
        Column(
            "kind",
            gettext_lazy("Jenis"),
            gettext_lazy("Kementerian, Eselon I, Kantor wilayah, atau Unit pelaksana teknis."),
            "Unit pelaksana teknis",
            is_required=True,
            choices=tuple(Unit.Kind.labels),
        ),
        Column(
            "time_zone",
            gettext_lazy("Zona Waktu"),
            gettext_lazy("WIB, WITA, atau WIT. Unit baru tanpa isian ini memakai WIB."),
            "WIB",
            choices=tuple(Unit.Zone.labels),
        ),
        Column(
            "parent",
            gettext_lazy("Kode Unit Induk"),
            gettext_lazy(
                "Kode unit di atasnya, yang sudah ada atau ditulis di baris sebelumnya. Unit baru"
                " tanpa isian ini ditempatkan di bawah unit teratas situs."
            ),
            "KW-31",
            longest=40,
        ),
    )

    @classmethod
    def is_allowed(cls, user: Any, site: Site) -> bool:  # noqa: ARG003 - all sites share the tree
        return bool(user.has_perms(["organisation.add_unit", "organisation.change_unit"]))

    def __init__(self, **context: Any) -> None:
        super().__init__(**context)
        # Codes of units that the check found to be made by earlier rows.
        self.promised: set[str] = set()

    def remember(self, earlier: Iterable[Mapping[str, str]]) -> None:
        self.promised.update(cells["code"].casefold() for cells in earlier)

    def clean_kind(self, text: str) -> str:
        return _chosen(Unit.Kind.choices, text)

    def clean_time_zone(self, text: str) -> str:
        return _chosen(Unit.Zone.choices, text)

    def plan(self, rows: Sequence[UnitRow]) -> list[Step]:
        tree = Tree()
        return [self._step(row, tree) for row in rows]

    def save(self, steps: Sequence[Step]) -> None:
        tree = Tree()
        for step in steps:
            try:
                step.instance = self._place(step.data, tree)
            except WidyaError as error:
                step.refuse(Problem("", str(error.message)))
            if "parent" in step.changed:
                tree = Tree()  # the places of others have changed with it

    def _step(self, row: UnitRow, tree: "Tree") -> Step:
        if (
            row.parent
            and not tree.by_code(row.parent)
            and row.parent.casefold() not in self.promised
        ):
            message = _("Tidak ada unit dengan kode ini, juga tidak di baris sebelumnya.")
            return self.refusal("parent", message)
        self.promised.add(row.code.casefold())
        parent = self._parent(row, tree)
        unit = tree.find(row, parent)
        if unit is None:
            return Step(Outcome.CREATED, data=row)
        tree.call(unit, row.code)
        changed = _changes(unit, row)
        if row.parent and tree.parent_of(unit) != parent:
            changed = (*changed, "parent")
        outcome = Outcome.CHANGED if changed else Outcome.UNCHANGED
        return Step(outcome, instance=unit, changed=changed, data=row)

    def _place(self, row: UnitRow, tree: "Tree") -> Unit:
        parent = self._parent(row, tree)
        unit = tree.find(row, parent)
        if unit is None:
            unit = Unit()
        elif not row.parent:
            parent = tree.parent_of(unit)
        for name in FIELDS:
            if value := getattr(row, name):
                setattr(unit, name, value)
        placed = place_unit(unit, parent)
        tree.put(placed)
        return placed

    def _parent(self, row: UnitRow, tree: "Tree") -> Unit | None:
        return tree.by_code(row.parent) if row.parent else self._top_unit

    @cached_property
    def _top_unit(self) -> Unit | None:
        return settings_for(self.site).top_unit


class Tree:
    """All units as they are now."""

    def __init__(self) -> None:
        self._by_code: dict[str, Unit] = {}
        self._by_path: dict[str, Unit] = {}
        for unit in Unit.objects.order_by("path"):
            self.put(unit)

    def put(self, unit: Unit) -> None:
        """Take note of a unit that is new or has changed, but not moved."""
        self._by_path[unit.path] = unit
        if unit.code:
            self.call(unit, unit.code)

    def call(self, unit: Unit, code: str) -> None:
        """Let the unit be found by the code, which it may be about to get."""
        self._by_code[code.casefold()] = unit

    def by_code(self, code: str) -> Unit | None:
        return self._by_code.get(code.casefold())

    def parent_of(self, unit: Unit) -> Unit | None:
        return self._by_path.get(unit.path[: -Unit.steplen])

    def find(self, row: UnitRow, parent: Unit | None) -> Unit | None:
        """Return the row's unit: by its code, else one without a code of this name and place."""
        return self.by_code(row.code) or self._without_code(row.name.casefold(), parent)

    def _without_code(self, name: str, parent: Unit | None) -> Unit | None:
        same = (
            unit
            for unit in self._by_path.values()
            if not unit.code and unit.name.casefold() == name and self.parent_of(unit) == parent
        )
        return next(same, None)


def _changes(unit: Unit, row: UnitRow) -> tuple[str, ...]:
    return tuple(
        name for name in FIELDS if (value := getattr(row, name)) and value != getattr(unit, name)
    )


def _chosen(choices: Sequence[tuple[str, Any]], text: str) -> str:
    """Return the choice that the text names, by its value or its label."""
    for value, label in choices:
        if text.casefold() in {value.casefold(), str(label).casefold()}:
            return value
    labels = ", ".join(str(label) for _value, label in choices)
    raise ValidationError(_("Pilih salah satu: %(labels)s.") % {"labels": labels})
