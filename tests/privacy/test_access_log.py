"""Who of the staff looked at a person's data, or changed them."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.privacy.pasts import NOW, two_people
from widya.accounts.actions import grant_role, set_up_roles
from widya.privacy.actions import note_access
from widya.privacy.models import AccessEntry
from widya.privacy.queries import access_entries_for

pytestmark = pytest.mark.django_db
PAGE = "/akun/data-saya/"


@pytest.fixture(scope="module")
def shared_pasts(make_once):
    """Return people of whom nobody of the staff saw anything yet."""
    return make_once(two_people)


@pytest.fixture
def admin(site, client):
    set_up_roles(site, site.root_page)
    admin = worlds.make_user("admin", name="Ani Pengelola", joined_through=site)
    grant_role(admin, site, "administrator")
    client.force_login(admin)
    return admin


@pytest.fixture
def person(site):
    return worlds.make_user("dewi", joined_through=site)


def edit_path(user):
    return f"/admin/users/edit/{user.pk}/"


def typed(user, site, **changes):
    return {
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "employee_type": user.employee_type,
        "employment_status": user.employment_status,
        "joined_through": site.pk,
        **changes,
    }


def entries(user):
    return [(entry.actor, entry.kind, entry.fields) for entry in access_entries_for(user)]


@pytest.mark.parametrize("path", ["edit/{}/", "history/{}/", "inspect/{}/"])
def test_looking_is_logged(client, admin, person, path):
    assert client.get(f"/admin/users/{path.format(person.pk)}").status_code == 200
    assert entries(person) == [(admin, AccessEntry.Kind.VIEWED, [])]


def test_a_change_is_logged_by_its_fields_without_what_they_hold(client, site, admin, person):
    client.post(edit_path(person), typed(person, site, position="Rahasia Jabatan"))
    assert entries(person) == [(admin, AccessEntry.Kind.CHANGED, ["position"])]
    assert "Rahasia" not in str(list(AccessEntry.objects.values()))


def test_a_refused_change_is_none(client, site, admin, person):
    client.post(edit_path(person), typed(person, site, name=""))
    assert entries(person) == []


def test_who_may_not_look_leaves_no_entry(client, site, admin):
    stranger = worlds.make_user("orang-lain")
    assert client.get(edit_path(stranger)).status_code in {302, 404}
    assert entries(stranger) == []


def test_looking_at_oneself_is_no_access(client, admin):
    client.get(edit_path(admin))
    assert entries(admin) == []


def test_the_page_shows_ones_own_log_newest_first_and_paged(site, siti, budi, admin, client):
    for minute in range(11):
        now = NOW + timedelta(minutes=minute)
        kind = AccessEntry.Kind.CHANGED if minute == 10 else AccessEntry.Kind.VIEWED
        fields = ["position"] if minute == 10 else []
        note_access(siti, actor=admin, kind=kind, fields=fields, now=now)
    note_access(budi, actor=admin, kind=AccessEntry.Kind.VIEWED, fields=(), now=NOW)
    client.force_login(siti)
    first, second = client.get(PAGE), client.get(f"{PAGE}?page=2")
    assert "Ani Pengelola" in first.text
    assert "Diubah: jabatan" in first.text
    assert [len(page.context["page_obj"]) for page in (first, second)] == [10, 1]
    assert first.context["page_obj"][0].kind == AccessEntry.Kind.CHANGED


def test_the_settings_lead_to_the_page(signed_in):
    assert f'href="{PAGE}"' in signed_in.get("/akun/pengaturan/").text


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}hapus/"])
def test_signed_out_people_are_led_through_sign_in(client, site, path):
    assert client.get(path).url == f"/akun/login/?next={path}"


def test_the_page_costs_the_same_however_long_the_log_is(
    signed_in, siti, admin, client, django_assert_num_queries
):
    client.force_login(siti)
    for minute in range(30):
        now = NOW + timedelta(minutes=minute)
        note_access(siti, actor=admin, kind=AccessEntry.Kind.VIEWED, fields=(), now=now)
    client.get(PAGE)
    with django_assert_num_queries(4):  # the account, the copy, how many entries, a page of them
        client.get(PAGE)
