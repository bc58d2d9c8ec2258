"""The tree of units and the staff's pages for it."""

import pytest

from tests import worlds
from widya.accounts.actions import grant_role, set_up_roles
from widya.organisation.actions import delete_unit, place_unit
from widya.organisation.errors import UnitBelowItself, UnitInUse
from widya.organisation.models import Unit

pytestmark = pytest.mark.django_db


def make_unit(name, parent=None):
    return place_unit(Unit(name=name, kind=Unit.Kind.UPT), parent)


def tree():
    return [(unit.depth, unit.name) for unit in Unit.objects.order_by("path")]


def test_units_are_placed_below_one_another():
    ministry = make_unit("Kementerian")
    make_unit("Kanwil", ministry)
    make_unit("Lain")
    assert tree() == [(1, "Kementerian"), (2, "Kanwil"), (1, "Lain")]


def test_a_unit_moves_with_the_units_below_it():
    ministry, other = make_unit("Kementerian"), make_unit("Lain")
    office = make_unit("Kanwil", ministry)
    make_unit("Lapas", office)
    place_unit(Unit.objects.get(pk=office.pk), other)
    assert tree() == [(1, "Kementerian"), (1, "Lain"), (2, "Kanwil"), (3, "Lapas")]
    place_unit(Unit.objects.get(pk=office.pk), None)
    assert tree() == [(1, "Kementerian"), (1, "Lain"), (1, "Kanwil"), (2, "Lapas")]


def test_a_unit_cannot_stand_below_itself():
    ministry = make_unit("Kementerian")
    office = make_unit("Kanwil", ministry)
    ministry.refresh_from_db()
    for parent in (ministry, office):
        with pytest.raises(UnitBelowItself):
            place_unit(ministry, parent)


def test_a_unit_with_people_or_units_cannot_be_deleted():
    ministry = make_unit("Kementerian")
    office = make_unit("Kanwil", ministry)
    worlds.make_user(unit=office)
    for unit in (ministry, office):
        with pytest.raises(UnitInUse):
            delete_unit(Unit.objects.get(pk=unit.pk))
    assert len(tree()) == 2


def test_an_empty_unit_can_be_deleted():
    delete_unit(make_unit("Kementerian"))
    assert tree() == []


@pytest.fixture
def admin_client(client):
    site = worlds.make_site()
    set_up_roles(site, site.root_page)
    admin = worlds.make_user("admin")
    grant_role(admin, site, "administrator")
    client.force_login(admin)
    return client


def test_an_administrator_adds_and_moves_units(admin_client):
    ministry = make_unit("Kementerian")
    added = {"name": "Kanwil", "kind": "regional", "time_zone": "Asia/Makassar"}
    admin_client.post("/admin/units/new/", {**added, "parent": ministry.pk})
    assert tree() == [(1, "Kementerian"), (2, "Kanwil")]
    office = Unit.objects.get(name="Kanwil")
    admin_client.post(f"/admin/units/edit/{office.pk}/", {**added, "name": "Kanwil Bali"})
    assert tree() == [(1, "Kementerian"), (1, "Kanwil Bali")]
    assert "Kanwil Bali" in admin_client.get("/admin/units/").text


def test_the_form_refuses_a_unit_below_itself(admin_client):
    ministry = make_unit("Kementerian")
    office = make_unit("Kanwil", ministry)
    response = admin_client.post(
        f"/admin/units/edit/{ministry.pk}/",
        {"name": "X", "kind": "ministry", "time_zone": "Asia/Jakarta", "parent": office.pk},
    )
    assert response.context["form"].errors["parent"] == [str(UnitBelowItself.message)]
    assert tree() == [(1, "Kementerian"), (2, "Kanwil")]


def test_the_page_says_why_a_unit_is_not_deleted(admin_client):
    unit = make_unit("Kementerian")
    worlds.make_user(unit=unit)
    response = admin_client.post(f"/admin/units/delete/{unit.pk}/", follow=True)
    assert str(UnitInUse.message) in response.text
    assert len(tree()) == 1


def test_a_unit_is_found_by_words_of_its_name_and_of_those_above_it(admin_client):
    office = make_unit("Kantor Wilayah Bali", make_unit("Kementerian Hukum"))
    make_unit("Lapas Malang")
    page = admin_client.get("/admin/unit_chooser/results/", {"q": "bali kanwil hukum"})
    assert [unit.pk for unit in page.context["results"]] == [office.pk]
    assert "Kementerian Hukum" in page.text
    chosen = admin_client.get(f"/admin/unit_chooser/chosen/{office.pk}/").json()["result"]
    assert (chosen["id"], chosen["title"]) == (str(office.pk), "Kantor Wilayah Bali")


def test_without_words_all_units_stand_in_the_order_of_the_tree(admin_client):
    ministry = make_unit("Kementerian")
    make_unit("Lain")
    make_unit("Kanwil", ministry)
    page = admin_client.get("/admin/unit_chooser/results/")
    assert [unit.name for unit in page.context["results"]] == ["Kementerian", "Kanwil", "Lain"]
    nowhere = admin_client.get("/admin/unit_chooser/results/", {"q": "mars"})
    assert not list(nowhere.context["results"])


def test_units_are_chosen_by_staff_only(client):
    client.force_login(worlds.make_user("siti"))
    for path in ("", "results/"):
        assert client.get(f"/admin/unit_chooser/{path}").status_code == 302
