"""What changes items and attempts. Rows are locked in the order enrolment, attempt."""

from .answering import Saved, keep_late_answer, save_answer, save_shown_answer
from .closing import hand_in_overdue, submit_attempt, void_attempt
from .expiring import close_due_attempts
from .freezing import freeze_item
from .pausing import pause_assessment, resume_assessment, stop_clocks
from .regrading import Change, decide_late_answer, preview_regrade, regrade_assessment
from .reopening import reopen_attempt
from .starting import start_attempt
from .timing import extend_all_open, extend_attempt

__all__ = [
    "Change",
    "Saved",
    "close_due_attempts",
    "decide_late_answer",
    "extend_all_open",
    "extend_attempt",
    "freeze_item",
    "hand_in_overdue",
    "keep_late_answer",
    "pause_assessment",
    "preview_regrade",
    "regrade_assessment",
    "reopen_attempt",
    "resume_assessment",
    "save_answer",
    "save_shown_answer",
    "start_attempt",
    "stop_clocks",
    "submit_attempt",
    "void_attempt",
]
