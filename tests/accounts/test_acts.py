"""What the staff do about one account, with a reason."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests import worlds
from widya.accounts.actions import grant_role, set_up_roles
from widya.accounts.models import FormerIdentifier, Session, User
from widya.organisation.models import Unit
from widya.privacy.models import AccessEntry
from widya.privacy.queries import access_entries_for

pytestmark = pytest.mark.django_db
REASON = {"reason": "Diminta lewat telepon"}
INDEX = "/admin/users/"


def make_world():
    site = worlds.make_site(short_name="Imipas")
    set_up_roles(site, site.root_page)
    return site


@pytest.fixture(scope="module")
def shared_site(make_once):
    return make_once(make_world)


@pytest.fixture
def site(shared_site, db):
    return shared_site


@pytest.fixture
def admin(site, client):
    admin = worlds.make_user("admin", joined_through=site)
    grant_role(admin, site, "administrator")
    client.force_login(admin)
    return admin


@pytest.fixture
def person(site):
    return worlds.make_user("siti", joined_through=site, activated_at=worlds.NOW)


@pytest.fixture
def waiting(site):
    return worlds.make_user("budi", joined_through=site, is_active=False)


def detail(user):
    return f"/admin/users/inspect/{user.pk}/"


def act(client, name, user):
    return client.post(f"/admin/users/{name}/{user.pk}/", REASON, follow=True)


def reasons(user):
    entries = ModelLogEntry.objects.filter(object_id=user.pk, action__startswith="accounts.")
    return [(entry.action, entry.comment) for entry in entries]


def changes(user):
    return [
        (entry.actor, entry.field_labels())
        for entry in access_entries_for(user)
        if entry.kind == AccessEntry.Kind.CHANGED
    ]


def test_a_shut_account_is_signed_out_and_cannot_sign_in(client, admin, person):
    browser = client.__class__()
    browser.force_login(person)
    assert "Akun dinonaktifkan." in act(client, "deactivate", person).text
    person.refresh_from_db()
    assert not person.is_active
    assert person.account_state == User.AccountState.CLOSED
    assert browser.get("/akun/profil/").status_code == 302
    assert not Session.objects.filter(user=person).exists()
    assert reasons(person) == [("accounts.deactivate", REASON["reason"])]
    assert changes(person) == [(admin, ["aktif"])]


def test_a_shut_account_is_opened_again(client, admin, person):
    act(client, "deactivate", person)
    assert "Akun diaktifkan." in act(client, "reactivate", person).text
    person.refresh_from_db()
    assert person.is_active


def test_an_account_that_waits_can_be_opened_by_the_staff(client, admin, waiting):
    act(client, "reactivate", waiting)
    waiting.refresh_from_db()
    assert waiting.is_active
    assert waiting.activated_at


def test_an_account_without_an_address_stays_shut(client, admin, person):
    User.objects.filter(pk=person.pk).update(email="", is_active=False)
    act(client, "reactivate", person)
    person.refresh_from_db()
    assert not person.is_active
    assert reasons(person) == []


def test_an_account_whose_address_another_has_meanwhile_is_not_opened(client, admin, waiting):
    worlds.make_user("siti", email=waiting.email.upper())
    assert "Alamat ini sudah dipakai akun lain." in act(client, "reactivate", waiting).text
    waiting.refresh_from_db()
    assert not waiting.is_active
    assert reasons(waiting) == []


def test_an_account_without_an_address_is_not_opened_and_the_lack_is_no_likeness(
    client, admin, waiting
):
    worlds.make_user("siti", email="")
    User.objects.filter(pk=waiting.pk).update(email="")
    assert "sudah berubah" in act(client, "reactivate", waiting).text
    waiting.refresh_from_db()
    assert not waiting.is_active


def test_an_act_needs_a_reason(client, admin, person):
    response = client.post(f"/admin/users/deactivate/{person.pk}/", {"reason": " "})
    assert list(response.context["form"].errors) == ["reason"]
    person.refresh_from_db()
    assert person.is_active


def test_the_activation_is_sent_again_while_the_account_waits(client, admin, waiting, person):
    assert "Mail aktivasi dikirim." in act(client, "send-activation", waiting).text
    assert [each.to for each in mail.outbox] == [[waiting.email]]
    assert changes(waiting) == [(admin, ["mail aktivasi"])]
    assert "sudah berubah" in act(client, "send-activation", person).text
    assert len(mail.outbox) == 1


def test_a_mail_leads_to_the_reset_page(client, admin, person):
    before = person.password
    assert "Mail reset password dikirim." in act(client, "send-reset", person).text
    assert mail.outbox[0].to == [person.email]
    assert f"http://localhost{reverse('account_reset_password')}" in mail.outbox[0].body
    assert "siti" in mail.outbox[0].body
    person.refresh_from_db()
    assert person.password == before


def test_a_lost_second_step_is_taken_away_and_the_owner_told(client, admin, person):
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=person, type=kind, data={})
    labels = [each.label for each in client.get(detail(person)).context["view"].header_buttons]
    assert labels == [
        "Kirim reset password",
        "Matikan masuk dua langkah",
        "Nonaktifkan",
        "Gabungkan akun",
    ]
    act(client, "reset-second-factor", person)
    assert not Authenticator.objects.filter(user=person).exists()
    assert [each.to for each in mail.outbox] == [[person.email]]
    assert changes(person) == [(admin, ["masuk dua langkah"])]


def test_nobody_acts_on_the_own_account(client, admin):
    assert client.get(detail(admin)).context["view"].header_buttons == []
    assert client.post(f"/admin/users/deactivate/{admin.pk}/", REASON).status_code == 404


def test_the_detail_tells_what_is_known_and_what_was_done(client, admin, person):
    FormerIdentifier.objects.create(
        user=person, kind="nip", value="199001012015031001", changed_at=worlds.NOW
    )
    grant_role(person, person.joined_through, "author")
    act(client, "send-reset", person)
    page = client.get(detail(person)).text
    for text in ("199001012015031001", "Penulis · Imipas", REASON["reason"], "Identitas lama"):
        assert text in page


def test_the_mails_to_a_person_stand_on_the_detail(client, admin, person, settings):
    settings.EMAIL_BACKEND = "widya.notifications.backends.KeptMailBackend"
    act(client, "send-reset", person)
    assert "Buat password baru untuk akun Anda" in client.get(detail(person)).text


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": "active"}, {"admin", "siti"}),
        ({"state": "waiting"}, {"budi"}),
        ({"state": "closed"}, {"lama"}),
        ({"role": "administrator"}, {"admin"}),
        ({"role": "author"}, set()),
        ({"never_signed_in": "true"}, {"admin", "budi", "lama"}),
        ({"last_login_from": "2026-05-01"}, {"siti"}),
        ({"last_login_from": "2026-05-06"}, set()),
    ],
)
def test_the_list_is_narrowed(client, site, admin, person, waiting, chosen, found):
    worlds.make_user("lama", joined_through=site, is_active=False, activated_at=worlds.NOW)
    User.objects.filter(pk=admin.pk).update(last_login=None)
    User.objects.filter(pk=person.pk).update(last_login=worlds.NOW + timedelta(hours=1))
    people = client.get(INDEX, chosen).context["object_list"]
    assert {each.username for each in people} == found


def test_the_list_shows_the_people_of_a_unit_and_of_those_below_it(client, site, admin):
    office = Unit.add_root(name="Kanwil Bali", kind="regional")
    prison = office.add_child(name="Lapas Kerobokan", kind="upt")
    other = Unit.add_root(name="Kanwil Aceh", kind="regional")
    for name, unit in (("satu", office), ("dua", prison), ("tiga", other)):
        worlds.make_user(name, joined_through=site, unit=unit)
    people = client.get(INDEX, {"unit": office.pk}).context["object_list"]
    assert {each.username for each in people} == {"satu", "dua"}


def test_the_queries_of_the_list_do_not_grow(
    client, site, admin, person, django_assert_max_num_queries
):
    for number in range(10):
        worlds.make_user(f"orang{number}", joined_through=site)
    client.get(INDEX)
    with django_assert_max_num_queries(18):
        client.get(INDEX)
