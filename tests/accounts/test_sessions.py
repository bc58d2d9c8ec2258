"""A new session is one row, written once, and kept like any other."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client

from tests.worlds import make_user
from widya.accounts.actions import end_sessions
from widya.accounts.models import Session
from widya.accounts.sessions import SessionStore

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


def test_a_change_is_one_statement_and_fails_where_the_session_has_ended(django_assert_num_queries):
    session = SessionStore()
    session.save()
    session["key"] = "value"
    with django_assert_num_queries(1):
        session.save()
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()


def test_signing_in_makes_one_session_that_knows_the_person(client):
    user = make_user()
    client.force_login(user)
    client.get("/dashboard/")
    assert [session.user for session in Session.objects.all()] == [user]
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_session_of_nobody_becomes_that_of_who_signs_in(client):
    session = client.session
    session["key"] = "value"
    session.save()
    assert Session.objects.get().user is None
    user = make_user()
    client.force_login(user)
    assert Session.objects.get().user == user
    assert client.session["key"] == "value"


def test_ending_sessions_spares_those_of_others_and_the_one_that_is_named(client):
    here, there, somebody = client, Client(), Client()
    user = make_user()
    for browser in (here, there):
        browser.force_login(user)
    somebody.force_login(make_user("budi"))
    end_sessions(user, but=here.session.session_key)
    assert [browser.get("/akun/profil/").status_code for browser in (here, there, somebody)] == [
        200,
        302,
        200,
    ]
    end_sessions(user)
    assert here.get("/akun/profil/").status_code == 302
