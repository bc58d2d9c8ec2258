"""The heart of a course."""

import pytest
from django.urls import reverse

from tests import worlds
from widya.learning.models import Favourite
from widya.learning.queries import favourite_ids, favourites_for


@pytest.fixture
def signed_in(client, user):
    client.force_login(user)
    return client


def heart(course, name="favourite"):
    return reverse(f"learning:{name}", args=[course.slug])


def test_the_heart_keeps_a_course_and_keeping_it_again_changes_nothing(signed_in, user, course):
    for _ in range(2):
        assert signed_in.post(heart(course)).url == course.url
    assert list(favourites_for(user)) == [course]
    assert favourite_ids(user) == {course.pk}


def test_the_heart_lets_go_and_letting_go_again_changes_nothing(signed_in, course):
    signed_in.post(heart(course))
    for _ in range(2):
        signed_in.post(heart(course, "unfavourite"))
    assert not Favourite.objects.exists()


def test_the_course_s_page_shows_whether_it_is_kept(signed_in, course):
    assert signed_in.get(course.url).context["favourite_url"] == heart(course)
    signed_in.post(heart(course))
    context = signed_in.get(course.url).context
    assert context["is_favourite"] is True
    assert context["favourite_url"] == heart(course, "unfavourite")


def test_a_script_gets_the_new_heart_alone(signed_in, course):
    response = signed_in.post(heart(course), headers={"HX-Request": "true"})
    assert response.text.strip().startswith("<form")
    assert 'aria-pressed="true"' in response.text
    assert heart(course, "unfavourite") in response.text


def test_one_comes_back_to_where_the_heart_was_pressed(signed_in, course):
    response = signed_in.post(
        heart(course), headers={"referer": "http://testserver/pelatihan/?q=x"}
    )
    assert response.url == "http://testserver/pelatihan/?q=x"
    response = signed_in.post(heart(course), headers={"referer": "https://example.com/"})
    assert response.url == course.url


def test_signed_out_the_heart_leads_through_sign_in_to_the_course(client, course):
    response = client.post(heart(course))
    assert response.url == f"{reverse('account_login')}?next={course.url}"
    assert "favourite_url" not in client.get(course.url).context


def test_an_unpublished_course_is_neither_kept_nor_listed(signed_in, user, course):
    signed_in.post(heart(course))
    course.unpublish()
    assert not favourites_for(user)
    assert signed_in.post(heart(course)).status_code == 404


def test_favourites_are_one_s_own(signed_in, course):
    signed_in.post(heart(course))
    assert not favourites_for(worlds.make_user("budi"))
