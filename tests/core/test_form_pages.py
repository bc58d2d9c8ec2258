"""Pages with a form are kept for visitors, each of whom gets a token and a picture of their own."""

import re
from itertools import count

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.core.visitors import DIFFERENCES
from tests.worlds import PASSWORD, make_site, make_user
from widya.accounts.pictures import signs_of
from widya.core.form_pages import FormPagesMiddleware, Place, filled_for_visitors
from widya.core.page_cache import drop_visitor_pages

LOGIN = "/akun/login/"
SAME_HEADERS = ("Content-Security-Policy", "Content-Language", "Content-Type", "X-Frame-Options")
numbers = count()


def make_number(request):
    return str(next(numbers))


NUMBER = Place(re.compile(rb"number=(\d+)"), make_number)


class Pages:
    """A page that counts how often it was made, behind the middleware."""

    def __init__(self, **changes):
        self.count = 0
        self.changes = changes
        self.middleware = FormPagesMiddleware(filled_for_visitors(NUMBER)(self.serve))

    def serve(self, request):
        self.count += 1
        number = make_number(request)
        text = f"page {self.count} number={number} again {number}"
        response = HttpResponse(text, status=self.changes.get("status", 200))
        if cookie := self.changes.get("cookie"):
            response.set_cookie(cookie, "x")
        return response

    def get(self, path="/", *, cookies=None, method="get", **headers):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        request.COOKIES.update(cookies or {})
        return self.middleware(request).getvalue().decode()


def test_a_kept_page_has_new_texts_in_all_its_places():
    pages = Pages()
    texts = [pages.get() for _ in range(3)]
    assert pages.count == 1
    found = [re.fullmatch(r"page 1 number=(\d+) again (\d+)", text).groups() for text in texts]
    assert all(first == second for first, second in found)
    assert len(set(found)) == 3


@pytest.mark.parametrize("difference", DIFFERENCES, ids=str)
def test_what_makes_a_page_another_one_is_not_answered_with_the_kept_one(difference):
    pages = Pages()
    pages.get()
    assert pages.get(**difference).startswith("page 2")


@pytest.mark.parametrize("changes", [{"cookie": "other"}, {"status": 429}], ids=str)
def test_what_is_not_for_everybody_is_not_kept(changes):
    pages = Pages(**changes)
    pages.get()
    assert pages.get().startswith("page 2")


def test_a_view_that_did_not_ask_for_it_is_not_kept():
    pages = Pages()
    pages.middleware = FormPagesMiddleware(pages.serve)
    pages.get()
    assert pages.get().startswith("page 2")


def test_a_page_that_was_dropped_is_made_again():
    pages = Pages(cookie=settings.CSRF_COOKIE_NAME)
    pages.get()
    drop_visitor_pages()
    assert pages.get().startswith("page 2")
    assert pages.get().startswith("page 2")


@pytest.fixture
def site(db):
    make_user("siti")
    return make_site()


def fields_of(response):
    names = ("csrfmiddlewaretoken", "human_check_0")
    return {name: re.search(rf'name="{name}" value="([^"]+)"', response.text)[1] for name in names}


def sign_in_with(client, fields):
    signs = signs_of(fields["human_check_0"])
    typed = {"login": "siti", "password": PASSWORD, "check": "picture", "human_check_1": signs}
    return client.post(LOGIN, {**fields, **typed})


def test_each_visitor_signs_in_with_a_token_and_a_picture_of_their_own(
    site, django_assert_num_queries
):
    visitors = [Client(enforce_csrf_checks=True) for _ in range(3)]
    first = visitors[0].get(LOGIN)
    with django_assert_num_queries(0):
        answers = [first, *(visitor.get(LOGIN) for visitor in visitors[1:])]
    fields = [fields_of(answer) for answer in answers]
    assert len({each["csrfmiddlewaretoken"] for each in fields}) == 3
    assert len({each["human_check_0"] for each in fields}) == 3
    for answer in answers:
        assert answer.text.count(fields_of(answer)["human_check_0"]) == 2  # the field, the address
    strangers = sign_in_with(visitors[0], fields[1])
    assert strangers.status_code == 403
    for visitor, each in zip(visitors, fields, strict=True):
        assert sign_in_with(visitor, each).url == "/dashboard/"


def test_a_visitor_who_comes_back_keeps_the_cookie_of_the_token(site):
    visitor = Client(enforce_csrf_checks=True)
    cookies = []
    for _ in range(3):
        answer = visitor.get(LOGIN)
        cookies.append(visitor.cookies[settings.CSRF_COOKIE_NAME].value)
    assert len(set(cookies)) == 1
    assert sign_in_with(visitor, fields_of(answer)).url == "/dashboard/"


def test_a_kept_page_has_the_headers_and_the_cookie_of_the_first(site):
    first, second = Client().get(LOGIN), Client().get(LOGIN)
    for header in SAME_HEADERS:
        assert second.headers[header] == first.headers[header]
    assert "no-store" in second.headers["Cache-Control"]
    assert "Cookie" in second.headers["Vary"]
    assert second.headers["Content-Length"] == str(len(second.content))
    cookies = [each.cookies[settings.CSRF_COOKIE_NAME] for each in (first, second)]
    assert cookies[0].value != cookies[1].value
    assert dict(cookies[0]).keys() == dict(cookies[1]).keys()
    assert cookies[0]["samesite"] == cookies[1]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "path", ["/akun/daftar/internal/", "/akun/aktivasi/kirim-ulang/", "/akun/lupa-password/"]
)
def test_the_other_forms_with_a_picture_are_kept_too(site, path, django_assert_num_queries):
    first = fields_of(Client().get(path))
    with django_assert_num_queries(0):
        second = fields_of(Client().get(path))
    assert first["csrfmiddlewaretoken"] != second["csrfmiddlewaretoken"]
    assert first["human_check_0"] != second["human_check_0"]


def test_who_is_signed_in_is_led_away_from_the_kept_page(client, site):
    Client().get(LOGIN)
    client.force_login(make_user("budi"))
    assert client.get(LOGIN).url == "/dashboard/"
