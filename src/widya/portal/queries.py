"""What the pages of the participant show, put together from several apps."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.utils import timezone

from widya.accounts.models import User
from widya.assessment.queries import being_written
from widya.catalog.queries import course_cards, open_course_ids
from widya.certificates.models import Certificate
from widya.certificates.queries import certificates_for
from widya.core.prepared import prepared
from widya.credits.queries import earned_jp, yearly_duty_jp
from widya.learning.models import Enrolment
from widya.learning.queries import continue_url, enrolments_for
from widya.organisation.queries import unit_entry
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
class Profile:
    """Who the person is, as their own pages show it.

    Attributes:
        lines: what there is of NIP or user name, position, unit with the ones above it.
    """

    name: str
    photo_url: str
    initials: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An exam that is being written."""

    uuid: UUID
    deadline_at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class LearningCard:
    """A course that a person takes, as lists show it."""

    state: str
    progress_percent: int
    course: Mapping[str, Any]
    continue_url: str
    last_title: str = ""
    certificate: Certificate | None = None


def dashboard_context(user: User, *, site_root_path: str, now: datetime) -> dict[str, Any]:
    """Return all that the dashboard shows; its number of queries does not grow with the data."""
    local = timezone.localtime(now)
    rows = _enrolments_of(user, now)
    # Whoever writes two tests of a course at once has its row twice.
    enrolments = list({row.pk: row for row in rows}.values())
    running = running_courses(enrolments)
    taken = {enrolment.run.course_id for enrolment in enrolments}
    return {
        "greeting": greeting_at(local.hour),
        "profile": profile_of(user),
        "standing": Standing(
            enrolled=len(enrolments),
            active=sum(each.state == Enrolment.State.ACTIVE for each in enrolments),
        ),
        "hours": YearlyHours(earned_jp(user, local.year), yearly_duty_jp(user)),
        "open_attempt": open_attempt(rows),
        "latest": running[0] if running else None,
        "running": running[1:],
        "new_courses": new_courses(taken, site_root_path=site_root_path, now=now),
        "certificates": latest_certificates(user, enrolments),
    }


@prepared
def _enrolments_of(user: User, now: datetime) -> QuerySet[Enrolment]:
    """Return the person's enrolments, each with what is being written of it."""
    return enrolments_for(user).annotate(
        last_title=F("last_element__title"),
        running=FilteredRelation("attempts", condition=being_written(now, "attempts__")),
        running_uuid=F("running__uuid"),
        running_until=F("running__deadline_at"),
        running_title=F("running__assessment__title"),
    )


def latest_certificates(user: User, enrolments: Iterable[Enrolment]) -> list[Certificate]:
    """Return the person's newest certificates; without a query for who has passed nothing yet."""
    has_passed = any(each.state == Enrolment.State.PASSED for each in enrolments)
    return _latest_certificates_of(user) if has_passed else []


@prepared
def _latest_certificates_of(user: User) -> QuerySet[Certificate]:
    return certificates_for(user)[:CERTIFICATES_ON_DASHBOARD]


def profile_of(user: User) -> Profile:
    """Return the summary of the person's profile; mostly without a query."""
    unit = unit_entry(user.unit_id) if user.unit_id else None
    lines = (
        user.spaced_nip or user.username,
        user.position,
        unit.full_name if unit else user.workplace,
    )
    return Profile(
        name=user.name,
        photo_url=user.photo_url,
        initials=user.get_initials(),
        lines=tuple(line for line in lines if line),
    )


def standing(user: User) -> Standing:
    """Count the person's courses in one query."""
    counts = enrolments_for(user).aggregate(
        enrolled=Count("pk"), active=Count("pk", filter=Q(state=Enrolment.State.ACTIVE))
    )
    return Standing(**counts)


def running_courses(enrolments: Sequence[Enrolment]) -> list[LearningCard]:
    """Return the courses in progress, the one that was visited last first."""
    active = [each for each in enrolments if each.state == Enrolment.State.ACTIVE]
    return learning_cards(active[:RUNNING_ON_DASHBOARD])


def new_courses(
    taken: Collection[int], *, site_root_path: str, now: datetime
) -> list[Mapping[str, Any]]:
    """Return cards of the site's newest courses that one may take, but those already taken."""
    open_ids = open_course_ids(site_root_path, now=now)
    newest = [course_id for course_id in open_ids if course_id not in taken]
    return cards_in_order(newest[:NEW_COURSES_ON_DASHBOARD])


def cards_in_order(course_ids: Sequence[int]) -> list[Mapping[str, Any]]:
    """Return the cards of the courses in the order of their ids."""
    cards = course_cards(course_ids)
    return [cards[course_id] for course_id in course_ids if course_id in cards]


def open_attempt(rows: Iterable[Any]) -> OpenAttempt | None:
    """Return the exam that the person is writing; of several the one that ends first."""
    attempts = (
        OpenAttempt(row.running_uuid, row.running_until, row.running_title)
        for row in rows
        if row.running_uuid
    )
    return min(attempts, key=lambda attempt: attempt.deadline_at, default=None)


def learning_cards(
    enrolments: Sequence[Enrolment], certificates: Iterable[Certificate] = ()
) -> list[LearningCard]:
    """Return cards of the enrolments with those of the certificates that came of them."""
    by_enrolment = {certificate.enrolment_id: certificate for certificate in certificates}
    courses = course_cards(enrolment.run.course_id for enrolment in enrolments)
    return [
        learning_card(each, courses[each.run.course_id], by_enrolment.get(each.pk))
        for each in enrolments
    ]


def learning_card(
    enrolment: Enrolment, course: Mapping[str, Any], certificate: Certificate | None
) -> LearningCard:
    """Return what lists show of an enrolment."""
    return LearningCard(
        state=enrolment.state,
        progress_percent=enrolment.progress_percent,
        course=course,
        continue_url=continue_url(course["slug"]),
        last_title=getattr(enrolment, "last_title", None) or "",
        certificate=certificate,
    )
