"""The demonstration's accounts to try: one of each role, and a participant."""

import pytest
from django.core.management import call_command

from tests import worlds
from widya.accounts.models import SiteRole, User
from widya.accounts.permissions import people_of_staff
from widya.demo import people
from widya.organisation.models import Unit

pytestmark = pytest.mark.django_db


class Demo:
    """Both sites of the demonstration with its units and accounts, without courses."""

    def __init__(self):
        self.sites = {
            "kemenimipas": worlds.make_site(),
            "kemenkum": worlds.make_site("kemenkum.localhost", is_default=False),
        }
        units = people.load_units()
        self.staff = people.load_staff(list(self.sites.values()), units)
        people.load_participants(self.sites, units)


@pytest.fixture(scope="module")
def shared_demo(make_once):
    return make_once(Demo)


@pytest.fixture
def demo(shared_demo, db):
    return shared_demo


def test_each_role_has_an_account_on_both_sites(demo):
    for site in demo.sites.values():
        held = SiteRole.objects.filter(site=site, group__user__in=demo.staff.values())
        assert set(held.values_list("role", flat=True)) == set(SiteRole.Role.values)


@pytest.mark.parametrize("username", ["penulis", "penelaah", "admin", "bantuan", "atasan"])
def test_the_staffs_accounts_have_the_password_that_is_printed(client, demo, username):
    user = User.objects.get(username=username)
    assert user.check_password(people.PASSWORD)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


def test_the_supervisor_has_people_and_the_participant_is_one_of_them(demo):
    found = people_of_staff(demo.staff["atasan"])
    unit = Unit.objects.get(pk=demo.staff["atasan"].unit_id)
    assert unit.name.endswith("Jawa Barat")
    assert len(found) > 5
    assert found.filter(nip=people.PARTICIPANT_NIP).exists()
    assert not found.exclude(unit__in=Unit.get_tree(unit)).exists()


def test_the_help_desk_helps_participants_and_no_staff(demo):
    helped = people_of_staff(demo.staff["bantuan"], "help")
    assert helped.filter(nip=people.PARTICIPANT_NIP).exists()
    assert not helped.filter(pk__in=[user.pk for user in demo.staff.values()]).exists()


def test_the_accounts_that_are_there_are_printed(demo, capsys):
    User.objects.filter(username="atasan").delete()
    call_command("load_demo", accounts=True)
    printed = capsys.readouterr().out
    assert "reviewer              penelaah" in printed
    assert f"participant           {people.PARTICIPANT_NIP}" in printed
    assert people.PASSWORD in printed
    assert "supervisor" not in printed


def test_without_a_demonstration_no_accounts_are_printed(demo, capsys):
    User.objects.filter(username="penulis").delete()
    call_command("load_demo", accounts=True)
    assert capsys.readouterr().out == ""
