"""Who of the staff may do what with attempts: at the assessments that they look after.

Who may view an assessment's page may look at its attempts; to act takes the right to change it.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from widya.assessment.models import AssessmentPage, Attempt, ExtraTime, LateAnswer
from widya.core.page_rights import may_change, pages_of_staff

ACTIONS = {"view", "change"}


class AttemptPolicy(ModelPermissionPolicy):
    """Django's permissions on attempts: to look, and to act. Nobody adds or deletes one by hand."""

    def __init__(self) -> None:
        super().__init__(Attempt)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and bool(super().user_has_permission(user, action))


class LateAnswerPolicy(AttemptPolicy):
    """Late answers are there for who may decide about them, and so may act on attempts."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and super().user_has_permission(user, "change")


class ExtraTimePolicy(ModelPermissionPolicy):
    """Who may act on attempts may give people extra time, and take it back."""

    def __init__(self) -> None:
        super().__init__(ExtraTime)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return policy.user_has_permission(user, "change")


policy = AttemptPolicy()
late_answer_policy = LateAnswerPolicy()
extra_time_policy = ExtraTimePolicy()


def may_act(user: Any, assessment: AssessmentPage) -> bool:
    """Tell whether the member of staff may act on attempts at the assessment."""
    return policy.user_has_permission(user, "change") and may_change(user, assessment)


def assessments_of_staff(user: Any, action: str = "view") -> QuerySet[AssessmentPage]:
    """Return the assessments that the member of staff may "view" or "change"."""
    pages = pages_of_staff(user, action)
    assessments: QuerySet[AssessmentPage] = AssessmentPage.objects.filter(pk__in=pages.values("pk"))
    return assessments.order_by("path")


def attempts_of_staff(user: Any, action: str = "view") -> QuerySet[Attempt]:
    """Return the attempts at these assessments, with what is shown of each."""
    attempts = Attempt.objects.filter(assessment__in=assessments_of_staff(user, action))
    return attempts.select_related("user", "assessment")


def late_answers_of_staff(user: Any) -> QuerySet[LateAnswer]:
    """Return the late answers at the assessments that the member of staff may change."""
    assessments = assessments_of_staff(user, "change")
    answers = LateAnswer.objects.filter(attempt__assessment__in=assessments)
    return answers.select_related("attempt__user", "attempt__assessment")
