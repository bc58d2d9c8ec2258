"""Who of the staff may do what with learners' records: of the courses that they look after.

Who may view a course's page may look at its learners; to act takes the right to change the page.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from widya.catalog.models import CoursePage
from widya.core.page_rights import pages_of_staff
from widya.learning.models import Enrolment, Review


class RecordPolicy(ModelPermissionPolicy):
    """Django's permissions, on some actions alone: no superuser either does the others by hand."""

    def __init__(self, model: Any, *, actions: set[str]) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.actions and bool(super().user_has_permission(user, action))


enrolment_policy = RecordPolicy(Enrolment, actions={"view"})
review_policy = RecordPolicy(Review, actions={"change"})


def courses_of_staff(user: Any, action: str = "view") -> QuerySet[CoursePage]:
    """Return the courses that the member of staff may "view" or "change"."""
    pages = pages_of_staff(user, action)
    courses: QuerySet[CoursePage] = CoursePage.objects.filter(pk__in=pages.values("pk"))
    return courses.order_by("title")


def enrolments_of_staff(user: Any) -> QuerySet[Enrolment]:
    """Return the enrolments on the courses that the member of staff may view."""
    enrolments = Enrolment.objects.filter(run__course__in=courses_of_staff(user))
    return enrolments.select_related("user__unit", "run__course")


def reviews_of_staff(user: Any) -> QuerySet[Review]:
    """Return the reviews of the courses that the member of staff may change; they may hide one."""
    reviews = Review.objects.filter(enrolment__run__course__in=courses_of_staff(user, "change"))
    return reviews.select_related("enrolment__user", "enrolment__run__course")
