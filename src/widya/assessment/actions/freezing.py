"""Freezing what an author wrote, so that attempts ask and score exactly that."""

from datetime import datetime
from typing import Any

from django.db import transaction

from widya.accounts.models import User
from widya.assessment.models import Item, ItemRevision


@transaction.atomic
def freeze_item(item: Item, *, by: User | None, now: datetime) -> ItemRevision:
    """Return the item's present state as a revision; a new one only when something changed."""
    # Two authors who save at once must not both take the same number.
    Item.objects.select_for_update().get(pk=item.pk)
    latest = item.revisions.order_by("-number").first()
    state = _state_of(item)
    if latest and all(getattr(latest, name) == value for name, value in state.items()):
        return latest
    number = latest.number + 1 if latest else 1
    return ItemRevision.objects.create(
        item=item, number=number, created_at=now, created_by=by, **state
    )


def _state_of(item: Item) -> dict[str, Any]:
    choices = list(item.choices.all())
    return {
        "kind": item.kind,
        "stem": item.stem,
        "choices": [choice.text for choice in choices],
        "key": [index for index, choice in enumerate(choices) if choice.is_right],
        "explanation": item.explanation,
    }
