"""What the staff of a site may do."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection

from tests import worlds
from widya.accounts.actions import grant_role, set_up_roles
from widya.accounts.models import SiteRole
from widya.accounts.queries import administered_people, role_group, site_collection
from widya.catalog.models import CatalogPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    site = worlds.make_site(short_name="Imipas")
    set_up_roles(site, site.root_page)
    return site


@pytest.fixture
def other_site(site):
    other = worlds.make_site("kemenkum.localhost", is_default=False, short_name="Kumham")
    set_up_roles(other, other.root_page)
    return other


def make_staff(site, role):
    user = worlds.make_user(role)
    grant_role(user, site, role)
    return user


@pytest.fixture
def author(site):
    return make_staff(site, "author")


@pytest.fixture
def administrator(site):
    return make_staff(site, "administrator")


def catalogue_of(site):
    return CatalogPage.objects.child_of(site.root_page).get()


def test_each_site_has_its_groups_and_its_collection(site, other_site):
    names = set(Group.objects.filter(site_role__isnull=False).values_list("name", flat=True))
    assert names == {
        "Penulis · Imipas",
        "Penelaah · Imipas",
        "Administrator · Imipas",
        "Petugas bantuan · Imipas",
        "Atasan unit · Imipas",
        "Penulis · Kumham",
        "Penelaah · Kumham",
        "Administrator · Kumham",
        "Petugas bantuan · Kumham",
        "Atasan unit · Kumham",
    }
    assert site_collection(site).name == "Imipas"
    assert site_collection(other_site).name == "Kumham"


def test_sites_of_one_name_have_groups_of_their_own(site):
    twin = worlds.make_site("kembar.localhost", is_default=False, short_name="Imipas")
    set_up_roles(twin, twin.root_page)
    assert role_group(twin, "author").name == "Penulis · Imipas (kembar.localhost)"


def test_setting_up_twice_has_the_effect_of_once(site, author):
    before = Collection.objects.count()
    permissions = set(author.get_all_permissions())
    set_up_roles(site, site.root_page)
    assert Collection.objects.count() == before
    assert SiteRole.objects.filter(site=site).count() == len(SiteRole.Role)
    assert role_group(site, "author").page_permissions.count() == 3
    author = type(author).objects.get(pk=author.pk)
    assert set(author.get_all_permissions()) == permissions


def test_an_author_writes_courses_below_the_catalogue_of_the_own_site(site, other_site, author):
    course = worlds.make_course(site)
    assert catalogue_of(site).permissions_for_user(author).can_add_subpage()
    assert course.permissions_for_user(author).can_edit()
    assert course.permissions_for_user(author).can_publish()
    assert not site.root_page.permissions_for_user(author).can_edit()
    assert not catalogue_of(other_site).permissions_for_user(author).can_edit()
    assert not catalogue_of(other_site).permissions_for_user(author).can_add_subpage()


def test_an_author_keeps_banks_items_people_and_videos_but_not_accounts(author):
    for permission in (
        "assessment.add_item",
        "assessment.change_itembank",
        "catalog.add_instructor",
        "catalog.change_category",
        "content.add_video",
        "wagtailadmin.access_admin",
    ):
        assert author.has_perm(permission)
    for permission in (
        "accounts.change_user",
        "auth.change_group",
        "organisation.change_sitesettings",
        "organisation.change_unit",
        "certificates.revoke_certificate",
        "wagtailcore.change_site",
    ):
        assert not author.has_perm(permission)


def test_an_administrator_runs_the_whole_site_but_no_other(site, other_site, administrator):
    assert site.root_page.permissions_for_user(administrator).can_edit()
    assert catalogue_of(site).permissions_for_user(administrator).can_publish_subpage()
    assert not other_site.root_page.permissions_for_user(administrator).can_edit()
    for permission in ("accounts.change_user", "certificates.revoke_certificate"):
        assert administrator.has_perm(permission)
    for permission in ("accounts.delete_user", "auth.change_group", "wagtailcore.change_site"):
        assert not administrator.has_perm(permission)


@pytest.mark.parametrize(
    ("path", "role", "status"),
    [
        ("/admin/", "author", 200),
        ("/admin/users/", "author", 302),
        ("/admin/users/", "administrator", 200),
        ("/admin/groups/", "administrator", 302),
        ("/admin/sites/", "administrator", 302),
        ("/admin/units/", "author", 302),
        ("/admin/units/", "administrator", 200),
    ],
)
def test_the_staff_sides_pages_open_by_role(client, site, path, role, status):
    client.force_login(make_staff(site, role))
    assert client.get(path).status_code == status


@pytest.mark.parametrize(
    ("role", "own_status", "other_status"), [("author", 302, 302), ("administrator", 200, 302)]
)
def test_settings_open_for_the_own_sites_administrator(
    client, site, other_site, role, own_status, other_status
):
    client.force_login(make_staff(site, role))
    address = "/admin/settings/organisation/sitesettings/{}/"
    assert client.get(address.format(site.pk)).status_code == own_status
    assert client.get(address.format(other_site.pk)).status_code == other_status


def test_an_author_cannot_open_another_sites_page(client, site, other_site, author):
    client.force_login(author)
    theirs, own = worlds.make_course(other_site), worlds.make_course(site)
    assert client.get(f"/admin/pages/{theirs.pk}/edit/").status_code == 302
    assert client.get(f"/admin/pages/{own.pk}/edit/").status_code == 200


def test_a_participant_does_not_enter_the_staff_side(client, site):
    client.force_login(worlds.make_user())
    assert client.get("/admin/").status_code == 302


def test_an_administrator_reaches_the_people_of_the_own_site(site, other_site, administrator):
    own = worlds.make_user("own", joined_through=site)
    colleague = make_staff(site, "author")
    worlds.make_user("theirs", joined_through=other_site)
    worlds.make_user("nobodys")
    worlds.make_user("root", joined_through=site, is_superuser=True)
    grant_role(worlds.make_user("both", joined_through=site), other_site, "author")
    assert set(administered_people(administrator)) == {administrator, own, colleague}
    assert set(administered_people(own)) == set()
