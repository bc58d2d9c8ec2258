"""Who of the staff may do what with attempts: at the assessments that they may edit."""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from widya.assessment.models import AssessmentPage, Attempt, ExtraTime, LateAnswer

ACTIONS = {"view", "change"}


class AttemptPolicy(ModelPermissionPolicy):
    """Django's permissions on attempts: to look, and to act. Nobody adds or deletes one by hand."""

    def __init__(self) -> None:
        super().__init__(Attempt)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and bool(super().user_has_permission(user, action))


class ExtraTimePolicy(ModelPermissionPolicy):
    """Who may act on attempts may give people extra time, and take it back."""

    def __init__(self) -> None:
        super().__init__(ExtraTime)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return policy.user_has_permission(user, "change")


policy = AttemptPolicy()
extra_time_policy = ExtraTimePolicy()


def assessments_of_staff(user: Any) -> QuerySet[AssessmentPage]:
    """Return the assessments that the member of staff may edit."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    assessments: QuerySet[AssessmentPage] = AssessmentPage.objects.filter(pk__in=pages.values("pk"))
    return assessments.order_by("path")


def attempts_of_staff(user: Any) -> QuerySet[Attempt]:
    """Return the attempts at these assessments, with what is shown of each."""
    attempts = Attempt.objects.filter(assessment__in=assessments_of_staff(user))
    return attempts.select_related("user", "assessment")


def late_answers_of_staff(user: Any) -> QuerySet[LateAnswer]:
    """Return the late answers of these attempts."""
    answers = LateAnswer.objects.filter(attempt__assessment__in=assessments_of_staff(user))
    return answers.select_related("attempt__user", "attempt__assessment")
