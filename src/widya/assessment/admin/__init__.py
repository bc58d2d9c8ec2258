"""The staff's pages for attempts: the live board, lists, and what may be done about one."""

from .attempts import AttemptViewSet
from .banks import ItemBankInspectView, ItemInspectView
from .extra_time import ExtraTimeViewSet
from .late_answers import LateAnswerViewSet

__all__ = [
    "AttemptViewSet",
    "ExtraTimeViewSet",
    "ItemBankInspectView",
    "ItemInspectView",
    "LateAnswerViewSet",
]
