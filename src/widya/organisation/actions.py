"""What changes in the tree of units."""

from django.db import transaction
from django.db.models import ProtectedError

from widya.organisation.errors import UnitBelowItself, UnitInUse
from widya.organisation.models import Unit


@transaction.atomic
def place_unit(unit: Unit, parent: Unit | None) -> Unit:
    """Save the unit's own fields and put it below ``parent`` (None: at the top).

    Raises:
        UnitBelowItself: ``parent`` is the unit or lies below it.
    """
    if unit.pk is None:
        return _add(unit, parent)
    if parent is not None and (parent == unit or parent.is_descendant_of(unit)):
        raise UnitBelowItself
    unit.save()
    if unit.get_parent() != parent:
        _move(unit, parent)
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def delete_unit(unit: Unit) -> None:
    """Delete a unit that nobody belongs to any more.

    Raises:
        UnitInUse: people or other units belong to it.
    """
    if not unit.is_leaf():
        raise UnitInUse
    try:
        unit.delete()
    except ProtectedError:
        raise UnitInUse from None


def _add(unit: Unit, parent: Unit | None) -> Unit:
    added: Unit = parent.add_child(instance=unit) if parent else Unit.add_root(instance=unit)
    return added


def _move(unit: Unit, parent: Unit | None) -> None:
    if parent is not None:
        unit.move(parent, "last-child")
    else:
        unit.move(Unit.get_last_root_node(), "last-sibling")
