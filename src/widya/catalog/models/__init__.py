"""Courses as a tree of pages: catalogue → course → topics → lessons and assessments.

A page says what a course *is*. What people *do* with it (enrolments, counts, completions) never
becomes a field of a page: publishing an older revision would bring back older facts.
"""

from .courses import (
    CARDS_HOOK,
    CATALOGUE_SLUG,
    COURSE_CONTEXT_HOOK,
    COURSE_DEPTH,
    RECORDS_HOOK,
    CatalogPage,
    CourseInstructor,
    CoursePage,
)
from .elements import CourseElement, ElementPage
from .entries import CatalogueEntry
from .lessons import LessonPage, TopicPage
from .runs import CourseFigures, CourseRun
from .vocabulary import Category, Instructor

__all__ = [
    "CARDS_HOOK",
    "CATALOGUE_SLUG",
    "COURSE_CONTEXT_HOOK",
    "COURSE_DEPTH",
    "RECORDS_HOOK",
    "CatalogPage",
    "CatalogueEntry",
    "Category",
    "CourseElement",
    "CourseFigures",
    "CourseInstructor",
    "CoursePage",
    "CourseRun",
    "ElementPage",
    "Instructor",
    "LessonPage",
    "TopicPage",
]
