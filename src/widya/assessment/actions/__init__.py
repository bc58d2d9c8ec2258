"""What changes items and attempts. Rows are locked in the order enrolment, attempt."""

from .answering import Saved, save_answer, save_shown_answer
from .closing import close_due_attempts, hand_in_overdue, submit_attempt, void_attempt
from .freezing import freeze_item
from .starting import start_attempt

__all__ = [
    "Saved",
    "close_due_attempts",
    "freeze_item",
    "hand_in_overdue",
    "save_answer",
    "save_shown_answer",
    "start_attempt",
    "submit_attempt",
    "void_attempt",
]
