"""Telling people that a quiz or an exam which they have not done yet will close."""

import logging
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from widya.accounts.models import User
from widya.assessment.models import AssessmentPage
from widya.catalog.queries import Outline, course_of, course_outline
from widya.learning.models import Completion, Enrolment
from widya.notifications.actions import News, tell
from widya.notifications.models import Topic
from widya.notifications.queries import untold_of

logger = logging.getLogger(__name__)

AHEAD = timedelta(days=3)
# At one turn of the worker, for each assessment.
BATCH = 1000


def remind_of_closings(*, now: datetime) -> int:
    """Tell who still has to do an assessment that it closes in three days; return how many.

    One that cannot be told of stops no other.
    """
    pages = AssessmentPage.objects.live().filter(closes_at__gt=now, closes_at__lte=now + AHEAD)
    count = 0
    for page in pages:
        try:
            count += _remind_of(page, now=now)
        except Exception:
            logger.exception("Nobody was told that assessment %d closes", page.pk)
    return count


def _remind_of(page: AssessmentPage, *, now: datetime) -> int:
    course = course_of(page)
    site, closes_at = course.get_site(), page.closes_at
    if site is None or closes_at is None or not _is_called_for(page, course_outline(course.pk)):
        return 0
    about = f"assessment {page.pk}, {timezone.localdate(closes_at)}"
    context = {
        "assessment": page,
        "course": course,
        "is_open": page.opens_at is None or page.opens_at <= now,
        "url": site.root_url + reverse("assessment:intro", args=[page.pk]),
    }
    waiting = _waiting(page, course_id=course.pk, about=about)
    # Who enrols within the last days has read when it closes.
    waiting = waiting.filter(enrolled_at__lt=closes_at - AHEAD)[:BATCH]
    news = [News(each.user, site, about, closes_at, context) for each in waiting]
    return tell(news, topic=Topic.CLOSING, template="assessment/email/closing", now=now)


def _is_called_for(page: AssessmentPage, outline: Outline) -> bool:
    """Tell whether learners see the assessment and have to do it."""
    element = outline.find(page.pk)
    return element is not None and (element.is_required or element == outline.final_exam)


def _waiting(page: AssessmentPage, *, course_id: int, about: str) -> QuerySet[Enrolment]:
    """Return who is on the course, has not done the assessment and was not told of it.

    Whoever has no attempt left has failed the course, so that their enrolment is not active.
    """
    done = Completion.objects.filter(enrolment=OuterRef("pk"), element=page.pk)
    reader = User.objects.filter(pk=OuterRef("user"))
    untold = untold_of(reader, topic=Topic.CLOSING, about=about)
    return (
        Enrolment.objects.filter(
            ~Exists(done),
            Exists(untold),
            run__course=course_id,
            state=Enrolment.State.ACTIVE,
        )
        .select_related("user")
        .order_by("pk")
    )
