"""How courses are reviewed, and how staff hide a review.

The course's figures count what is shown. Writing and hiding lock the same row, the enrolment.
"""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from widya.accounts.models import User
from widya.catalog.actions import count_review
from widya.learning import errors
from widya.learning.models import Enrolment, Review


@transaction.atomic
def write_review(enrolment: Enrolment, *, stars: int, text: str, now: datetime) -> Review:
    """Write the learner's one review of the course, or change it; a hidden one stays hidden.

    Raises:
        NotFinished: the learner has neither passed nor failed the course yet.
    """
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if locked.state == Enrolment.State.ACTIVE:
        raise errors.NotFinished
    review = Review.objects.filter(enrolment=locked).first()
    stars_before = review.stars if review else 0
    is_shown = review is None or review.hidden_at is None
    if is_shown:
        count_review(
            enrolment.run.course_id, stars_by=stars - stars_before, count_by=0 if review else 1
        )
    written = {"stars": stars, "text": text, "written_at": now}
    return Review.objects.update_or_create(enrolment=locked, defaults=written)[0]


@transaction.atomic
def hide_review(review: Review, *, by: User, reason: str, now: datetime) -> None:
    """Take the review off the course's page and out of its figures, and keep why.

    Raises:
        ReasonMissing: ``reason`` is empty.
    """
    if not reason.strip():
        raise errors.ReasonMissing
    current = _locked(review)
    if current.hidden_at is None:
        _count(current, -1)
    _set_hidden(current, at=now, by=by, reason=reason.strip())
    log(instance=review, action="learning.hide_review", user=by, data={"reason": reason})


@transaction.atomic
def show_review(review: Review, *, by: User) -> None:
    """Put a hidden review back; why it was hidden stays in the log."""
    current = _locked(review)
    if current.hidden_at is None:
        return
    _count(current, 1)
    _set_hidden(current, at=None, by=None, reason="")
    log(instance=review, action="learning.show_review", user=by)


def _locked(review: Review) -> Review:
    Enrolment.objects.select_for_update().get(pk=review.enrolment_id)
    return Review.objects.select_related("enrolment__run").get(pk=review.pk)


def _count(review: Review, by: int) -> None:
    course_id = review.enrolment.run.course_id
    count_review(course_id, stars_by=by * review.stars, count_by=by)


def _set_hidden(review: Review, *, at: datetime | None, by: User | None, reason: str) -> None:
    review.hidden_at, review.hidden_by, review.hidden_reason = at, by, reason
    review.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
