"""Two accounts of one person become one: nothing is lost, nothing counts twice."""

from datetime import timedelta
from random import Random
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from wagtail.models import ModelLogEntry

from tests import worlds
from tests.imports.files import counts, import_file, xlsx
from tests.worlds import NOW
from widya.accounts.actions import (
    check_identifiers_are_free,
    create_account,
    grant_role,
    merge_accounts,
    set_up_roles,
)
from widya.accounts.errors import IdentifierTaken, MergeRefused
from widya.accounts.models import FormerIdentifier, User
from widya.accounts.queries import find_account
from widya.assessment.actions import start_attempt
from widya.assessment.models import Attempt, ExtraTime
from widya.certificates.models import Certificate
from widya.credits.models import Credit
from widya.credits.queries import earned_jp
from widya.learning.actions import add_favourite, enrol, finish_enrolment, write_review
from widya.learning.models import Enrolment, Favourite
from widya.notifications.actions import News, refuse_topic, tell
from widya.notifications.models import Topic
from widya.notifications.queries import notices_to, topics_of
from widya.privacy.actions import erase_account, note_access
from widya.privacy.models import AccessEntry, DataCopy
from widya.privacy.queries import access_entries_for

pytestmark = pytest.mark.django_db
OLD_NIP, NEW_NIP = "199001012015031001", "199001012022211001"
REASON = "Orang yang sama, NIP berganti"


def make_world():
    site = worlds.make_site(short_name="Imipas")
    set_up_roles(site, site.root_page)
    first, second = (
        worlds.make_course(site, title=title, topics=0, credit_hours=3)
        for title in ("Pelayanan Publik", "Etika")
    )
    exam = worlds.make_exam(first, bank=worlds.make_bank())
    return SimpleNamespace(site=site, course=first, other_course=second, exam=exam)


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(make_world)


@pytest.fixture
def world(shared_world, db):
    return shared_world


@pytest.fixture
def officer(world):
    officer = worlds.make_user("petugas", joined_through=world.site)
    grant_role(officer, world.site, "administrator")
    return officer


@pytest.fixture
def source(world):
    return worlds.make_user(
        OLD_NIP, nip=OLD_NIP, email="lama@example.id", joined_through=world.site, rank="III/a"
    )


@pytest.fixture
def target(world):
    return worlds.make_user(
        NEW_NIP, nip=NEW_NIP, email="baru@example.id", joined_through=world.site
    )


def merge(source, target, officer):
    merge_accounts(source, target, site=officer.joined_through, reason=REASON, by=officer, now=NOW)
    source.refresh_from_db()
    target.refresh_from_db()


def pass_course(user, course):
    enrolment = enrol(user, course, now=NOW)
    finish_enrolment(enrolment.pk, is_passed=True, now=NOW)
    return enrolment


def test_what_only_the_second_account_has_moves(world, source, target, officer):
    passed = pass_course(source, world.course)
    write_review(passed, stars=5, text="Bagus", now=NOW)
    add_favourite(source, world.other_course, now=NOW)
    ExtraTime.objects.create(user=source, percent=25, reason="Surat dokter")
    merge(source, target, officer)
    moved = Enrolment.objects.get(user=target)
    assert moved == passed
    assert moved.review.text == "Bagus"
    assert Certificate.objects.get(user=target).enrolment == passed
    assert earned_jp(target, NOW.year) == 3
    assert Favourite.objects.get(user=target).course.pk == world.other_course.pk
    assert ExtraTime.objects.get(user=target).percent == 25
    for model in (Enrolment, Certificate, Credit, Favourite, ExtraTime):
        assert not model.objects.filter(user=source).exists()


def test_attempts_follow_their_enrolment(world, source, target, officer):
    enrolment = enrol(source, world.course, now=NOW)
    attempt = start_attempt(source, world.exam, now=NOW, rng=Random(1))
    Attempt.objects.filter(pk=attempt.pk).update(state="voided", closed_at=NOW)
    merge(source, target, officer)
    attempt.refresh_from_db()
    assert (attempt.user, attempt.enrolment) == (target, enrolment)


@pytest.mark.parametrize("better", ["source", "target"])
def test_of_two_on_one_run_the_passed_one_is_kept_and_the_other_is_not_lost(
    world, source, target, officer, better
):
    winner, loser = (source, target) if better == "source" else (target, source)
    passed = pass_course(winner, world.course)
    other = enrol(loser, world.course, now=NOW)
    people = User.objects.count()
    merge(source, target, officer)
    assert Enrolment.objects.get(user=target) == passed
    assert Enrolment.objects.get(user=source) == other
    assert Certificate.objects.get().user == target
    assert Credit.objects.get().user == target
    assert User.objects.count() == people


