"""What others ask about learning. A learner's rows are reached only through their user."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from widya.accounts.models import User
from widya.catalog.models import COURSE_DEPTH, CourseElement, CoursePage, ElementPage, LessonPage
from widya.catalog.queries import Element, Outline, course_ids_using, path_of
from widya.content.models import Video
from widya.core.prepared import prepared
from widya.learning import progress
from widya.learning.models import Completion, Enrolment, Favourite, Review, Watching
from widya.learning.side_list import side_list
from widya.organisation.queries import branding_for

STAFF_PERMISSION = "wagtailadmin.access_admin"
ASSESSMENT_KINDS = {CourseElement.Kind.QUIZ, CourseElement.Kind.FINAL_EXAM}
SHOWN_REVIEWS = 20


def enrolments_for(user: User) -> QuerySet[Enrolment]:
    """Return the person's enrolments with their runs, the latest visited first.

    A course that was never visited stands where it was enrolled on.
    """
    return (
        Enrolment.objects.filter(user=user)
        .select_related("run")
        .order_by(Coalesce("last_visited_at", "enrolled_at").desc(), "-pk")
    )


def enrolment_for(user: User, course_id: int) -> Enrolment | None:
    """Return the person's enrolment on the course, the latest when there were several runs."""
    return _enrolments_on.first(user, course_id)


@prepared
def _enrolments_on(user: User, course_id: int) -> QuerySet[Enrolment]:
    enrolments = Enrolment.objects.filter(user=user, run__course_id=course_id)
    return enrolments.select_related("run").order_by("-enrolled_at", "-pk")[:1]


def enrolment_at(user: User, slug: str, *, root_path: str) -> Enrolment | None:
    """Return the person's enrolment on the course with that slug.

    Two sites may use the same slug: the course below ``root_path`` comes first, then the latest.
    """
    found: list[Any] = _enrolments_at(user, slug)
    return min(found, key=lambda e: not e.course_path.startswith(root_path), default=None)


@prepared
def _enrolments_at(user: User, slug: str) -> QuerySet[Enrolment]:
    return (
        Enrolment.objects.filter(user=user, run__course__slug=slug)
        .select_related("run")
        .annotate(course_path=F("run__course__path"))
        .order_by("-enrolled_at", "-pk")
    )


def passed_enrolments(site_root_path: str) -> QuerySet[Enrolment]:
    """Return the enrolments passed in the courses of a site with their people, the latest first."""
    return (
        Enrolment.objects.filter(
            run__course__path__startswith=site_root_path, state=Enrolment.State.PASSED
        )
        .select_related("user", "run__course")
        .order_by("-finished_at", "-pk")
    )


def completed_ids(enrolment: Enrolment) -> set[int]:
    """Return the ids of the elements that the learner completed."""
    return set(_completions_of(enrolment))


@prepared
def _completions_of(enrolment: Enrolment) -> QuerySet[Completion, int]:
    return Completion.objects.filter(enrolment=enrolment).values_list("element_id", flat=True)


