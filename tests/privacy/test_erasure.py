"""Erasure: every effect, what stays, and who is refused."""

from random import Random

import pytest
from allauth.account.models import EmailAddress
from wagtail.models import ModelLogEntry

from tests import worlds
from tests.accounts.doors import is_signed_in, sign_in
from tests.privacy.pasts import NOW, ready_copy
from widya.accounts.actions import grant_role, set_up_roles
from widya.accounts.models import FormerIdentifier, Session, User
from widya.assessment.actions import start_attempt
from widya.assessment.models import ExtraTime, LateAnswer, Response
from widya.catalog.queries import course_outline
from widya.certificates.models import Certificate
from widya.credits.queries import credits_for
from widya.imports.models import ImportRow
from widya.learning.actions import complete_element, enrol, hide_review
from widya.learning.models import Completion, Enrolment, Favourite, Review, Watching
from widya.notifications.models import Mail, Notice, Refusal
from widya.privacy.actions import erase_account
from widya.privacy.errors import AttemptOpen, StaffAccount
from widya.privacy.models import AccessEntry, DataCopy, Erasure

pytestmark = pytest.mark.django_db
PAGE = "/akun/data-saya/hapus/"
TYPED = {"password": worlds.PASSWORD, "confirmation": "HAPUS DATA SAYA"}


def sit_exam(user, site):
    course = worlds.make_course(site, title="Terbuka", topics=1)
    exam = worlds.make_exam(course, bank=worlds.make_bank("Terbuka"))
    enrolment = enrol(user, course, now=NOW)
    for element in course_outline(course.pk).required:
        complete_element(enrolment, element.id, now=NOW)
    return start_attempt(user, exam, now=NOW, rng=Random(1))


def everything_about(user):
    """Return each table's texts as one, but for what a certificate prints."""
    models = (User, FormerIdentifier, EmailAddress, Session, Mail, ImportRow, Review)
    more = (ModelLogEntry, Enrolment, Completion, AccessEntry, DataCopy, Erasure)
    texts = [str(list(model.objects.values())) for model in (*models, *more)]
    texts += [str(session.get_decoded()) for session in Session.objects.all()]
    return " ".join(texts).lower()


def test_the_profile_is_emptied_and_the_account_shut(pasts, siti):
    old_password = siti.password
    erase_account(siti, now=NOW)
    siti.refresh_from_db()
    assert siti.name == "Akun yang dihapus"
    assert siti.username.startswith("dihapus-")
    assert (siti.email, siti.phone, siti.position, siti.rank, siti.workplace) == ("",) * 5
    assert (siti.nip, siti.unit, siti.joined_through, siti.last_login) == (None,) * 4
    assert not siti.photo
    assert siti.password != old_password
    assert not siti.has_usable_password()
    assert not siti.is_active
    assert not siti.awaits_activation


def test_what_no_law_keeps_is_gone_and_another_person_keeps_theirs(pasts, site, siti, budi):
    ready_copy(siti, site)
    erase_account(siti, now=NOW)
    owned = {
        Favourite: "user",
        Watching: "enrolment__user",
        FormerIdentifier: "user",
        EmailAddress: "user",
        Session: "user",
        AccessEntry: "subject",
        Refusal: "user",
        Notice: "user",
    }
    for model, owner in owned.items():
        assert not model.objects.filter(**{owner: siti}).exists(), model
        assert model.objects.filter(**{owner: budi}).exists(), model
    assert not DataCopy.objects.exists()
    assert [mail.recipients for mail in Mail.objects.all()] == [[budi.email]] * 2
    assert [row.cells["email"] for row in ImportRow.objects.all()] == [budi.email]


def test_a_review_loses_its_text_and_keeps_its_stars(pasts, siti):
    erase_account(siti, now=NOW)
    review = Review.objects.get(enrolment__user=siti)
    assert (review.text, review.stars) == ("", 4)


def test_results_stay_under_the_pseudonym(pasts, siti):
    erase_account(siti, now=NOW)
    enrolment = Enrolment.objects.get(user=siti)
    assert (enrolment.state, enrolment.last_visited_at) == (Enrolment.State.PASSED, None)
    assert enrolment.completions.exists()
    assert siti.attempts.get().grades.get().is_passed
    assert Response.objects.filter(attempt__user=siti).count() == 4
    assert credits_for(siti).get().amount_jp == 3
    assert siti.acceptances.exists()


def test_extra_time_goes_and_late_answers_lose_what_staff_wrote(pasts, siti, budi):
    erase_account(siti, now=NOW)
    assert [each.user for each in ExtraTime.objects.all()] == [budi]
    assert LateAnswer.objects.get(attempt__user=siti).reason == ""


