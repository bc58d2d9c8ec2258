"""Frozen items by their ids, kept in the cache: a revision never changes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.cache import cache

from widya.assessment.models import ItemRevision

LIFETIME_SECONDS = 3600  # for the cache's sake, not for theirs


@dataclass(frozen=True, slots=True)
class FrozenItem:
    """What a revision holds; see ``ItemRevision``. Only what is closed may look at the key."""

    kind: str
    stem: str
    choices: list[str]
    key: list[int]
    explanation: str


def frozen_items(ids: Collection[int]) -> Mapping[int, FrozenItem]:
    """Return the revisions with these ids, by id.

    Raises:
        ItemRevision.DoesNotExist: one is missing.
    """
    keys = {_key(pk): pk for pk in ids}
    kept = cache.get_many(keys)
    items = {keys[key]: item for key, item in kept.items()}
    if missing := set(ids) - set(items):
        items |= _read(missing)
    return items


def _read(ids: Collection[int]) -> dict[int, FrozenItem]:
    columns = ("kind", "stem", "choices", "key", "explanation")
    rows = ItemRevision.objects.filter(pk__in=ids).values_list("pk", *columns)
    items = {pk: FrozenItem(*values) for pk, *values in rows}
    if len(items) < len(ids):
        raise ItemRevision.DoesNotExist(set(ids) - set(items))
    cache.set_many({_key(pk): item for pk, item in items.items()}, LIFETIME_SECONDS)
    return items


def _key(pk: int) -> str:
    return f"assessment:revision:{pk}"
