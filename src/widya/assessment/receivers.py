"""What follows when an author changes an assessment, a bank or an item."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import post_page_move

from widya.assessment.models import AssessmentPage, AssessmentSource, Item, ItemRevision, Pause
from widya.assessment.rules import drop_rules

_RULED_BY = (AssessmentPage, AssessmentSource, Item, ItemRevision, Pause)


@receiver([post_save, post_delete], dispatch_uid="assessment.drop_changed_rules")
def drop_changed_rules(sender: type[Model], **kwargs: Any) -> None:
    """Drop the kept rules when something that they were made of changes."""
    if issubclass(sender, _RULED_BY):
        _drop()


@receiver(post_page_move, dispatch_uid="assessment.drop_moved_rules")
def drop_moved_rules(sender: type[Page], **kwargs: Any) -> None:
    """Drop the kept rules when pages of the tree take other places: a quiz is one by its place."""
    _drop()


def _drop() -> None:
    # Now for what this transaction reads itself, on commit for what others read meanwhile.
    drop_rules()
    transaction.on_commit(drop_rules)
