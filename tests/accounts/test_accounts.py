"""Accounts and what they are named by."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from tests import worlds
from widya.accounts.actions import change_identifier, create_account
from widya.accounts.errors import IdentifierTaken
from widya.accounts.models import FormerIdentifier, User
from widya.accounts.queries import find_account

pytestmark = pytest.mark.django_db
NIP = "199001012015031001"
NEW_NIP = "199001012022211001"


def make_account(username="siti", **fields):
    defaults = {"name": "Siti", "email": "siti@example.id"}
    return create_account(username=username, **{**defaults, **fields})


def test_an_account_keeps_what_it_was_made_with():
    user = make_account(nip=NIP, position="Analis", password=worlds.PASSWORD)
    user.refresh_from_db()
    assert (user.name, user.nip, user.position) == ("Siti", NIP, "Analis")
    assert user.check_password(worlds.PASSWORD)
    assert user.spaced_nip == "19900101 201503 1 001"


def test_without_a_password_nobody_can_sign_in():
    assert not make_account().has_usable_password()


@pytest.mark.parametrize(
    "taken", [{"username": "SITI"}, {"username": "budi", "nip": NIP}, {"username": NIP}]
)
def test_user_names_and_nips_are_unique_across_each_other(taken):
    make_account(nip=NIP)
    with pytest.raises(IdentifierTaken):
        make_account(**taken)


def test_the_database_refuses_a_user_name_in_another_case():
    worlds.make_user("siti")
    with pytest.raises(IntegrityError), transaction.atomic():
        worlds.make_user("Siti")


def test_many_accounts_may_have_no_nip():
    assert {make_account(name).nip for name in ("a", "b")} == {None}


def test_a_changed_identifier_is_kept_in_the_history_and_logged():
    user, admin = make_account(nip=NIP), worlds.make_user("admin")
    change_identifier(user, kind="nip", value=NEW_NIP, by=admin, now=worlds.NOW)
    former = FormerIdentifier.objects.get()
    assert (former.user, former.kind, former.value) == (user, "nip", NIP)
    assert (former.changed_by, former.changed_at) == (admin, worlds.NOW)
    assert find_account(NEW_NIP) == user
    assert find_account(NIP) is None
    entry = ModelLogEntry.objects.get(action="accounts.change_identifier")
    assert entry.data == {"kind": "nip", "old": NIP, "new": NEW_NIP}


def test_an_identifier_that_stays_leaves_no_trace():
    user = make_account(nip=NIP)
    change_identifier(user, kind="nip", value=NIP, by=None, now=worlds.NOW)
    assert not FormerIdentifier.objects.exists()


def test_a_first_nip_has_no_former_one_and_a_nip_can_be_taken_away():
    user = make_account()
    change_identifier(user, kind="nip", value=NIP, by=None, now=worlds.NOW)
    assert not FormerIdentifier.objects.exists()
    change_identifier(user, kind="nip", value="", by=None, now=worlds.NOW)
    assert User.objects.get().nip is None
    assert FormerIdentifier.objects.get().value == NIP


def test_an_identifier_of_somebody_else_is_refused():
    make_account("budi", nip=NIP)
    user = make_account()
    for kind, value in (("username", "BUDI"), ("username", NIP), ("nip", NIP)):
        with pytest.raises(IdentifierTaken):
            change_identifier(user, kind=kind, value=value, by=None, now=worlds.NOW)
    assert not FormerIdentifier.objects.exists()


def test_a_user_name_may_change_its_case():
    user = make_account()
    change_identifier(user, kind="username", value="Siti", by=None, now=worlds.NOW)
    assert User.objects.get().username == "Siti"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Bagas Pratama Nugroho, S.H.", "BN"),
        ("Dr. Hotmauli Siringoringo, S.H., M.Pd.", "HS"),
        ("Suharti", "S"),
        ("", "?"),
    ],
)
def test_initials_leave_titles_out(name, initials):
    assert User(name=name).get_initials() == initials
