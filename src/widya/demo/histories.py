"""Believable learning histories: who enrolled, read on, passed, failed or stopped half-way.

Everything is done by the product's own actions with moments in the past, so that counters,
certificates and credit hours follow as they do in use. Chance is seeded: every load is the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from widya.accounts.models import User
from widya.assessment.actions import save_answer, start_attempt, submit_attempt
from widya.assessment.models import AssessmentPage, Attempt, ItemRevision
from widya.catalog.models import CoursePage
from widya.catalog.queries import Element, course_outline
from widya.demo.files import read_toml
from widya.learning.actions import complete_element, enrol, write_review
from widya.learning.models import Enrolment

QUIZ_KINDS = {"quiz", "final_exam"}


@dataclass(slots=True)
class Path:
    """How one person takes one course: share of elements done, knowledge, and when."""

    user: User
    course: CoursePage
    starts_at: datetime
    share: float
    knowledge: float


def live_through(path: Path, *, rng: Random) -> Enrolment:
    """Let the person enrol and do as much of the course as their path says."""
    moment = path.starts_at
    enrolment = enrol(path.user, path.course, now=moment)
    elements = course_outline(path.course.pk).elements
    for element in elements[: round(path.share * len(elements))]:
        moment += timedelta(minutes=rng.randint(8, 45), hours=rng.choice((0, 0, 0, 5, 20)))
        if element.kind in QUIZ_KINDS:
            if not _pass_assessment(path, element, moment, rng):
                break
        else:
            complete_element(enrolment, element.id, now=moment)
    enrolment.refresh_from_db()
    return enrolment


def _pass_assessment(path: Path, element: Element, moment: datetime, rng: Random) -> bool:
    """Sit the assessment until passed or until no attempt is left; return whether passed."""
    assessment = AssessmentPage.objects.get(pk=element.id)
    knowledge = min(1.0, path.knowledge + (0.15 if element.kind == "quiz" else 0))
    for _ in range(min(assessment.attempts_allowed, 3)):
        moment += timedelta(hours=rng.randint(1, 30))
        attempt = _sit(path.user, assessment, moment, knowledge=knowledge, rng=rng)
        if attempt.grades.get(superseded_at=None).is_passed:
            return True
        knowledge += rng.choice((0.0, 0.05, 0.1)) if path.knowledge > 0.5 else 0
    return False


def _sit(
    user: User, assessment: AssessmentPage, moment: datetime, *, knowledge: float, rng: Random
) -> Attempt:
    attempt = start_attempt(user, assessment, now=moment, rng=rng)
    revisions = ItemRevision.objects.in_bulk([entry["revision"] for entry in attempt.form])
    for position, entry in enumerate(attempt.form, start=1):
        moment += timedelta(seconds=rng.randint(8, 25))
        choices = _choose(revisions[entry["revision"]], knowledge=knowledge, rng=rng)
        save_answer(user, attempt.uuid, position, choices=choices, is_doubtful=False, now=moment)
    return submit_attempt(user, attempt.uuid, now=moment + timedelta(seconds=20))


def _choose(revision: ItemRevision, *, knowledge: float, rng: Random) -> list[int]:
    if rng.random() < knowledge:
        return list(revision.key)
    wrong = [index for index in range(len(revision.choices)) if index not in revision.key]
    return [rng.choice(wrong)] if wrong else [0]


def leave_reviews(enrolments: list[Enrolment], *, topic: str, rng: Random) -> None:
    """Let about half of those who finished say what they think of their course."""
    texts = [
        review
        for review in read_toml("reviews.toml")["reviews"]
        if review["topic"] in {topic, "umum"}
    ]
    rng.shuffle(texts)
    writers = [
        enrolment for enrolment in enrolments if enrolment.finished_at and rng.random() < 0.5
    ]
    for enrolment, review in zip(writers, texts, strict=False):
        moment = (enrolment.finished_at or enrolment.enrolled_at) + timedelta(
            hours=rng.randint(1, 60)
        )
        write_review(enrolment, stars=review["stars"], text=review["text"], now=moment)
