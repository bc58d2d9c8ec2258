"""What the page of a course, and the preview of one of its parts, show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from widya.catalog.covers import cover_url
from widya.catalog.models import CoursePage
from widya.catalog.outline import Element, Outline, build_outline, course_outline
from widya.catalog.queries import course_of, figures_of, instructors_of, path_of
from widya.organisation.queries import branding_for


@dataclass(frozen=True, slots=True)
class Row:
    """An element as the outline of a course shows it; with ``url`` and the like in a preview."""

    title: str
    icon: str
    note: str
    url: str = "#isi"
    state: str = ""
    is_current: bool = False


def course_context(course: CoursePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of the course shows to everyone."""
    is_preview = getattr(request, "is_preview", False)
    outline = build_outline(course) if is_preview else course_outline(course.pk)
    # What is previewed is not saved yet.
    links = course.course_instructors.all() if is_preview else instructors_of(course.pk)
    return {
        "figures": figures_of(course),
        "outline": outline,
        **outline_rows(outline),
        "catalogue_path": path_of(course).rsplit("/", 2)[0] + "/",
        "cover_url": cover_url(course),
        "instructors": [link.instructor for link in links],
        "sections": _sections(branding_for(request).label_course),
    }


def preview_context(page: Page) -> dict[str, Any]:
    """Return what surrounds a topic or lesson in its preview: its course, drafts included."""
    course = course_of(page)
    outline = build_outline(course, with_drafts=True)
    rows = outline_rows(outline, current_id=page.pk)
    return {"course": course, "course_path": path_of(course), **rows}


def outline_rows(outline: Outline, *, current_id: int | None = None) -> dict[str, Any]:
    """Return the topics with their rows, and the row of the final exam if there is one."""

    def rows(elements: Iterable[Element]) -> list[Row]:
        return [_row(element, is_current=element.id == current_id) for element in elements]

    return {
        "topics": [
            {"title": topic.title, "rows": rows(topic.elements)} for topic in outline.topics
        ],
        "final_rows": rows([outline.final_exam] if outline.final_exam else []),
    }


def _row(element: Element, *, is_current: bool) -> Row:
    return Row(element.title, element.icon, element.note, is_current=is_current)


def _sections(label_course: str) -> list[dict[str, str]]:
    return [
        {"url": "#deskripsi", "label": _("Deskripsi %(label)s") % {"label": label_course}},
        {"url": "#materi", "label": _("Materi")},
        {"url": "#persyaratan", "label": _("Persyaratan")},
        {"url": "#instruktur", "label": _("Instruktur")},
        {"url": "#ulasan", "label": _("Ulasan")},
    ]
