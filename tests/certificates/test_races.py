"""What happens at the same moment, with real connections against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from tests import worlds
from tests.certificates.passing import (
    earn_certificate,
    kept_files,
    make_site,
    pass_course_without_certificate,
    path_of,
)
from widya.certificates import actions
from widya.certificates.actions import issue_certificate, render_certificate
from widya.certificates.models import Certificate, NumberSeries
from widya.learning.actions import enrol, finish_enrolment
from widya.learning.models import Enrolment

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def course(transactional_db):
    return worlds.make_course(make_site(), topics=1)


def test_fifty_passes_at_once_get_fifty_consecutive_numbers(course):
    """Every fifth transaction is rolled back in between and must not use up a number."""
    enrolments = [
        enrol(worlds.make_user(f"peserta{number}"), course, now=worlds.NOW) for number in range(60)
    ]

    def finish(position):
        try:
            with transaction.atomic():
                finish_enrolment(enrolments[position].pk, is_passed=True, now=worlds.NOW)
                if position % 6 == 5:
                    transaction.set_rollback(True)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(finish, range(60)))
    numbers = Certificate.objects.order_by("running_number").values_list(
        "running_number", flat=True
    )
    assert list(numbers) == list(range(1, 51))
    assert Enrolment.objects.filter(state=Enrolment.State.PASSED).count() == 50


def test_issuing_twice_at_once_gives_one_certificate(course):
    enrolment = pass_course_without_certificate(worlds.make_user(), course)

    def issue(_):
        try:
            return issue_certificate(enrolment).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(issue, range(8)))) == 1
    assert NumberSeries.objects.get().last_number == 1


def test_of_those_who_render_at_once_one_keeps_its_files(course, monkeypatch):
    certificate = earn_certificate(worlds.make_user(), course)
    Certificate.objects.update(file="", picture="")
    everybody = Barrier(6)
    kept = []
    save = Certificate.save

    def render_together(printed):
        everybody.wait()
        return b"<svg />"

    def count_and_save(instance, **options):
        kept.append(instance.file.name)
        save(instance, **options)

    def render(_):
        try:
            return render_certificate(Certificate.objects.get(pk=certificate.pk)).file.name
        finally:
            connection.close()

    monkeypatch.setattr(actions, "render_picture", render_together)
    monkeypatch.setattr(Certificate, "save", count_and_save)
    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(render, range(6))) == {path_of(certificate)}
    assert kept == [path_of(certificate)]
    assert kept_files(certificate) == [f"{certificate.uuid}.pdf"]
