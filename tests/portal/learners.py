"""What people did, for the tests of this folder; all by the actions of the product."""

from datetime import timedelta
from random import Random

from tests import worlds
from widya.assessment.actions import save_answer, start_attempt, submit_attempt
from widya.catalog.queries import course_outline
from widya.learning.actions import complete_element, enrol

RIGHT, WRONG = [0], [1]


def make_exam_course(site, *, title="Pelayanan Publik", **exam_fields):
    """Return a course with one topic and its final exam of four questions."""
    course = worlds.make_course(site, title=title, topics=1)
    bank = worlds.make_bank(f"Bank {title}")
    exam = worlds.make_exam(course, bank=bank, draw_count=4, **exam_fields)
    return course, exam


def read_all(user, course, *, now=worlds.NOW):
    """Enrol and complete all readings; return the enrolment."""
    enrolment = enrol(user, course, now=now)
    for element in course_outline(course.pk).required:
        complete_element(enrolment, element.id, now=now)
    enrolment.refresh_from_db()
    return enrolment


def sit(user, exam, *, right, now=worlds.NOW):
    """Answer ``right`` of the four questions rightly and hand in; return the attempt."""
    attempt = start_attempt(user, exam, now=now, rng=Random(1))
    for position in range(1, 5):
        choices = RIGHT if position <= right else WRONG
        save_answer(user, attempt.uuid, position, choices=choices, is_doubtful=False, now=now)
    return submit_attempt(user, attempt.uuid, now=now + timedelta(minutes=5))


def pass_course(user, course, exam, *, now=worlds.NOW):
    """Read all and pass the exam with full marks."""
    read_all(user, course, now=now)
    return sit(user, exam, right=4, now=now)
