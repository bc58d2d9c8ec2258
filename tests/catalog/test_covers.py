"""Covers: always a picture, the same one for the same course."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from tests.worlds import make_course, make_site, make_user
from widya.catalog.covers import cover_of, cover_url
from widya.catalog.models import Category
from widya.catalog.queries import course_card, published_courses


def picture():
    file = BytesIO()
    PillowImage.new("RGB", (1280, 720), "navy").save(file, "PNG")
    return get_image_model().objects.create(
        title="Sampul", file=ContentFile(file.getvalue(), "sampul.png")
    )


def test_a_drawn_cover_shows_title_category_and_the_sites_colours(client, db):
    site = make_site(brand_colour="#123456", accent_colour="#abcdef")
    category = Category.objects.create(name="Hukum & HAM", slug="hukum")
    course = make_course(site, title="Hak <Asasi> & Kewajiban", category=category)
    response = client.get(cover_url(course))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in response.headers["Cache-Control"]
    drawing = ElementTree.fromstring(response.content)
    assert "Hak <Asasi> & Kewajiban" in " ".join(drawing.itertext())
    assert "Hukum & HAM" in " ".join(drawing.itertext())
    assert b"#123456" in response.content
    assert b"#abcdef" in response.content


def test_the_address_changes_with_what_is_drawn_and_only_then(course):
    before = cover_url(course)
    assert cover_url(course) == before
    course.title = "Judul lain"
    assert cover_url(course) != before


def test_an_old_address_shows_the_present_cover_but_not_for_ever(client, course):
    response = client.get(f"/katalog/sampul/{course.pk}-lama.svg")
    assert response.status_code == 200
    assert "immutable" not in response.headers["Cache-Control"]


def test_a_long_title_ends_with_an_ellipsis(course):
    course.title = "Kata " * 50
    lines = [line for _, line in cover_of(course).lines]
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert max(map(len, lines)) <= 24


def test_the_cover_of_a_draft_is_drawn_for_its_editors_alone(client, course):
    course.unpublish()
    assert client.get(cover_url(course)).status_code == 404
    client.force_login(make_user("editor", is_superuser=True))
    assert client.get(cover_url(course)).status_code == 200


def test_an_uploaded_cover_is_shown_as_webp(client, course):
    course.cover = picture()
    assert cover_url(course).endswith(".webp")


def test_a_cover_whose_file_is_lost_is_drawn_instead(course):
    course.cover = picture()
    course.cover.file.storage.delete(course.cover.file.name)
    assert cover_url(course).endswith(".svg")


def test_cards_with_covers_cost_the_same_for_one_and_many(site, django_assert_num_queries):
    for number in range(3):
        make_course(site, title=f"Kursus {number}", topics=0, cover=picture())
    courses = published_courses(site.root_page.path)
    assert all(course_card(course)["cover_url"].endswith(".webp") for course in courses)
    with django_assert_num_queries(3):  # courses, pictures, renditions
        assert len([course_card(course) for course in courses.all()]) == 3


@pytest.mark.parametrize("path", ["/katalog/sampul/999999-a.svg", "/katalog/sampul/1-.svg"])
def test_covers_of_nothing_are_not_found(client, site, path):
    assert client.get(path).status_code == 404