def test_the_certificate_is_still_checked_by_whoever_has_its_address(client, pasts, siti):
    certificate = Certificate.objects.get(user=siti)
    erase_account(siti, now=NOW)
    response = client.get(certificate.get_absolute_url())
    assert response.status_code == 200
    assert "Sertifikat ini sah" in response.text
    assert "Siti Rahmawati" in response.text


def test_no_name_address_or_identifier_is_left_anywhere_else(pasts, siti, budi):
    review = Review.objects.get(enrolment__user=siti)
    hide_review(review, by=budi, reason="Keluar topik", now=NOW)
    assert "rahmawati" in everything_about(siti)
    for each in User.objects.filter(username="petugas-siti"):
        AccessEntry.objects.filter(actor=each).delete()
        each.delete()
    erase_account(siti, now=NOW)
    kept = everything_about(siti).replace("pelatihan siti", "")
    assert "rahmawati" not in kept
    assert "siti@" not in kept
    assert "siti-baru" not in kept


def test_files_go_when_the_transaction_has_succeeded(
    pasts, site, siti, django_capture_on_commit_callbacks
):
    copy = ready_copy(siti, site)
    files = [(file.storage, file.name) for file in (siti.photo, copy.file)]
    with django_capture_on_commit_callbacks() as callbacks:
        erase_account(siti, now=NOW)
    assert all(storage.exists(name) for storage, name in files)
    for callback in callbacks:
        callback()
    assert not any(storage.exists(name) for storage, name in files)


def test_erasure_happens_once_and_is_logged_without_personal_data(pasts, siti):
    erased = erase_account(siti, now=NOW)
    again = erase_account(siti, now=NOW)
    assert again.username == erased.username
    entry = ModelLogEntry.objects.get(action="privacy.erase")
    assert (entry.label, entry.data) == ("Akun yang dihapus", {})
    assert Erasure.objects.get().erased_at == NOW


def test_an_erasure_that_fails_changes_nothing(pasts, siti, monkeypatch):
    def fail(**fields):
        raise RuntimeError

    monkeypatch.setattr(Erasure.objects, "create", fail)
    with pytest.raises(RuntimeError):
        erase_account(siti, now=NOW)
    siti.refresh_from_db()
    assert siti.name == "Siti Rahmawati"
    assert Favourite.objects.filter(user=siti).exists()


def test_staff_are_refused(site, siti):
    set_up_roles(site, site.root_page)
    grant_role(siti, site, "author")
    with pytest.raises(StaffAccount):
        erase_account(siti, now=NOW)


def test_superusers_are_refused(site):
    with pytest.raises(StaffAccount):
        erase_account(worlds.make_user("super", is_superuser=True), now=NOW)


def test_who_sits_an_exam_is_refused(site, siti):
    sit_exam(siti, site)
    with pytest.raises(AttemptOpen):
        erase_account(siti, now=NOW)
    siti.refresh_from_db()
    assert siti.is_active


def test_the_page_says_what_goes_and_what_stays(signed_in, site):
    page = signed_in.get(PAGE).text
    for text in ("Yang langsung dihapus", "Yang tetap disimpan, dan mengapa", "Sertifikat"):
        assert text in page


def test_the_page_erases_and_signs_out_everywhere(client, pasts, siti):
    elsewhere = client.__class__()
    assert sign_in(elsewhere, siti.username).status_code == 302
    client.force_login(siti)
    response = client.post(PAGE, {**TYPED, "confirmation": " hapus data  saya "}, follow=True)
    assert "Data Anda sudah dihapus" in response.text
    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert "siti-baru" not in str(list(User.objects.values("username")))
    sign_in(client, "siti-baru")
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "salah"}, "password"),
        ({"password": ""}, "password"),
        ({"confirmation": "ya"}, "confirmation"),
        ({"confirmation": ""}, "confirmation"),
    ],
)
def test_without_password_and_sentence_nothing_is_erased(signed_in, siti, changes, field):
    response = signed_in.post(PAGE, {**TYPED, **changes})
    assert list(response.context["form"].errors) == [field]
    siti.refresh_from_db()
    assert siti.is_active


def test_passwords_are_not_guessed_without_end(signed_in, siti):
    wrong = {**TYPED, "password": "salah"}
    assert [signed_in.post(PAGE, wrong).status_code for _ in range(6)] == [200] * 5 + [429]
    assert signed_in.post(PAGE, TYPED).status_code == 429


def test_the_page_tells_who_sits_an_exam_why_not(signed_in, site, siti):
    sit_exam(siti, site)
    assert "Belum dapat dihapus" in signed_in.get(PAGE).text
    response = signed_in.post(PAGE, TYPED)
    assert response.status_code == 409
    assert str(AttemptOpen.message) in response.text


def test_the_page_tells_staff_why_not(client, site):
    client.force_login(worlds.make_user("super", is_superuser=True))
    response = client.post(PAGE, TYPED)
    assert response.status_code == 409
    assert str(StaffAccount.message) in response.text
