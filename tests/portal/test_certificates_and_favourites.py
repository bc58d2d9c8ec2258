"""“Sertifikat” (B15) and “Favorit” (B17) of one's own."""

import pytest

from tests import worlds
from tests.portal.learners import make_exam_course, pass_course
from widya.learning.actions import add_favourite, remove_favourite

pytestmark = pytest.mark.django_db
CERTIFICATES = "/dashboard/sertifikat/"
FAVOURITES = "/dashboard/favorit/"


@pytest.mark.parametrize("address", [CERTIFICATES, FAVOURITES])
def test_the_page_asks_visitors_to_sign_in(client, site, address):
    assert client.get(address).url == f"/akun/login/?next={address}"


def test_a_certificate_is_listed_with_number_course_and_ways_to_it(signed_in, siti, site):
    pass_course(siti, *make_exam_course(site, title="Paradigma Baru"))
    certificate = siti.certificates.get()
    html = signed_in.get(CERTIFICATES).content.decode()
    assert certificate.number in html
    assert "Paradigma Baru" in html
    assert f'href="/sertifikat/{certificate.uuid}/"' in html
    assert f'href="/sertifikat/{certificate.uuid}/unduh/"' in html


def test_without_certificates_the_page_says_how_to_get_one(signed_in):
    assert "Belum ada sertifikat" in signed_in.get(CERTIFICATES).content.decode()


def test_certificates_of_others_are_not_listed(signed_in, budi, site):
    pass_course(budi, *make_exam_course(site))
    assert "Belum ada sertifikat" in signed_in.get(CERTIFICATES).content.decode()


def test_favourites_are_listed_until_they_are_taken_back(signed_in, siti, site):
    course = worlds.make_course(site, title="Disimpan")
    add_favourite(siti, course, now=worlds.NOW)
    assert "Disimpan" in signed_in.get(FAVOURITES).content.decode()
    remove_favourite(siti, course)
    assert "Belum ada favorit" in signed_in.get(FAVOURITES).content.decode()


def test_lists_ask_the_database_as_often_for_many_as_for_one(
    signed_in, siti, site, django_assert_max_num_queries
):
    for number in range(4):
        course, exam = make_exam_course(site, title=f"Pelatihan {number}")
        pass_course(siti, course, exam)
        add_favourite(siti, course, now=worlds.NOW)
    for address in (CERTIFICATES, FAVOURITES):
        signed_in.get(address)
        with django_assert_max_num_queries(5):
            signed_in.get(address)