def test_a_course_that_both_passed_counts_once(world, source, target, officer):
    Enrolment.objects.filter(pk=pass_course(source, world.course).pk).update(progress_percent=100)
    own = pass_course(target, world.course)
    Enrolment.objects.filter(pk=own.pk).update(progress_percent=90)
    merge(source, target, officer)
    assert earned_jp(target, NOW.year) == 3
    assert Enrolment.objects.get(user=target).progress_percent == 100
    for model in (Certificate, Credit):
        assert {each.user for each in model.objects.all()} == {source, target}
    assert Certificate.objects.get(user=target).enrolment.user == target


def test_a_failed_course_is_no_chance_more(world, source, target, officer):
    failed = enrol(source, world.course, now=NOW)
    finish_enrolment(failed.pk, is_passed=False, now=NOW)
    enrol(target, world.course, now=NOW)
    merge(source, target, officer)
    assert Enrolment.objects.get(user=target) == failed


def test_a_favourite_of_both_is_kept_once(world, source, target, officer):
    for user in (source, target):
        add_favourite(user, world.course, now=NOW)
    merge(source, target, officer)
    assert Favourite.objects.get().user == target


def test_a_notification_that_either_refused_stays_refused(source, target, officer):
    refuse_topic(source, Topic.DUTY)
    for user in (source, target):
        refuse_topic(user, Topic.CLOSING)
    merge(source, target, officer)
    assert topics_of(target) == {Topic.CERTIFICATE}


def test_nobody_is_told_again_what_the_other_account_was_told(world, source, target, officer):
    def tell_of_duty(user, about):
        news = [News(user, world.site, about, NOW + timedelta(days=7))]
        return tell(news, topic=Topic.DUTY, template="credits/email/duty", now=NOW)

    assert [tell_of_duty(user, "both") for user in (source, target)] == [1, 1]
    tell_of_duty(source, "source alone")
    merge(source, target, officer)
    assert [tell_of_duty(target, about) for about in ("both", "source alone", "new")] == [0, 0, 1]
    assert not notices_to(source).exists()


def test_the_person_signs_in_by_either_nip(client, source, target, officer):
    merge(source, target, officer)
    assert find_account("19900101 201503 1 001") == find_account(NEW_NIP) == target
    assert client.login(username=OLD_NIP, password=worlds.PASSWORD)
    assert client.session["_auth_user_id"] == str(target.pk)
    former = FormerIdentifier.objects.get(user=target)
    assert (former.kind, former.value, former.changed_by) == ("nip", OLD_NIP, officer)


def test_nobody_else_gets_the_name_of_a_merged_account(source, target, officer):
    merge(source, target, officer)
    with pytest.raises(IdentifierTaken):
        create_account(username="lain", name="Lain", email="lain@example.id", nip=OLD_NIP)
    check_identifiers_are_free(OLD_NIP, except_for=target)


def test_an_import_knows_the_person_by_the_name_of_the_merged_account(
    world, source, target, officer
):
    merge(source, target, officer)
    row = (OLD_NIP, "Nama Baru", target.email, "")
    found = import_file(xlsx(row), site=world.site, by=officer)
    assert counts(found) == (0, 1, 0, 0)
    target.refresh_from_db()
    assert (target.name, target.nip) == ("Nama Baru", NEW_NIP)


def test_a_name_that_was_only_corrected_does_not_sign_in(target):
    FormerIdentifier.objects.create(user=target, kind="nip", value=OLD_NIP, changed_at=NOW)
    assert find_account(OLD_NIP) is None


def test_the_second_account_is_shut_and_points_to_the_first(source, target, officer):
    EmailAddress.objects.create(user=source, email=source.email, verified=True, primary=True)
    merge(source, target, officer)
    assert source.merged_into == target
    assert (source.is_active, source.email, source.nip) == (False, "", None)
    assert not source.has_usable_password()
    assert (target.email, target.rank) == ("baru@example.id", "III/a")
    address = EmailAddress.objects.get(user=target)
    assert (address.email, address.primary) == ("lama@example.id", False)


def test_what_the_first_account_lacks_it_takes_over(world, source, officer):
    target = worlds.make_user("siti", joined_through=world.site)
    merge(source, target, officer)
    assert target.nip == OLD_NIP
    assert not FormerIdentifier.objects.exists()


def test_the_merger_is_in_both_histories_and_in_the_log_of_access(source, target, officer):
    kind = AccessEntry.Kind.VIEWED
    note_access(source, actor=officer, kind=kind, fields=(), now=NOW)
    merge(source, target, officer)
    entries = ModelLogEntry.objects.filter(action="accounts.merge")
    assert {(entry.object_id, entry.comment) for entry in entries} == {
        (str(source.pk), REASON),
        (str(target.pk), REASON),
    }
    assert [entry.kind for entry in access_entries_for(target)] == ["changed", "viewed"]


