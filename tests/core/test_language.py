"""Pages are Indonesian unless the visitor chose otherwise."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import get_language, gettext

from widya.core.language import ChosenLanguageMiddleware


def answer(**cookies: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    request.COOKIES.update(cookies)

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{get_language()}: {gettext('Berita')}")

    return ChosenLanguageMiddleware(view)(request)


def test_the_browsers_languages_do_not_count() -> None:
    response = answer()
    assert response.content == b"id: Berita"
    assert response.headers["Content-Language"] == "id"


def test_a_chosen_language_counts() -> None:
    assert answer(widya_language="en").content == b"en: News"


def test_an_unknown_language_is_ignored() -> None:
    assert answer(widya_language="xx").content == b"id: Berita"


@pytest.mark.django_db
def test_choosing_a_language_leads_back_to_the_page(client) -> None:
    place = "http://testserver/pelatihan/?q=etika"
    response = client.post(reverse("set_language"), {"language": "en"}, headers={"referer": place})
    assert response.headers["Location"] == place
    assert response.cookies["widya_language"].value == "en"


@pytest.mark.django_db
def test_choosing_a_language_leads_to_no_foreign_page(client) -> None:
    place = "https://jahat.example/"
    response = client.post(reverse("set_language"), {"language": "en"}, headers={"referer": place})
    assert response.headers["Location"] == "/"
