"""What follows when pages of a course change."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from widya.catalog.actions import (
    ensure_open_ended_run,
    list_course,
    mark_lessons_changed,
    refresh_material_count,
    unlist_course,
)
from widya.catalog.cards import drop_card
from widya.catalog.frame import drop_frames
from widya.catalog.models import COURSE_DEPTH, CatalogPage, Category, CoursePage, ElementPage
from widya.catalog.outline import drop_outline
from widya.catalog.queries import course_of
from widya.core.page_cache import drop_visitor_pages


@receiver(page_published, dispatch_uid="catalog.open_course")
def open_course(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Make the run and the figures of a course that is published for the first time; list it."""
    if isinstance(instance, CoursePage):
        ensure_open_ended_run(instance)
        list_course(instance)


@receiver(page_unpublished, dispatch_uid="catalog.close_course")
def close_course(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Take a course that is published no longer out of its catalogue."""
    if isinstance(instance, CoursePage):
        unlist_course(instance)


@receiver(post_save, dispatch_uid="catalog.drop_changed_outline")
def drop_changed_outline(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Drop the outline and the card of a course of which a page was saved."""
    if issubclass(sender, CoursePage | ElementPage):
        _forget_around(instance)


@receiver([page_published, page_unpublished], dispatch_uid="catalog.recount")
def recount_materials(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Bring the outline and the count of materials up to date with the live pages."""
    if issubclass(sender, CoursePage | ElementPage):
        _refresh_around(instance)


@receiver(post_delete, sender=Page, dispatch_uid="catalog.recount_deleted")
def recount_remaining_materials(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Bring the course of a deleted page up to date.

    The signal is that of the tree's own row, which goes last: until then the tree names the page.
    """
    if instance.depth > COURSE_DEPTH:
        _refresh_around(instance)


@receiver(post_page_move, dispatch_uid="catalog.recount_moved")
def recount_moved_materials(
    sender: type[Page],
    instance: Page,
    parent_page_before: Page,
    parent_page_after: Page,
    **kwargs: Any,
) -> None:
    """Bring the course that lost the page, and the one that got it, up to date."""
    if issubclass(sender, ElementPage):
        _refresh_around(parent_page_before)
        _refresh_around(parent_page_after)


@receiver(post_page_move, dispatch_uid="catalog.list_moved")
def list_moved_course(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """List a course that was moved in the catalogue where it now is."""
    if issubclass(sender, CoursePage) and instance.live:
        list_course(instance.specific)


@receiver([post_save, post_delete], sender=CatalogPage, dispatch_uid="catalog.drop_frames")
@receiver([post_save, post_delete], sender=Category, dispatch_uid="catalog.drop_categories")
@receiver(post_page_move, sender=CatalogPage, dispatch_uid="catalog.drop_moved_frames")
def drop_changed_frames(**kwargs: Any) -> None:
    """Drop what is kept of catalogues when one of them or a category changed."""
    # Now for what this transaction reads itself, on commit for what others read meanwhile.
    drop_frames()
    transaction.on_commit(drop_frames)


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="catalog.restrict")
def hide_restricted(**kwargs: Any) -> None:
    """Let what not everybody may see any more disappear from all that is kept, and come back."""
    for drop in (drop_frames, drop_visitor_pages):
        drop()
        transaction.on_commit(drop)


def _refresh_around(page: Page) -> None:
    course = _forget_around(page)
    if course:
        refresh_material_count(course)
        mark_lessons_changed(course.pk)


def _forget_around(page: Page) -> CoursePage | None:
    try:
        course = course_of(page)
    except CoursePage.DoesNotExist:  # it is just being deleted
        return None
    # Now for what this transaction reads itself, on commit for what others read meanwhile.
    _forget(course.pk)
    transaction.on_commit(lambda: _forget(course.pk))
    return course


def _forget(course_id: int) -> None:
    drop_outline(course_id)
    drop_card(course_id)