def completed_by_enrolment(enrolment_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the ids of the elements that are completed, by enrolment."""
    completed: dict[int, set[int]] = {pk: set() for pk in enrolment_ids}
    rows = Completion.objects.filter(enrolment__in=enrolment_ids)
    for enrolment_id, element_id in rows.values_list("enrolment_id", "element_id"):
        completed[enrolment_id].add(element_id)
    return completed


def missing_before_exam(outline: Outline, completed: Collection[int]) -> list[Element]:
    """Return the required elements that a learner still has to complete before the exam."""
    return progress.missing_elements(outline, completed)


def lock_reason(outline: Outline, completed: Collection[int], element: Element) -> str | None:
    """Return why the element is not open yet, in a sentence for the learner; None when it is."""
    blocking = progress.blocking_element(outline, completed, element)
    return progress.reason_for_lock(blocking) if blocking else None


def continue_url(course_slug: str) -> str:
    """Return the address that leads to where the learner left off in the course."""
    return reverse("learning:course", args=[course_slug])


def element_url(outline: Outline, element: Element | None) -> str:
    """Return the address of an element in the learning page; of the description without one."""
    if element is None:
        return _address("learning:description", outline.course_slug)
    if element.kind in ASSESSMENT_KINDS:
        return _address("assessment:intro", element.id)
    return _address("learning:element", outline.course_slug, element.id)


@lru_cache(maxsize=10_000)
def _address(name: str, *arguments: str | int) -> str:
    """Return an address; the list beside each lesson has a dozen."""
    return reverse(name, args=arguments)


def course_url(request: HttpRequest, course: CoursePage) -> str:
    """Return the address of the course's own page, on another host if another site holds it."""
    if course.path.startswith(branding_for(request).root_path):
        return path_of(course)
    return str(course.get_url(request))


def learning_context(
    request: HttpRequest,
    enrolment: Enrolment,
    outline: Outline,
    element: Element | None,
    *,
    completed: set[int] | None = None,
) -> dict[str, Any]:
    """Return what ``learning/page.html`` shows around an element; without one, the description.

    ``completed`` are the learner's ``completed_ids``, for who has asked for them already.
    ``blocking`` is the element that has to be completed before this one opens, or None.
    """
    completed = completed_ids(enrolment) if completed is None else completed
    blocking = progress.blocking_element(outline, completed, element) if element else None
    return {
        "enrolment": enrolment,
        "outline": outline,
        "element": element,
        "is_completed": element is not None and element.id in completed,
        "blocking": blocking,
        "blocking_url": element_url(outline, blocking) if blocking else "",
        "progress_percent": progress.progress_percent(outline, completed),
        "side_list": side_list(
            outline,
            completed,
            element,
            url_of=element_url,
            label_course=branding_for(request).label_course,
        ),
        "course_url": _course_url(request, outline),
        **_step_urls(outline, element),
    }


def _course_url(request: HttpRequest, outline: Outline) -> str:
    """Return what ``course_url`` does; without a query for a course of this site."""
    if outline.course_path.startswith(branding_for(request).root_path):
        return outline.course_url
    return course_url(request, CoursePage.objects.get(pk=outline.course_id))


def _step_urls(outline: Outline, element: Element | None) -> dict[str, str]:
    if element is None:
        first = next(iter(outline.elements), None)
        return {"previous_url": "", "next_url": element_url(outline, first) if first else ""}
    following = outline.after(element.id)
    return {
        "previous_url": element_url(outline, outline.before(element.id)),
        "next_url": element_url(outline, following) if following else "",
    }


def favourites_for(user: User) -> QuerySet[CoursePage]:
    """Return the live courses that the person keeps, the latest first."""
    return (
        CoursePage.objects.live().filter(favourites__user=user).order_by("-favourites__created_at")
    )


def favourite_ids(user: User) -> set[int]:
    """Return the ids of the courses that the person keeps."""
    return set(Favourite.objects.filter(user=user).values_list("course_id", flat=True))


def favourite_context(user: User | AnonymousUser, course: CoursePage) -> dict[str, Any]:
    """Return what ``<c-favourite>`` needs; nothing for who is signed out."""
    if not user.is_authenticated:
        return {}
    is_favourite = Favourite.objects.filter(user=user, course=course).exists()
    return heart_of(course.slug, is_favourite=is_favourite)


def heart_of(course_slug: str, *, is_favourite: bool) -> dict[str, Any]:
    """Return what ``<c-favourite>`` needs of a course that is kept or not."""
    name = "learning:unfavourite" if is_favourite else "learning:favourite"
    return {"is_favourite": is_favourite, "favourite_url": reverse(name, args=[course_slug])}


@prepared
def reviews_of(course_id: int) -> QuerySet[Review]:
    """Return the latest of the course's reviews that are not hidden, with their writers."""
    return (
        Review.objects.filter(enrolment__run__course_id=course_id, hidden_at=None)
        .select_related("enrolment__user")
        .order_by("-written_at", "-pk")[:SHOWN_REVIEWS]
    )


def may_have_media(user: User | AnonymousUser, media: Model) -> bool:
    """Return whether a video or document that lessons use may go to the person.

    It may to learners of a course that uses it, and to staff.
    """
    if not user.is_authenticated:
        return False
    is_used = Q(run__course_id__in=course_ids_using(media)) | Q(run__course__path__in=_about(media))
    is_learner = Enrolment.objects.filter(is_used, user=user).exists()
    return is_learner or user.has_perm(STAFF_PERMISSION)


def _about(media: Model) -> set[str]:
    """Return the paths of the courses with a lesson that mainly is this video or document.

    The index of references, which knows them too, is written in the background: a moment late.
    """
    is_main = Q(video=media) if isinstance(media, Video) else Q(document=media)
    paths = LessonPage.objects.live().filter(is_main).values_list("path", flat=True)
    return {path[: COURSE_DEPTH * Page.steplen] for path in paths}


def is_open_document(document: Model) -> bool:
    """Return whether a document is for everybody: something uses it, and no part of a course."""
    references = ReferenceIndex.get_references_to(document)
    types = set(references.values_list("content_type", flat=True))
    users = [ContentType.objects.get_for_id(type_id).model_class() for type_id in types]
    return bool(users) and not any(user and issubclass(user, ElementPage) for user in users)


def has_records(page: Page) -> bool:
    """Return whether people have learned with the page or anything below it."""
    below = page.path
    return (
        Enrolment.objects.filter(run__course__path__startswith=below).exists()
        or Completion.objects.filter(element__path__startswith=below).exists()
        or Watching.objects.filter(lesson__path__startswith=below).exists()
    )
