"""Rows A19, A21 and B15: the public check, the holder's view of it and the download."""

import pytest
from django.urls import reverse

from tests import worlds
from tests.certificates.passing import AGENCY, earn_certificate, make_site
from widya.accounts.actions import grant_role, set_up_roles
from widya.certificates.actions import render_certificate, revoke_certificate

pytestmark = pytest.mark.django_db

PDF = "application/pdf"


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(make_world)


def make_world():
    site = make_site()
    siti = worlds.make_user(
        "siti.aminah", name="Siti <Aminah>, S.H.", nip="199001012015031001", position="Analis"
    )
    course = worlds.make_course(site, topics=1, title="Pelayanan & Publik")
    return {"site": site, "siti": siti, "certificate": earn_certificate(siti, course)}


@pytest.fixture
def siti(world):
    return world["siti"]


@pytest.fixture
def revoked(certificate, admin_user):
    return revoke_certificate(certificate, by=admin_user, reason="Salah orang", now=worlds.NOW)


@pytest.fixture
def admin_user():
    return worlds.make_user("admin", is_superuser=True)


def administrator_of(site, username):
    set_up_roles(site, site.root_page)
    user = worlds.make_user(username)
    grant_role(user, site, "administrator")
    return user


def address(certificate, name="certificate"):
    return reverse(f"certificates:{name}", args=[certificate.uuid])


def html_of(client, certificate, *, status=200):
    response = client.get(address(certificate))
    assert response.status_code == status
    return response.content.decode()


def test_anybody_sees_that_a_certificate_is_valid_and_whose_it_is(client, certificate):
    html = html_of(client, certificate)
    assert "Sertifikat ini sah" in html
    assert "Siti &lt;Aminah&gt;, S.H." in html
    assert "Pelayanan &amp; Publik" in html
    assert certificate.number in html
    assert "5 Mei 2026" in html
    assert AGENCY in html


def test_the_public_learns_nothing_else_of_the_holder(client, certificate, siti):
    html = html_of(client, certificate)
    for personal in (siti.nip, siti.username, siti.email, siti.position):
        assert personal not in html
    assert address(certificate, "picture") not in html
    assert "Download Sertifikat" not in html


def test_the_public_learns_that_a_certificate_was_revoked_but_not_why(client, revoked):
    html = html_of(client, revoked)
    assert "Sertifikat ini telah dicabut" in html
    assert "Sertifikat ini sah" not in html
    assert "Salah orang" not in html


def test_the_holder_of_a_revoked_certificate_learns_why_and_gets_no_file(client, revoked, siti):
    client.force_login(siti)
    html = html_of(client, revoked)
    assert "Salah orang" in html
    assert "Download Sertifikat" not in html
    response = client.get(address(revoked, "file"))
    assert response.status_code == 410
    assert "Sertifikat ini telah dicabut" in response.content.decode()


@pytest.mark.parametrize("code", ["6f1e2b7c-6a53-4bb4-9d7e-0c2f1f0f9a11", "13c8f9ef", "<script>"])
def test_an_unknown_id_is_answered_kindly(client, site, code):
    response = client.get(f"/sertifikat/{code}/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "Sertifikat tidak ditemukan" in html
    assert "<script>/" not in html


def test_robots_keep_away(client, certificate):
    response = client.get(address(certificate))
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_address_without_its_last_slash_leads_to_the_page(client, certificate):
    response = client.get(f"/sertifikat/{certificate.uuid}", follow=True)
    assert response.status_code == 200
    assert "Sertifikat ini sah" in response.content.decode()


def test_the_holder_sees_the_picture_and_the_button(client, certificate, siti):
    client.force_login(siti)
    html = html_of(client, certificate)
    assert address(certificate, "picture") in html
    assert address(certificate, "file") in html
    assert "Download Sertifikat" in html


def test_the_holder_downloads_the_pdf(client, certificate, siti):
    client.force_login(siti)
    response = client.get(address(certificate, "file"))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == PDF
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="sertifikat-pelayanan-publik-2026-1.pdf"'
    )
    assert response.getvalue().startswith(b"%PDF-")


def test_every_download_is_the_same_file(client, certificate, siti):
    client.force_login(siti)
    first = client.get(address(certificate, "file")).getvalue()
    assert client.get(address(certificate, "file")).getvalue() == first


def test_the_holder_is_given_the_picture(client, certificate, siti):
    client.force_login(siti)
    response = client.get(address(certificate, "picture"))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.getvalue().startswith(b"<svg ")


@pytest.mark.parametrize("name", ["file", "picture"])
def test_others_are_not_given_the_files(client, certificate, name):
    client.force_login(worlds.make_user("budi"))
    assert client.get(address(certificate, name)).status_code == 404


@pytest.mark.parametrize("name", ["file", "picture"])
def test_who_is_signed_out_is_led_through_the_sign_in(client, certificate, name):
    response = client.get(address(certificate, name))
    assert response.status_code == 302
    assert response.url.endswith(f"?next={address(certificate, name)}")


def test_staff_of_the_site_are_given_the_file_even_of_a_revoked_one(client, site, revoked):
    client.force_login(administrator_of(site, "bagus"))
    response = client.get(address(revoked, "file"))
    assert response.status_code == 200
    assert response.getvalue().startswith(b"%PDF-")


def test_staff_of_another_site_are_not_given_the_file(client, certificate):
    other = make_site("kemenkum.localhost", is_default=False, short_name="Kemenkum")
    client.force_login(administrator_of(other, "bagus"))
    assert client.get(address(certificate, "file")).status_code == 404


def test_nothing_is_written_at_these_addresses(client, certificate, siti):
    client.force_login(siti)
    for name in ("certificate", "file", "picture"):
        assert client.post(address(certificate, name)).status_code == 405


def test_the_check_asks_the_database_little(
    client, certificate, siti, django_assert_max_num_queries
):
    html_of(client, certificate)
    with django_assert_max_num_queries(2):
        html_of(client, certificate)
    client.force_login(siti)
    render_certificate(certificate)
    with django_assert_max_num_queries(4):
        html_of(client, certificate)
