"""Documents of lessons are for the learners of their courses and for staff."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from tests import worlds
from widya.website.models import StandardPage

CONTENT = b"%PDF-1.7"


def is_sent(response):
    return response.status_code == 200 and b"".join(response.streaming_content) == CONTENT


@pytest.fixture
def document(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(CONTENT, name="modul.pdf")
    return Document.objects.create(title="Modul", file=file)


@pytest.fixture
def in_a_lesson(course, document, django_capture_on_commit_callbacks):
    topic = course.get_children().first().specific
    with django_capture_on_commit_callbacks(execute=True):
        return worlds.make_reading(topic, title="Modul", document=document)


@pytest.fixture
def on_a_public_page(site, document, django_capture_on_commit_callbacks):
    body = f'<p><a linktype="document" id="{document.pk}">Panduan</a></p>'
    with django_capture_on_commit_callbacks(execute=True):
        page = StandardPage(title="Panduan", body=[("rich_text", body)])
        return worlds.publish(site.root_page.add_child(instance=page))


def test_a_learner_gets_it_within_the_lesson(learner, course, document, in_a_lesson):
    page = learner.get(f"/belajar/{course.slug}/{in_a_lesson.pk}/").text
    assert re.search(f'<iframe[^>]* src="{document.url}"', page)
    response = learner.get(document.url)
    assert is_sent(response)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_others_do_not(client, document, in_a_lesson):
    assert client.get(document.url).url.startswith("/akun/login/?next=/dokumen/")
    client.force_login(worlds.make_user("budi"))
    assert client.get(document.url).status_code == 403


def test_staff_do(client, document, in_a_lesson):
    client.force_login(worlds.make_user("penulis", is_superuser=True))
    assert is_sent(client.get(document.url))


@pytest.mark.indexed
def test_a_document_of_public_pages_is_public(client, document, on_a_public_page):
    assert is_sent(client.get(document.url))


def test_a_document_of_both_is_kept(client, document, on_a_public_page, in_a_lesson):
    assert client.get(document.url).status_code == 302


def test_a_document_of_an_unpublished_lesson_is_kept(client, document, in_a_lesson):
    in_a_lesson.unpublish()
    assert client.get(document.url).status_code == 302


def test_a_document_that_nothing_uses_yet_is_kept(client, document):
    assert client.get(document.url).status_code == 302
