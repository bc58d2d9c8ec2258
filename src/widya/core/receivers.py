"""What makes the kept pages of visitors worthless."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page, Site
from wagtail.signals import post_page_move

from widya.core.page_cache import drop_visitor_pages


@receiver([post_save, post_delete], dispatch_uid="core.drop_visitor_pages")
def drop_after_change(sender: type[Model], **kwargs: Any) -> None:
    """Drop the kept pages when a page of the tree, a site or its settings changed."""
    if issubclass(sender, Page | Site | BaseSiteSetting):
        _drop_now_and_on_commit()


@receiver(post_page_move, dispatch_uid="core.drop_visitor_pages_moved")
def drop_after_move(sender: type[Page], **kwargs: Any) -> None:
    """Drop the kept pages when the order or the place of a page changed."""
    _drop_now_and_on_commit()


def _drop_now_and_on_commit() -> None:
    # Now for what this transaction reads itself, on commit for what others read meanwhile.
    drop_visitor_pages()
    transaction.on_commit(drop_visitor_pages)
