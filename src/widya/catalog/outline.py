"""The outline of a course: what there is to learn, in learning order.

Built from the live pages below the course. An outline is a value: it holds no page, so it can
be kept in the cache and handed around freely.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from wagtail.models import Page

from widya.catalog.cards import path_of
from widya.catalog.models import CourseElement, CoursePage, TopicPage
from widya.core.durations import duration_in_words

# Changes drop an outline at once (receivers.py). The limit heals what they cannot reach: another
# process's own memory, and an outline that was read before a change and kept after it.
LIFETIME_SECONDS = 60

Kind = CourseElement.Kind
ICONS: dict[str, str] = {
    Kind.READING: "book-open",
    Kind.VIDEO: "circle-play",
    Kind.DOCUMENT: "file-text",
    Kind.QUIZ: "clipboard-list",
    Kind.FINAL_EXAM: "graduation-cap",
}


@dataclass(frozen=True, slots=True)
class Element:
    """A step of a course; ``kind`` is one of ``CourseElement.Kind``."""

    id: int
    title: str
    kind: str
    duration_minutes: int
    is_required: bool
    topic_id: int | None

    @property
    def is_material(self) -> bool:
        """Return whether there is something to read or watch, and not to answer."""
        return self.kind not in {Kind.QUIZ, Kind.FINAL_EXAM}

    @property
    def icon(self) -> str:
        """Return the name of the icon of its kind."""
        return ICONS[self.kind]

    @property
    def note(self) -> str:
        """Return what lists say below the title: kind and duration."""
        kind, minutes = str(Kind(self.kind).label), duration_in_words(self.duration_minutes)
        return minutes if self.title == kind else f"{kind} · {minutes}"


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of a course with its elements in learning order."""

    id: int
    title: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All that the learning page and the rules of completion need to know of a course.

    ``course_path`` is its place in the tree (treebeard's path), ``course_url`` its address on its
    own site.
    """

    course_id: int
    course_title: str
    course_slug: str
    course_path: str
    course_url: str
    credit_hours: int
    has_certificate: bool
    is_in_order: bool
    watch_share_percent: int
    topics: tuple[Topic, ...]
    final_exam: Element | None

    @property
    def elements(self) -> tuple[Element, ...]:
        """Return all elements in learning order, the final exam last."""
        in_topics = tuple(element for topic in self.topics for element in topic.elements)
        return (*in_topics, self.final_exam) if self.final_exam else in_topics

    @property
    def required(self) -> tuple[Element, ...]:
        """Return what must be completed before the final exam."""
        return tuple(
            element
            for element in self.elements
            if element.is_required and element != self.final_exam
        )

    @property
    def material_count(self) -> int:
        """Return how many readings, videos and documents there are."""
        return sum(element.is_material for element in self.elements)

    def find(self, element_id: int) -> Element | None:
        """Return the element with the id, or None when the course has no such element."""
        return next((element for element in self.elements if element.id == element_id), None)

    def before(self, element_id: int) -> Element | None:
        """Return the element that comes before, or None at the start or for an unknown id."""
        return self._neighbour(element_id, step=-1)

    def after(self, element_id: int) -> Element | None:
        """Return the element that comes next, or None at the end or for an unknown id."""
        return self._neighbour(element_id, step=1)

    def _neighbour(self, element_id: int, *, step: int) -> Element | None:
        places = {element.id: place for place, element in enumerate(self.elements)}
        at_place = dict(enumerate(self.elements))
        return at_place.get(places[element_id] + step) if element_id in places else None


def course_outline(course_id: int) -> Outline:
    """Return the outline of the course's live pages, kept in the cache.

    Raises:
        CoursePage.DoesNotExist: there is no such course.
    """
    key = _key(course_id)
    outline: Outline | None = cache.get(key)
    if outline is None:
        outline = build_outline(CoursePage.objects.get(pk=course_id))
        cache.set(key, outline, LIFETIME_SECONDS)
    return outline


def drop_outline(course_id: int) -> None:
    """Forget the kept outline of the course."""
    cache.delete(_key(course_id))


def build_outline(course: CoursePage, *, with_drafts: bool = False) -> Outline:
    """Return the outline as the tree is now; ``with_drafts`` as it will be once all is live."""
    pages = course.get_descendants().defer_streamfields().specific().order_by("path")
    by_parent: dict[str, list[Page]] = {}
    for page in pages if with_drafts else pages.live():
        by_parent.setdefault(_parent_path(page), []).append(page)
    children = by_parent.get(course.path, [])
    return Outline(
        course_id=course.pk,
        course_title=course.title,
        course_slug=course.slug,
        course_path=course.path,
        course_url=path_of(course),
        credit_hours=course.credit_hours,
        has_certificate=course.has_certificate,
        is_in_order=course.is_in_order,
        watch_share_percent=course.watch_share_percent,
        topics=tuple(
            Topic(page.pk, page.title, _elements(by_parent.get(page.path, []), topic_id=page.pk))
            for page in children
            if isinstance(page, TopicPage)
        ),
        final_exam=next(iter(_elements(children, topic_id=None)), None),
    )


def _elements(pages: Iterable[Page], *, topic_id: int | None) -> tuple[Element, ...]:
    return tuple(_element(page, topic_id) for page in pages if isinstance(page, CourseElement))


def _element(page: Any, topic_id: int | None) -> Element:
    return Element(
        id=page.pk,
        title=page.title,
        kind=str(page.element_kind),
        duration_minutes=page.element_minutes,
        is_required=page.is_required,
        topic_id=topic_id,
    )


def _parent_path(page: Page) -> str:
    return str(page.path[: -page.steplen])


def _key(course_id: int) -> str:
    return f"catalog:outline:{course_id}"
