"""Which pages for accounts open for which role, and what may be done there."""

import pytest
from django.core import mail
from django.core.management import call_command

from tests import worlds
from widya.accounts.actions import grant_role, set_up_roles
from widya.accounts.models import FormerIdentifier, SiteRole, User
from widya.accounts.permissions import people_of_staff
from widya.accounts.queries import role_group
from widya.organisation.models import Unit

pytestmark = pytest.mark.django_db
ROLES = ("author", "reviewer", "administrator", "help_desk", "supervisor")
REASON = {"reason": "Diminta lewat telepon"}


class World:
    """A site with one of each role, and a participant in the supervisor's unit."""

    def __init__(self):
        self.site = worlds.make_site()
        set_up_roles(self.site, self.site.root_page)
        self.office = Unit.add_root(name="Kanwil Bali", kind="regional")
        prison = self.office.add_child(name="Lapas Kerobokan", kind="upt")
        self.staff = {role: self.make_staff(role) for role in ROLES}
        self.person = worlds.make_user("siti", joined_through=self.site, unit=prison)

    def make_staff(self, role):
        user = worlds.make_user(role, joined_through=self.site, unit=self.office)
        grant_role(user, self.site, role)
        return user


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(World)


@pytest.fixture
def world(shared_world, db):
    return shared_world


OPEN, SHUT, HIDDEN = 200, 302, 404


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # author, reviewer, administrator, help desk, supervisor
        ("/admin/", (OPEN, OPEN, OPEN, OPEN, OPEN)),
        ("/admin/users/", (SHUT, SHUT, OPEN, OPEN, OPEN)),
        ("/admin/users/new/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/users/inspect/{}/", (HIDDEN, HIDDEN, OPEN, OPEN, OPEN)),
        ("/admin/users/edit/{}/", (HIDDEN, HIDDEN, OPEN, OPEN, HIDDEN)),
        ("/admin/users/history/{}/", (HIDDEN, HIDDEN, OPEN, OPEN, HIDDEN)),
        ("/admin/users/send-reset/{}/", (HIDDEN, HIDDEN, OPEN, OPEN, HIDDEN)),
        ("/admin/users/deactivate/{}/", (HIDDEN, HIDDEN, OPEN, HIDDEN, HIDDEN)),
        ("/admin/users/reset-second-factor/{}/", (HIDDEN, HIDDEN, OPEN, HIDDEN, HIDDEN)),
        ("/admin/users/delete/{}/", (HIDDEN, HIDDEN, SHUT, HIDDEN, HIDDEN)),
        ("/admin/units/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/groups/", (SHUT, SHUT, SHUT, SHUT, SHUT)),
        ("/admin/snippets/assessment/item/", (OPEN, OPEN, OPEN, SHUT, SHUT)),
        ("/admin/snippets/assessment/item/add/", (OPEN, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/snippets/catalog/category/", (OPEN, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/snippets/content/video/", (OPEN, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/images/", (OPEN, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/enrolments/", (SHUT, OPEN, OPEN, SHUT, SHUT)),
        ("/admin/attempts/", (SHUT, OPEN, OPEN, SHUT, SHUT)),
        ("/admin/late-answers/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/extra-time/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/reviews/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/certificates/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/imports/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/mails/", (SHUT, SHUT, OPEN, SHUT, SHUT)),
        ("/admin/workflows/list/", (SHUT, SHUT, SHUT, SHUT, SHUT)),
        ("/admin/review/", (HIDDEN, HIDDEN, OPEN, HIDDEN, HIDDEN)),
    ],
)
@pytest.mark.parametrize("number", range(len(ROLES)), ids=ROLES)
def test_pages_open_by_role(client, world, number, path, expected):
    client.force_login(world.staff[ROLES[number]])
    assert client.get(path.format(world.person.pk)).status_code == expected[number]


