"""Fill the bench's database: the demonstration, and learners who stand before their final exam.

Runs in a process of its own with the bench's settings; prints what the measurements need as JSON.
"""

import json
import sys
import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Site  # noqa: E402

from widya.accounts.models import User  # noqa: E402
from widya.accounts.sessions import SessionStore  # noqa: E402
from widya.assessment.models import AssessmentPage  # noqa: E402
from widya.catalog.models import CoursePage  # noqa: E402
from widya.catalog.queries import course_outline  # noqa: E402
from widya.certificates.actions import render_certificate  # noqa: E402
from widya.certificates.models import Certificate  # noqa: E402
from widya.learning.actions import complete_element_for, enrol  # noqa: E402

PASSWORD = "Belajar-2026"  # noqa: S105 - opens nothing but the bench
COURSE = "pemasyarakatan-dalam-sistem-peradilan-pidana"


def main(learners: int, minutes: int | None, grace_seconds: int | None) -> dict[str, Any]:
    """Build the world; return addresses, sessions and figures.

    The exam lasts as long as its author says, unless ``minutes`` and ``grace_seconds`` are given.
    """
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0, stdout=sys.stderr)
    course = CoursePage.objects.get(slug=COURSE)
    outline = course_outline(course.pk)
    assert outline.final_exam is not None
    reading = next(element for element in outline.elements if element.kind == "reading")
    exam = AssessmentPage.objects.get(pk=outline.final_exam.id)
    exam.time_limit_minutes = minutes or exam.time_limit_minutes
    exam.grace_seconds = exam.grace_seconds if grace_seconds is None else grace_seconds
    exam.save(update_fields=["time_limit_minutes", "grace_seconds"])
    password = make_password(PASSWORD)
    with transaction.atomic():
        users = _learners(learners, course, password)
        sessions = [_session_of(user) for user in users]
    if connection.vendor == "postgresql":  # which else does it while rows are measured
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return {
        "course": COURSE,
        "reading": reading.id,
        "exam": exam.pk,
        "questions": exam.question_count,
        "sessions": sessions,
        "usernames": [user.username for user in users],
        "password": PASSWORD,
        "certificate_ms": _certificate_ms(),
    }


def _learners(count: int, course: CoursePage, password: str) -> list[User]:
    """Return people who have completed all that the course's final exam asks for."""
    now = timezone.now() - timedelta(days=1)
    site = Site.objects.get(is_default_site=True)
    users = User.objects.bulk_create(
        User(
            username=f"bench-{number:04}",
            name=f"Peserta Uji {number}",
            email=f"bench-{number:04}@example.id",
            password=password,
            joined_through=site,
        )
        for number in range(count)
    )
    moments = {enrol(user, course, now=now): now for user in users}
    for element in course_outline(course.pk).required:
        complete_element_for(moments, element.id)
    return users


def _session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "widya.accounts.backends.IdentifierBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    assert session.session_key is not None
    return session.session_key


def _certificate_ms() -> float:
    certificates = iter(Certificate.objects.all()[:11])
    render_certificate(next(certificates))
    return _cost_ms(lambda: render_certificate(next(certificates)), times=10)


def _cost_ms(act: Any, *, times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - start) * 1000 / times


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("learners", type=int)
    parser.add_argument("--minutes", type=int)
    parser.add_argument("--grace-seconds", type=int)
    print(json.dumps(main(**vars(parser.parse_args()))))
