"""The staff's pages: the board, what may be done about an attempt, late answers, extra time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.assessment.sitting import set_times
from tests.worlds import make_site, make_user
from widya.accounts.actions import grant_role, set_up_roles
from widya.assessment.actions import save_answer, submit_attempt
from widya.assessment.models import Attempt, ExtraTime, Grade, LateAnswer


@pytest.fixture
def running(attempt, learner):
    """Return the attempt, begun by today's clock, with one answer."""
    now = timezone.now()
    set_times(attempt, now - timedelta(minutes=1), now + timedelta(minutes=59))
    save_answer(learner, attempt.uuid, 1, choices=[0], is_doubtful=False, now=now)
    return attempt


@pytest.fixture
def closed(running, learner):
    return submit_attempt(learner, running.uuid, now=timezone.now())


@pytest.fixture
def late(running):
    now = timezone.now()
    return LateAnswer.objects.create(
        attempt=running, position=2, choices=[0], made_at=now, received_at=now
    )


@pytest.fixture
def client(client, site):
    client.force_login(staff_of(site, "administrator"))
    return client


def staff_of(site, role):
    set_up_roles(site, site.root_page)
    user = make_user(f"staf-{role}-{site.pk}")
    grant_role(user, site, role)
    return user


def get(client, name, *args):
    return client.get(reverse(name, args=args))


def post(client, name, pk, **fields):
    return client.post(reverse(name, args=[pk]), {"reason": "Listrik padam", **fields})


def test_the_list_shows_who_writes_what(client, running, learner):
    page = get(client, "attempts:index").content.decode()
    for text in (learner.name, "Ujian Akhir", "Berlangsung", "1/4"):
        assert text in page


def test_the_board_counts_who_writes_and_who_has_handed_in(client, running, exam, learner):
    figures = get(client, "attempts:board", exam.pk).context["figures"]
    assert (figures.started, figures.writing, figures.quiet) == (1, 1, 0)
    assert (figures.handed_in, figures.answers_per_minute) == (0, 1)
    submit_attempt(learner, running.uuid, now=timezone.now())
    figures = get(client, "attempts:board", exam.pk).context["figures"]
    assert (figures.writing, figures.handed_in, figures.answers_per_minute) == (0, 1, 0)


def test_who_has_not_answered_for_long_is_quiet(client, attempt, exam):
    figures = get(client, "attempts:board", exam.pk).context["figures"]
    assert (figures.writing, figures.quiet) == (0, 1)


def test_an_attempt_offers_what_its_state_allows(client, running, learner):
    page = get(client, "attempts:inspect", running.pk).content.decode()
    assert "/extend/" in page
    assert "/reopen/" not in page
    submit_attempt(learner, running.uuid, now=timezone.now())
    page = get(client, "attempts:inspect", running.pk).content.decode()
    assert "/extend/" not in page
    assert "/reopen/" in page


def test_time_is_added(client, running):
    assert "Tambah waktu" in get(client, "attempts:extend", running.pk).content.decode()
    response = post(client, "attempts:extend", running.pk, minutes=10)
    assert response.headers["Location"] == reverse("attempts:inspect", args=[running.pk])
    deadline = running.deadline_at + timedelta(minutes=10)
    assert Attempt.objects.get().deadline_at == deadline


def test_an_act_needs_a_reason_and_sensible_minutes(client, running):
    response = post(client, "attempts:extend", running.pk, minutes=0, reason="")
    assert set(response.context["form"].errors) == {"minutes", "reason"}
    assert Attempt.objects.get().deadline_at == running.deadline_at


def test_an_attempt_is_opened_again_and_voided(client, closed):
    post(client, "attempts:reopen", closed.pk, minutes=10)
    assert Attempt.objects.get().state == Attempt.State.OPEN
    post(client, "attempts:void", closed.pk)
    assert Attempt.objects.get().state == Attempt.State.VOIDED


def test_what_is_refused_is_said(client, closed):
    response = client.post(
        reverse("attempts:extend", args=[closed.pk]), {"reason": "x", "minutes": 5}, follow=True
    )
    assert "Pengerjaan ini sudah selesai" in response.content.decode()


def test_everybody_gets_time(client, running, exam):
    assert get(client, "attempts:extend_all", exam.pk).status_code == 200
    post(client, "attempts:extend_all", exam.pk, minutes=15)
    deadline = running.deadline_at + timedelta(minutes=15)
    assert Attempt.objects.get().deadline_at == deadline


def test_a_regrade_is_shown_before_it_is_done(client, closed, exam, learner, bank):
    page = get(client, "attempts:regrade", exam.pk).content.decode()
    assert "Tidak ada nilai yang berubah." in page
    grade = Grade.objects.get()
    grade.corrections = {"1": {}}
    grade.save()
    page = get(client, "attempts:regrade", exam.pk).content.decode()
    assert learner.name in page
    post(client, "attempts:regrade", exam.pk)
    assert Grade.objects.filter(superseded_at=None).get() != grade


def test_a_late_answer_is_decided(client, late, running):
    assert running.user.name in get(client, "late_answers:index").content.decode()
    assert "Soal 2" in get(client, "late_answers:decide", late.pk).content.decode()
    post(client, "late_answers:decide", late.pk, accepts="no")
    late.refresh_from_db()
    assert (late.state, late.reason) == ("rejected", "Listrik padam")


def test_extra_time_is_given(client, learner):
    assert get(client, "extra_time:add").status_code == 200
    fields = {"user": learner.pk, "percent": 25, "minutes": 0, "reason": "Tunanetra"}
    client.post(reverse("extra_time:add"), fields)
    assert ExtraTime.objects.get().percent == 25


@pytest.mark.parametrize(
    "name", ["attempts:inspect", "attempts:extend", "attempts:void", "attempts:reopen"]
)
def test_staff_of_another_site_find_nothing(client, running, name):
    other = make_site("lain.localhost", is_default=False)
    client.force_login(staff_of(other, "administrator"))
    assert get(client, name, running.pk).status_code == 404


def test_authors_may_not_act_on_attempts(client, running, exam, site):
    client.force_login(staff_of(site, "author"))
    for name in ("attempts:extend", "attempts:void"):
        assert get(client, name, running.pk).status_code == 302
    assert get(client, "attempts:extend_all", exam.pk).status_code == 302
    post(client, "attempts:void", running.pk)
    assert Attempt.objects.get().state == Attempt.State.OPEN
