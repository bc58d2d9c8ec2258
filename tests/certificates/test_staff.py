"""What the staff do with certificates: find, look at and revoke them."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests import worlds
from tests.certificates.passing import earn_certificate, make_site
from widya.accounts.actions import grant_role, set_up_roles
from widya.certificates.actions import revoke_certificate
from widya.certificates.errors import AlreadyRevoked, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(make_world)


def make_world():
    site = make_site()
    staff = staff_of(site, "administrator")
    user = worlds.make_user("siti", name="Siti Aminah", nip="199001012015031001")
    course = worlds.make_course(site, topics=1, title="Pelayanan Publik")
    return {"site": site, "staff": staff, "certificate": earn_certificate(user, course)}


@pytest.fixture
def staff(world):
    return world["staff"]


@pytest.fixture
def elsewhere():
    site = make_site("kemenkum.localhost", is_default=False, short_name="Kemenkum")
    course = worlds.make_course(site, topics=1, title="Dokumen Perjalanan")
    return earn_certificate(worlds.make_user("budi", name="Budi Elsewhere"), course)


def staff_of(site, role):
    set_up_roles(site, site.root_page)
    user = worlds.make_user(f"staf-{role}")
    grant_role(user, site, role)
    return user


def address(name, *certificates):
    return reverse(f"certificates_admin:{name}", args=[each.pk for each in certificates])


def listed(client, **query):
    response = client.get(address("index"), query)
    assert response.status_code == 200
    return {each.number for each in response.context["object_list"]}


def test_staff_list_the_certificates_of_their_own_site(client, certificate, elsewhere, staff):
    client.force_login(staff)
    assert listed(client) == {certificate.number}


def test_superusers_list_all(client, certificate, elsewhere):
    client.force_login(worlds.make_user("admin", is_superuser=True))
    response = client.get(address("index"))
    assert response.context["object_list"].count() == 2


@pytest.mark.parametrize("words", ["000001", "Aminah", "199001012015031001", "Pelayanan"])
def test_staff_find_by_number_holder_nip_and_course(client, certificate, staff, words):
    client.force_login(staff)
    assert listed(client, q=words) == {certificate.number}
    assert listed(client, q=f"{words} tak ada") == set()


def test_staff_filter_by_site_year_and_revocation(client, site, certificate, staff):
    client.force_login(staff)
    assert listed(client, site=site.pk, year=2026, is_revoked="false") == {certificate.number}
    assert listed(client, year=2025) == set()
    assert listed(client, is_revoked="true") == set()
    revoke_certificate(certificate, by=staff, reason="Salah orang", now=worlds.NOW)
    assert listed(client, is_revoked="true") == {certificate.number}


def test_staff_look_at_one(client, certificate, staff):
    client.force_login(staff)
    html = client.get(address("inspect", certificate)).content.decode()
    assert "Siti Aminah" in html
    assert certificate.get_absolute_url() in html
    assert address("revoke", certificate) in html


@pytest.mark.parametrize("name", ["inspect", "revoke"])
def test_staff_do_not_reach_certificates_of_other_sites(client, staff, elsewhere, name):
    client.force_login(staff)
    assert client.get(address(name, elsewhere)).status_code == 404


def test_authors_have_nothing_to_do_with_certificates(client, site, certificate):
    client.force_login(staff_of(site, "author"))
    assert client.get(address("index")).status_code == 302
    assert client.post(address("revoke", certificate), {"reason": "x"}).status_code == 404
    certificate.refresh_from_db()
    assert not certificate.is_revoked


def test_staff_revoke_with_a_reason_which_is_logged(client, certificate, staff):
    client.force_login(staff)
    response = client.post(address("revoke", certificate), {"reason": "Salah orang"})
    assert response.url == address("inspect", certificate)
    certificate.refresh_from_db()
    assert certificate.revoked_by == staff
    assert certificate.revocation_reason == "Salah orang"
    entry = ModelLogEntry.objects.get(action="certificates.revoke")
    assert entry.user == staff
    assert entry.data == {"reason": "Salah orang"}
    html = client.get(address("inspect", certificate)).content.decode()
    assert "Salah orang" in html
    assert address("revoke", certificate) not in html


def test_a_revocation_without_a_reason_is_refused_at_the_field(client, certificate, staff):
    client.force_login(staff)
    response = client.post(address("revoke", certificate), {"reason": "  "})
    assert response.status_code == 200
    assert response.context["form"].errors["reason"]
    certificate.refresh_from_db()
    assert not certificate.is_revoked


def test_a_second_revocation_changes_nothing(client, certificate, staff):
    client.force_login(staff)
    client.post(address("revoke", certificate), {"reason": "Pertama"})
    client.post(address("revoke", certificate), {"reason": "Kedua"})
    certificate.refresh_from_db()
    assert certificate.revocation_reason == "Pertama"


def test_revoke_certificate_refuses_a_blank_reason(certificate, staff):
    with pytest.raises(ReasonMissing):
        revoke_certificate(certificate, by=staff, reason=" ", now=worlds.NOW)


def test_revoke_certificate_refuses_a_second_time(certificate, staff):
    revoke_certificate(certificate, by=staff, reason="Pertama", now=worlds.NOW)
    with pytest.raises(AlreadyRevoked):
        revoke_certificate(certificate, by=staff, reason="Kedua", now=worlds.NOW)


@pytest.mark.parametrize("path", ["new/", "edit/{}/", "delete/{}/"])
def test_nobody_adds_changes_or_deletes_a_certificate(client, certificate, path):
    client.force_login(worlds.make_user("admin", is_superuser=True))
    start = address("index")
    assert client.get(start + path.format(certificate.pk)).status_code == 404
    assert "/edit/" not in client.get(start).content.decode()
