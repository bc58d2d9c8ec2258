"""Items, assessments and attempts.

Nothing here may let an answer or a score be changed after the fact: an item's wording lives in
frozen revisions, an attempt keeps what it asked, and a regrade adds a grade.
"""

from .attempts import Attempt, Grade, Response
from .extra_time import ExtraTime
from .items import Choice, Item, ItemBank, ItemRevision
from .late import LateAnswer
from .pages import AssessmentPage, AssessmentSource
from .pauses import Pause

__all__ = [
    "AssessmentPage",
    "AssessmentSource",
    "Attempt",
    "Choice",
    "ExtraTime",
    "Grade",
    "Item",
    "ItemBank",
    "ItemRevision",
    "LateAnswer",
    "Pause",
    "Response",
]