@pytest.mark.parametrize("role", ["help_desk", "supervisor"])
def test_who_only_has_to_do_with_people_reaches_no_pages_files_or_settings(client, world, role):
    user = world.staff[role]
    course = worlds.make_course(world.site)
    assert not course.permissions_for_user(user).can_edit()
    client.force_login(user)
    for path in (
        f"/admin/pages/{course.pk}/edit/",
        "/admin/images/",
        f"/admin/settings/organisation/sitesettings/{world.site.pk}/",
    ):
        assert client.get(path).status_code == SHUT


def test_the_help_desk_reaches_participants_and_none_of_the_staff(world):
    helper = world.staff["help_desk"]
    elsewhere = worlds.make_user("orang-lain")
    for action in ("view", "help"):
        assert list(people_of_staff(helper, action)) == [world.person]
    assert not people_of_staff(helper, "change").exists()
    assert elsewhere not in people_of_staff(helper)


def test_the_help_desk_corrects_what_a_person_is_known_by_and_nothing_else(client, world):
    person = world.person
    client.force_login(world.staff["help_desk"])
    path = f"/admin/users/edit/{person.pk}/"
    typed = {
        "username": "siti.r",
        "email": "baru@example.id",
        "nip": "",
        "unit": world.office.pk,
        "name": "Nama Lain",
        "password1": "Rahasia-2026",
        "password2": "Rahasia-2026",
        "groups": [role_group(world.site, "administrator").pk],
        "is_superuser": "on",
    }
    assert list(client.post(path, typed).context["form"].errors) == ["reason"]
    client.post(path, {**typed, **REASON})
    changed = User.objects.get(pk=person.pk)
    assert (changed.username, changed.email) == ("siti.r", "baru@example.id")
    assert (changed.unit, changed.name) == (world.office, person.name)
    assert changed.check_password(worlds.PASSWORD)
    assert not changed.groups.exists()
    assert not changed.is_superuser
    assert FormerIdentifier.objects.filter(user=person, value="siti").exists()


def test_the_help_desk_sends_the_way_to_a_new_password(client, world):
    client.force_login(world.staff["help_desk"])
    client.post(f"/admin/users/send-reset/{world.person.pk}/", REASON)
    assert [each.to for each in mail.outbox] == [[world.person.email]]


def test_a_supervisor_looks_at_the_own_unit_and_below(client, world):
    supervisor = world.staff["supervisor"]
    other = Unit.add_root(name="Kanwil Aceh", kind="regional")
    elsewhere = worlds.make_user("orang-lain", joined_through=world.site, unit=other)
    assert world.person in people_of_staff(supervisor)
    client.force_login(supervisor)
    assert client.get(f"/admin/users/inspect/{elsewhere.pk}/").status_code == HIDDEN
    view = client.get(f"/admin/users/inspect/{world.person.pk}/").context["view"]
    assert view.header_buttons == []
    assert view.header_more_buttons == []


def test_a_supervisor_without_a_unit_sees_nobody(world):
    supervisor = world.staff["supervisor"]
    supervisor.unit = None
    assert not people_of_staff(supervisor).exists()


def test_roles_are_given_and_taken_on_the_form(client, world):
    person = world.person
    client.force_login(world.staff["administrator"])
    path = f"/admin/users/edit/{person.pk}/"
    typed = {
        "username": person.username,
        "name": person.name,
        "email": person.email,
        "unit": person.unit_id,
        "employee_type": "internal",
        "employment_status": "other",
        "joined_through": world.site.pk,
    }
    groups = {role_group(world.site, role) for role in ("help_desk", "supervisor")}
    client.post(path, {**typed, "groups": [group.pk for group in groups]})
    assert set(person.groups.all()) == groups
    client.post(path, typed)
    assert not person.groups.exists()


def test_migrating_gives_an_older_database_the_roles_and_rights_of_this_version(world):
    SiteRole.objects.filter(role="help_desk").delete()
    administrators = role_group(world.site, "administrator")
    administrators.permissions.clear()
    call_command("migrate", verbosity=0)
    names = set(administrators.permissions.values_list("codename", flat=True))
    assert {"help_user", "change_user"} <= names
    assert role_group(world.site, "help_desk").permissions.filter(codename="help_user").exists()
