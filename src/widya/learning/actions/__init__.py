"""What people do with courses.

Rows are locked in the order enrolment, attempt, counter; signals are sent inside the transaction,
so that what must not be lost happens with it or not at all.
"""

from widya.learning.actions.completing import complete_element, complete_element_for
from widya.learning.actions.enrolling import (
    enrol,
    finish_enrolment,
    finish_enrolments,
    reopen_enrolment,
)
from widya.learning.actions.favourites import add_favourite, remove_favourite
from widya.learning.actions.lessons import complete_lesson, record_watching, visit
from widya.learning.actions.merging import move_enrolments, move_favourites
from widya.learning.actions.reviews import hide_review, show_review, write_review

__all__ = [
    "add_favourite",
    "complete_element",
    "complete_element_for",
    "complete_lesson",
    "enrol",
    "finish_enrolment",
    "finish_enrolments",
    "hide_review",
    "move_enrolments",
    "move_favourites",
    "record_watching",
    "remove_favourite",
    "reopen_enrolment",
    "show_review",
    "visit",
    "write_review",
]