def test_the_owner_hears_of_it_at_both_addresses(source, target, officer):
    merge(source, target, officer)
    assert [each.to for each in mail.outbox] == [["baru@example.id"], ["lama@example.id"]]
    for message in mail.outbox:
        assert message.subject == "Kedua akun Anda di Widya digabung"
        assert f"password akun {NEW_NIP}" in message.body
        assert "dikirim ke baru@example.id" in message.body


def test_one_address_is_told_once(source, target, officer):
    User.objects.filter(pk=source.pk).update(email="")
    merge(source, target, officer)
    assert [each.to for each in mail.outbox] == [["baru@example.id"]]


def test_a_copy_of_the_data_of_the_second_account_goes(world, source, target, officer):
    DataCopy.objects.create(user=source, site=world.site, language="id", asked_at=NOW)
    merge(source, target, officer)
    assert not DataCopy.objects.exists()


def refused(source, target, officer):
    with pytest.raises(MergeRefused):
        merge(source, target, officer)
    assert not User.objects.filter(merged_into__isnull=False).exists()


@pytest.mark.parametrize("which", ["source", "target"])
def test_staff_waiting_and_erased_accounts_are_refused(world, source, target, officer, which):
    enrol(source, world.course, now=NOW)
    odd = source if which == "source" else target
    grant_role(odd, world.site, "author")
    refused(source, target, officer)
    odd.groups.clear()
    User.objects.filter(pk=odd.pk).update(is_active=False, activated_at=None)
    refused(source, target, officer)
    User.objects.filter(pk=odd.pk).update(is_active=True)
    erase_account(odd, now=NOW)
    refused(source, target, officer)
    assert Enrolment.objects.get().user == source


@pytest.mark.parametrize("which", ["source", "target"])
def test_who_sits_an_exam_is_refused(world, source, target, officer, which):
    sitting = source if which == "source" else target
    enrol(sitting, world.course, now=NOW)
    start_attempt(sitting, world.exam, now=NOW, rng=Random(1))
    refused(source, target, officer)
    assert Enrolment.objects.get().user == sitting


def test_an_account_is_not_merged_into_itself(source, officer):
    refused(source, source, officer)


def test_an_account_is_merged_once_and_mergers_form_no_chain(source, target, officer):
    merge(source, target, officer)
    third = worlds.make_user("budi")
    for pair in ((source, target), (source, third), (third, source)):
        with pytest.raises(MergeRefused):
            merge(*pair, officer)
    merge(target, third, officer)
    source.refresh_from_db()
    assert source.merged_into == third
    assert find_account(OLD_NIP) == find_account(NEW_NIP) == third


def test_erasing_the_first_account_erases_what_the_second_held(source, target, officer):
    merge(source, target, officer)
    erase_account(target, now=NOW)
    assert not User.objects.filter(pk__in=[source.pk, target.pk], name__startswith="1990").exists()
    assert not FormerIdentifier.objects.exists()


def test_the_page_compares_first_and_merges_then(client, world, source, target, officer):
    pass_course(source, world.course)
    client.force_login(officer)
    path = f"/admin/users/merge/{target.pk}/"
    assert "Bandingkan" in client.get(path).text
    page = client.get(path, {"other": OLD_NIP}).text
    for text in ("lama@example.id", "baru@example.id", "Sertifikat", "Pelatihan yang lulus"):
        assert text in page
    assert not User.objects.filter(merged_into=target).exists()
    assert [entry.actor for entry in access_entries_for(source)] == [officer]
    done = client.post(path, {"other": OLD_NIP, "reason": REASON}, follow=True)
    assert "Kedua akun digabung." in done.text
    assert Enrolment.objects.get().user == target


def test_the_page_finds_only_accounts_that_one_may_change(client, world, target, officer):
    worlds.make_user("orang-lain")
    client.force_login(officer)
    path = f"/admin/users/merge/{target.pk}/"
    for name in ("orang-lain", NEW_NIP, "petugas", "tidak-ada"):
        assert "Tidak ada akun lain" in client.get(path, {"other": name}).text
        response = client.post(path, {"other": name, "reason": REASON})
        assert response.context["form"].errors["other"]


def test_the_page_says_why_it_cannot_be(client, world, source, target, officer):
    grant_role(source, world.site, "author")
    client.force_login(officer)
    path = f"/admin/users/merge/{target.pk}/"
    response = client.post(path, {"other": OLD_NIP, "reason": REASON}, follow=True)
    assert "tidak dapat digabung" in response.text
