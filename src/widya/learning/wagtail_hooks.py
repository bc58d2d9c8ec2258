"""What this app adds to pages, documents and the staff side of others."""

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.documents.models import Document
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from widya.accounts.models import User
from widya.catalog.models import CARDS_HOOK, COURSE_CONTEXT_HOOK, RECORDS_HOOK, CoursePage
from widya.learning.admin import EnrolmentViewSet, ReviewViewSet
from widya.learning.models import Enrolment, Favourite, Review
from widya.learning.permissions import enrolment_policy, review_policy
from widya.learning.queries import (
    continue_url,
    enrolment_for,
    favourite_context,
    favourite_ids,
    has_records,
    heart_of,
    is_open_document,
    may_have_media,
    reviews_of,
)

register_permission_policy(Enrolment, enrolment_policy)
register_permission_policy(Review, review_policy)


@hooks.register(COURSE_CONTEXT_HOOK)
def add_learning(request: HttpRequest, course: CoursePage) -> dict[str, Any]:
    """Tell the course's page how its reader stands to it, and what learners say of it."""
    context: dict[str, Any] = {
        "enrol_url": reverse("learning:enrol", args=[course.slug]),
        "reviews": reviews_of(course.pk),
        **favourite_context(request.user, course),
    }
    enrolment = enrolment_for(request.user, course.pk) if request.user.is_authenticated else None
    if enrolment:
        is_finished = enrolment.state != Enrolment.State.ACTIVE
        context |= {"continue_url": continue_url(course.slug), "is_finished": is_finished}
        if is_finished:
            context["review_form_url"] = reverse("learning:review", args=[course.slug])
    return context


@hooks.register(CARDS_HOOK)
def add_hearts(request: HttpRequest, cards: list[dict[str, Any]]) -> None:
    """Let who is signed in keep a course by the heart on its card."""
    if request.user.is_authenticated and cards:
        kept = favourite_ids(request.user)
        for card in cards:
            card.update(heart_of(card["slug"], is_favourite=card["id"] in kept))


@hooks.register(RECORDS_HOOK)
def page_has_records(page: Page) -> bool:
    """Keep pages that people learned with from being deleted."""
    return has_records(page)


@hooks.register("before_serve_document")
def keep_lesson_documents(document: Document, request: HttpRequest) -> HttpResponse | None:
    """Let a document of lessons only to learners of their courses and to staff.

    So is one that nothing uses: it may have been uploaded for a lesson a moment ago.
    """
    if is_open_document(document) or may_have_media(request.user, document):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


@hooks.register("register_admin_viewset")
def viewsets() -> list[ModelViewSet]:
    return [EnrolmentViewSet(), ReviewViewSet()]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="learning", codename__in=["view_enrolment", "change_review"]
    )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    for action, label, message in (
        ("learning.hide_review", _("Sembunyikan ulasan"), _("Ulasan disembunyikan")),
        ("learning.show_review", _("Tampilkan ulasan"), _("Ulasan ditampilkan")),
    ):
        actions.register_action(action, label, message)


@hooks.register("register_person_figures")
def learning_of_person(person: User) -> list[tuple[Any, int]]:
    """Tell the staff how much of a person's learning an account holds."""
    enrolments = Enrolment.objects.filter(user=person)
    return [
        (_("Pelatihan yang diikuti"), enrolments.count()),
        (_("Pelatihan yang lulus"), enrolments.filter(state=Enrolment.State.PASSED).count()),
        (_("Favorit"), Favourite.objects.filter(user=person).count()),
    ]
