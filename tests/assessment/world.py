"""The world that the tests of this folder share."""

from types import SimpleNamespace

from tests.worlds import make_bank, make_course, make_exam, make_site


def make_world():
    """Return a site with a course, a bank, and an exam of 4 questions, 60 minutes, pass mark 80."""
    site = make_site()
    course = make_course(site, topics=1)
    bank = make_bank(count=4)
    return SimpleNamespace(site=site, course=course, bank=bank, exam=make_exam(course, bank=bank))
