"""Pages kept for visitors: fast, never another person's, never old for long."""

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.core.visitors import DIFFERENCES
from tests.worlds import make_course, make_site, make_user, publish
from widya.core.page_cache import (
    VisitorCacheMiddleware,
    cached_for_visitors,
    drop_visitor_pages,
)

URL = "/pelatihan/"


class Pages:
    """A page that counts how often it was made, behind the middleware."""

    def __init__(self, respond=lambda request, count: HttpResponse(f"page {count}")):
        self.count = 0
        self.respond = respond
        self.middleware = VisitorCacheMiddleware(cached_for_visitors(self.serve))

    def serve(self, request):
        self.count += 1
        return self.respond(request, self.count)

    def get(self, path="/", *, cookies=None, method="get", **headers):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        request.COOKIES.update(cookies or {})
        return self.middleware(request).getvalue().decode()


def test_the_second_visitor_gets_the_kept_page():
    pages = Pages()
    assert pages.get() == pages.get() == "page 1"


@pytest.mark.parametrize("difference", DIFFERENCES, ids=str)
def test_what_makes_a_page_another_one_is_not_answered_with_the_kept_one(difference):
    pages = Pages()
    pages.get()
    assert pages.get(**difference) == "page 2"


def test_a_page_that_was_dropped_is_made_again():
    pages = Pages()
    pages.get()
    drop_visitor_pages()
    assert pages.get() == "page 2"
    assert pages.get() == "page 2"


def test_a_page_that_was_dropped_while_it_was_made_is_not_kept():
    def respond(request, count):
        drop_visitor_pages()
        return HttpResponse(f"page {count}")

    pages = Pages(respond)
    assert pages.get() == "page 1"
    assert pages.get() == "page 2"


def with_cookie(request, count):
    response = HttpResponse(f"page {count}")
    response.set_cookie("a", "b")
    return response


@pytest.mark.parametrize(
    "respond",
    [
        with_cookie,
        lambda request, count: HttpResponse(f"page {count}", status=404),
        lambda request, count: StreamingHttpResponse([f"page {count}".encode()]),
    ],
    ids=["cookie", "not found", "stream"],
)
def test_what_is_not_for_everybody_is_not_kept(respond):
    pages = Pages(respond)
    assert pages.get() == "page 1"
    assert pages.get() == "page 2"


def test_a_view_that_did_not_ask_for_it_is_not_kept():
    pages = Pages()
    pages.middleware = VisitorCacheMiddleware(pages.serve)
    pages.get()
    assert pages.get() == "page 2"


@pytest.fixture
def course(db):
    return make_course(make_site())


def test_a_visitors_catalogue_is_kept_with_its_headers(client, course, django_assert_num_queries):
    first = client.get(URL)
    with django_assert_num_queries(0):
        second = client.get(URL)
    assert second.content == first.content
    assert not second.cookies
    for header in ("Content-Security-Policy", "Content-Language", "Vary", "Content-Type"):
        assert second.headers[header] == first.headers[header]


def test_publishing_moving_and_deleting_show_at_once(client, course):
    def shows(text):
        return text in client.get(URL).content.decode()

    assert shows(course.title)
    course.title = "Judul baru"
    publish(course)
    assert shows("Judul baru")
    course.unpublish()
    assert not shows("Judul baru")
    publish(course)
    assert shows("Judul baru")
    course.delete()
    assert not shows("Judul baru")


def test_a_signed_in_person_never_gets_a_visitors_page(client, course):
    client.get(URL)
    client.force_login(make_user(name="Siti Rahmawati"))
    with CaptureQueriesContext(connection) as queries:
        assert "Siti Rahmawati" in client.get(URL).content.decode()
    assert queries.captured_queries


def test_a_page_of_a_signed_in_person_is_not_kept(client, course):
    client.force_login(make_user(name="Siti Rahmawati"))
    client.get(URL)
    client.logout()
    client.cookies.clear()
    assert "Siti Rahmawati" not in client.get(URL).content.decode()


def test_the_language_of_a_visitor_is_kept_apart(client, course):
    assert '<html lang="id"' in client.get(URL).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert '<html lang="en"' in client.get(URL).content.decode()
    del client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert '<html lang="id"' in client.get(URL).content.decode()
