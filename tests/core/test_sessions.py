"""A new session is one row, written once, and kept like any other."""

import pytest
from django.contrib.sessions.models import Session

from tests.worlds import make_user
from widya.core.sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_a_new_session_is_written_by_its_first_save(django_assert_num_queries):
    session = SessionStore()
    session["key"] = "value"
    with django_assert_num_queries(1):
        session.save()
    assert SessionStore(session.session_key)["key"] == "value"
    session["key"] = "other"
    session.save()
    assert Session.objects.count() == 1
    assert SessionStore(session.session_key)["key"] == "other"


def test_a_new_key_takes_the_data_along_and_ends_the_old_one():
    session = SessionStore()
    session["key"] = "value"
    session.save()
    old = session.session_key
    session.cycle_key()
    session.save()
    assert SessionStore(session.session_key)["key"] == "value"
    assert list(Session.objects.values_list("session_key", flat=True)) == [session.session_key]
    assert "key" not in SessionStore(old)


def test_an_unknown_key_makes_no_session_of_that_name():
    session = SessionStore("dibuatorang12345")
    session["key"] = "value"
    session.save()
    assert session.session_key != "dibuatorang12345"


def test_signing_in_makes_one_session(client):
    client.force_login(make_user())
    client.get("/dashboard/")
    assert Session.objects.count() == 1
    assert client.session["_auth_user_id"]
