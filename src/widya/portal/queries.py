"""What the pages of the participant show, put together from several apps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from widya.accounts.models import User
from widya.assessment.queries import running_attempts
from widya.catalog.queries import course_card, open_runs, published_courses
from widya.certificates.models import Certificate
from widya.certificates.queries import certificates_for
from widya.credits.queries import earned_jp, yearly_duty_jp
from widya.learning.models import Enrolment
from widya.learning.queries import continue_url, enrolments_for
from widya.portal.greetings import greeting_at

RUNNING_ON_DASHBOARD = 4  # the latest one and three more
NEW_COURSES_ON_DASHBOARD = 3
CERTIFICATES_ON_DASHBOARD = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How many courses a person takes, by their state."""

    enrolled: int
    active: int

    @property
    def finished(self) -> int:
        return self.enrolled - self.active


@dataclass(frozen=True, slots=True)
class YearlyHours:
    """Credit hours earned in a calendar year, beside those that are the duty."""

    earned: int
    duty: int

    @property
    def percent(self) -> int:
        return min(100, self.earned * 100 // self.duty)

    @property
    def missing(self) -> int:
        return max(0, self.duty - self.earned)


@dataclass(frozen=True, slots=True)
class LearningCard:
    """A course that a person takes, as lists show it."""

    enrolment: Enrolment
    course: dict[str, Any]
    continue_url: str
    certificate: Certificate | None = None


def dashboard_context(user: User, *, site_root_path: str, now: datetime) -> dict[str, Any]:
    """Return all that the dashboard shows; its number of queries does not grow with the data."""
    local = timezone.localtime(now)
    running = running_courses(user)
    return {
        "greeting": greeting_at(local.hour),
        "standing": standing(user),
        "hours": YearlyHours(earned_jp(user, local.year), yearly_duty_jp(user)),
        "open_attempt": open_attempt(user, now=now),
        "latest": running[0] if running else None,
        "running": running[1:],
        "new_courses": new_courses(user, site_root_path=site_root_path, now=now),
        "certificates": certificates_for(user)[:CERTIFICATES_ON_DASHBOARD],
    }


def standing(user: User) -> Standing:
    """Count the person's courses in one query."""
    counts = enrolments_for(user).aggregate(
        enrolled=Count("pk"), active=Count("pk", filter=Q(state=Enrolment.State.ACTIVE))
    )
    return Standing(**counts)


def running_courses(user: User) -> list[LearningCard]:
    """Return the courses in progress, the one that was visited last first."""
    active = enrolments_for(user).filter(state=Enrolment.State.ACTIVE)
    active = active.annotate(last_title=F("last_element__title"))
    return [learning_card(enrolment) for enrolment in active[:RUNNING_ON_DASHBOARD]]


def new_courses(user: User, *, site_root_path: str, now: datetime) -> list[dict[str, Any]]:
    """Return cards of the site's newest courses that the person may take and does not yet."""
    taken = enrolments_for(user).order_by().values("run__course_id")
    newest = (
        published_courses(site_root_path)
        .filter(pk__in=open_runs(now=now).values("course_id"))
        .exclude(pk__in=taken)
    )
    return [course_card(course) for course in newest[:NEW_COURSES_ON_DASHBOARD]]


def open_attempt(user: User, *, now: datetime) -> Mapping[str, object] | None:
    """Return ``uuid``, ``deadline_at``, ``title`` of the exam that the person is writing.

    Of several it is the one that ends first.
    """
    attempts = running_attempts(now=now).filter(user=user).order_by("deadline_at")
    return attempts.values("uuid", "deadline_at", title=F("assessment__title")).first()


def learning_cards(user: User, enrolments: Sequence[Enrolment]) -> list[LearningCard]:
    """Return cards of the enrolments with the certificates that came of them."""
    held = certificates_for(user).filter(enrolment__in=[each.pk for each in enrolments])
    by_enrolment = {certificate.enrolment_id: certificate for certificate in held}
    return [learning_card(each, by_enrolment.get(each.pk)) for each in enrolments]


def learning_card(enrolment: Enrolment, certificate: Certificate | None = None) -> LearningCard:
    """Return what lists show of an enrolment."""
    return LearningCard(
        enrolment=enrolment,
        course=course_card(enrolment.run.course),
        continue_url=continue_url(enrolment),
        certificate=certificate,
    )
