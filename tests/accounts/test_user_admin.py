"""The staff's pages for accounts."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from wagtail.models import ModelLogEntry

from tests import worlds
from widya.accounts.actions import check_identifiers_are_free, grant_role, set_up_roles
from widya.accounts.models import FormerIdentifier, User
from widya.accounts.queries import role_group
from widya.organisation.models import Unit

pytestmark = pytest.mark.django_db
NIP = "199001012015031001"
INDEX = "/admin/users/"
NEW = "/admin/users/new/"


@pytest.fixture
def site():
    site = worlds.make_site()
    set_up_roles(site, site.root_page)
    return site


@pytest.fixture
def other_site(site):
    other = worlds.make_site("kemenkum.localhost", is_default=False, short_name="Kumham")
    set_up_roles(other, other.root_page)
    return other


@pytest.fixture
def admin(site, client):
    admin = worlds.make_user("admin", joined_through=site)
    grant_role(admin, site, "administrator")
    client.force_login(admin)
    return admin


def edit_path(user):
    return f"/admin/users/edit/{user.pk}/"


def fields(site, **changes):
    return {
        "username": "siti",
        "name": "Siti Rahmawati",
        "email": "siti@example.id",
        "employee_type": "internal",
        "employment_status": "pns",
        "joined_through": site.pk,
        "reason": "Surat nomor 12",
        **changes,
    }


def errors(response):
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_an_administrator_makes_an_account(client, site, admin):
    unit = Unit.add_root(name="Lapas", kind="upt")
    typed = fields(site, nip="19900101 201503 1 001", unit=unit.pk, rank="III/a")
    response = client.post(NEW, typed)
    assert response.status_code == 302
    user = User.objects.get(username="siti")
    assert (user.name, user.nip, user.unit, user.rank) == ("Siti Rahmawati", NIP, unit, "III/a")
    assert user.joined_through == site


def test_the_owner_of_a_new_account_alone_makes_its_password(client, site, admin):
    typed = fields(site, password1="Diganti-2027", password2="Diganti-2027")
    response = client.post(NEW, typed, follow=True)
    assert "Mail menunjukkan cara membuat password." in response.text
    user = User.objects.get(username="siti")
    assert user.is_active
    assert not user.has_usable_password()
    welcome = mail.outbox[-1]
    assert welcome.to == ["siti@example.id"]
    assert "tulis siti dan alamat email ini" in welcome.body
    assert "password1" not in client.get(NEW).text


def test_a_missing_address_and_a_wrong_nip_are_named_at_their_fields(client, site, admin):
    found = errors(client.post(NEW, fields(site, nip="123", email="")))
    assert set(found) == {"nip", "email"}
    assert found["nip"] == ["NIP terdiri dari 18 angka."]
    assert not User.objects.filter(username="siti").exists()


def test_an_odd_nip_is_saved_with_a_warning(client, site, admin):
    user = worlds.make_user("siti", joined_through=site)
    response = client.post(edit_path(user), fields(site, nip="199001012015033001"), follow=True)
    assert "Periksa NIP: angka ke-15" in response.text
    assert User.objects.get(pk=user.pk).nip == "199001012015033001"


def test_a_changed_user_name_and_nip_are_kept_in_the_history(client, site, admin):
    user = worlds.make_user("siti", nip=NIP, joined_through=site)
    client.post(edit_path(user), fields(site, username="siti.r", nip="199001012022211001"))
    user.refresh_from_db()
    assert (user.username, user.nip) == ("siti.r", "199001012022211001")
    former = FormerIdentifier.objects.filter(user=user, changed_by=admin)
    assert set(former.values_list("kind", "value")) == {("username", "siti"), ("nip", NIP)}


def test_who_signs_in_by_the_nip_does_so_by_the_corrected_one(client, site, admin):
    user = worlds.make_user(NIP, nip=NIP, joined_through=site)
    client.post(edit_path(user), fields(site, username=NIP, nip="199001012022211001"))
    user.refresh_from_db()
    assert user.username == user.nip == "199001012022211001"
    former = FormerIdentifier.objects.filter(user=user, changed_by=admin)
    assert set(former.values_list("kind", "value")) == {("username", NIP), ("nip", NIP)}
    check_identifiers_are_free(NIP)  # for whose it is


def test_a_user_name_of_ones_own_stays_when_the_nip_is_corrected(client, site, admin):
    user = worlds.make_user("siti", nip=NIP, joined_through=site)
    client.post(edit_path(user), fields(site, nip="199001012022211001"))
    user.refresh_from_db()
    assert (user.username, user.nip) == ("siti", "199001012022211001")


def test_another_persons_address_is_refused_at_its_field(client, site, admin):
    worlds.make_user("budi", email="Budi@example.id")
    user = worlds.make_user("siti", joined_through=site)
    response = client.post(edit_path(user), fields(site, email="budi@example.id"))
    assert errors(response) == {"email": ["Alamat ini sudah dipakai akun lain."]}
    typed = fields(site, username="baru", email="budi@example.id")
    assert list(errors(client.post(NEW, typed))) == ["email"]
    assert not User.objects.filter(username="baru").exists()


def test_nobody_sets_the_password_of_a_known_account(client, site, admin):
    user = worlds.make_user("siti", joined_through=site)
    typed = fields(site, password1="Diganti-2027", password2="Diganti-2027")
    assert client.post(edit_path(user), typed).status_code == 302
    user.refresh_from_db()
    assert user.check_password(worlds.PASSWORD)
    assert "password1" not in client.get(edit_path(user)).text


def test_an_outsiders_workplace_is_corrected(client, site, admin):
    user = worlds.make_user("siti", joined_through=site, employee_type="external")
    client.post(edit_path(user), fields(site, employee_type="external", workplace="Pemda Bali"))
    user.refresh_from_db()
    assert user.workplace == "Pemda Bali"


def test_another_persons_identifier_is_refused_at_its_field(client, site, admin):
    worlds.make_user("budi", nip=NIP)
    user = worlds.make_user("siti", joined_through=site)
    taken = ["Username atau NIP ini sudah dipakai akun lain."]
    assert errors(client.post(edit_path(user), fields(site, nip=NIP))) == {"nip": taken}
    assert errors(client.post(edit_path(user), fields(site, username="BUDI")))["username"] == taken


@pytest.mark.parametrize(
    "change", [{"username": "siti.r"}, {"nip": NIP}, {"email": "baru@example.id"}, {"unit": True}]
)
def test_who_corrects_what_a_person_is_known_by_says_why(client, site, admin, change):
    user = worlds.make_user("siti", name="Siti Rahmawati", joined_through=site)
    if "unit" in change:
        change = {"unit": Unit.add_root(name="Lapas", kind="upt").pk}
    typed = fields(site, **change, reason="")
    assert list(errors(client.post(edit_path(user), typed))) == ["reason"]
    client.post(edit_path(user), {**typed, "reason": "Salah ketik"})
    entry = ModelLogEntry.objects.get(action="accounts.correct", object_id=user.pk)
    assert (entry.user, entry.comment) == (admin, "Salah ketik")


def test_other_changes_need_no_reason(client, site, admin):
    user = worlds.make_user("siti", name="Siti Rahmawati", joined_through=site)
    assert client.post(edit_path(user), fields(site, rank="III/b", reason="")).status_code == 302
    assert not ModelLogEntry.objects.filter(action="accounts.correct").exists()


def test_a_corrected_address_ends_what_the_old_one_proved(client, site, admin):
    user = worlds.make_user("siti", joined_through=site)
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    client.post(edit_path(user), fields(site, email="baru@example.id"))
    assert not EmailAddress.objects.filter(user=user).exists()


def test_the_address_that_was_replaced_is_told_but_not_by_which(client, site, admin):
    user = worlds.make_user("siti", joined_through=site)
    client.post(edit_path(user), fields(site, rank="III/b"))
    client.post(edit_path(user), fields(site, email="Siti@example.id"))
    assert not mail.outbox
    client.post(edit_path(user), fields(site, email="baru@example.id"))
    [message] = mail.outbox
    assert message.to == ["Siti@example.id"]
    assert "Pengelola situs mengganti alamat email akun Anda" in message.body
    assert "http://localhost/kontak-kami/" in message.body
    assert "baru@example.id" not in message.body + message.alternatives[0][0]


def test_the_list_shows_and_finds_the_people_of_the_own_site(client, site, other_site, admin):
    worlds.make_user("siti", name="Siti Rahmawati", nip=NIP, joined_through=site)
    worlds.make_user("budi", name="Budi Santoso", joined_through=other_site)
    page = client.get(INDEX).text
    assert "Siti Rahmawati" in page
    assert "Budi Santoso" not in page
    assert "Siti Rahmawati" in client.get(INDEX, {"q": NIP}).text
    assert "Siti Rahmawati" not in client.get(INDEX, {"q": "lain"}).text
    for ordering in ("name", "-name", "username", "unit__path", "last_login"):
        assert client.get(INDEX, {"ordering": ordering}).status_code == 200


@pytest.mark.parametrize("page", ["edit", "delete", "history", "inspect", "usage"])
def test_people_of_other_sites_are_out_of_reach(client, other_site, admin, page):
    theirs = worlds.make_user("budi", joined_through=other_site)
    assert client.get(f"/admin/users/{page}/{theirs.pk}/").status_code in {302, 404}


def test_an_administrator_gives_only_roles_of_the_own_site(client, site, other_site, admin):
    user = worlds.make_user("siti", joined_through=site)
    theirs = role_group(other_site, "administrator")
    response = client.post(edit_path(user), fields(site, groups=[theirs.pk], is_superuser="on"))
    assert list(errors(response)) == ["groups"]
    own = role_group(site, "author")
    client.post(edit_path(user), fields(site, groups=[own.pk], is_superuser="on"))
    user.refresh_from_db()
    assert list(user.groups.all()) == [own]
    assert not user.is_superuser


def test_an_administrator_cannot_send_a_person_to_another_site(client, site, other_site, admin):
    user = worlds.make_user("siti", joined_through=site)
    assert list(errors(client.post(edit_path(user), fields(other_site)))) == ["joined_through"]


def test_a_superuser_is_reached_by_superusers_only(client, site, admin):
    root = worlds.make_user("root", is_superuser=True, joined_through=site)
    assert client.get(edit_path(root)).status_code == 404
    client.force_login(root)
    assert client.get(edit_path(root)).status_code == 200
    assert client.get(edit_path(admin)).status_code == 200


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_bulk_actions_do_not_get_round_the_limits(client, other_site, admin, action):
    theirs = worlds.make_user("budi", joined_through=other_site)
    path = f"/admin/bulk/accounts/user/{action}/?id={theirs.pk}&next=/admin/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"mark_as_active": "False"}).status_code == 404
    assert User.objects.get(pk=theirs.pk).is_active


def test_the_staffs_own_page_leaves_name_and_password_to_theirs(client, admin):
    page = client.get("/admin/account/")
    names = {panel.name for panels in page.context["panels_by_tab"].values() for panel in panels}
    assert {"avatar", "locale", "theme"} <= names
    assert not names & {"name_email", "password"}


def test_who_works_on_the_staff_side_finds_it_in_the_menu(client, admin):
    assert "Ruang pengelola" in client.get("/akun/profil/").text
    client.force_login(worlds.make_user("siti"))
    assert "Ruang pengelola" not in client.get("/akun/profil/").text
