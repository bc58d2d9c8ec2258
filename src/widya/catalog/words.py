"""The words by which a course is found, read from its pages."""

from collections.abc import Iterator

from wagtail.rich_text import get_text_for_indexing

from widya.catalog.models import CoursePage, LessonPage
from widya.catalog.outline import build_outline


def texts_of_page(course: CoursePage) -> list[str]:
    """Return what the course's own page says."""
    return [course.title, course.summary, get_text_for_indexing(course.description)]


def texts_of_lessons(course: CoursePage) -> Iterator[str]:
    """Yield what the course's live topics and lessons say, transcripts of videos included.

    Quizzes and exams are left out: a search must not tell what they ask.
    """
    outline = build_outline(course)
    yield from (topic.title for topic in outline.topics)
    materials = [element.id for element in outline.elements if element.is_material]
    body = LessonPage._meta.get_field("body")
    for lesson in LessonPage.objects.filter(pk__in=materials).select_related("video"):
        yield lesson.title
        yield from body.get_searchable_content(lesson.body)
        yield lesson.video.transcript if lesson.video else ""
