"""Statements that are put together once do what they do when they are put together anew."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.worlds import make_user
from widya.accounts.models import User
from widya.catalog.models import CoursePage
from widya.core.prepared import Change, insert, prepared, prepared_change
from widya.organisation.models import Unit

pytestmark = pytest.mark.django_db
YESTERDAY = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


@prepared
def _named(username: str) -> QuerySet[User]:
    return User.objects.alias(lower=Lower("username")).filter(lower=username)


def test_each_call_is_answered_for_its_own_arguments() -> None:
    siti, budi = make_user("Siti"), make_user("Budi")
    assert _named("siti") == [siti]
    assert _named("budi") == [budi]
    assert _named("nobody' OR 1=1 --") == []


def test_rows_are_what_the_query_gives_otherwise() -> None:
    @prepared
    def young_of(unit: Unit, since: datetime, until: date) -> QuerySet[User]:
        people = User.objects.filter(unit=unit, date_joined__gte=since)
        return people.exclude(date_joined__date__gt=until).order_by("-username")[:2]

    unit, other = Unit.add_root(name="Lapas"), Unit.add_root(name="Rutan")
    people = [
        make_user(name, unit=unit, date_joined=YESTERDAY + timedelta(hours=number))
        for number, name in enumerate("abcd")
    ]
    make_user("e", unit=other, date_joined=YESTERDAY)
    make_user("f", unit=unit, date_joined=YESTERDAY + timedelta(days=9))
    later = YESTERDAY + timedelta(hours=2)
    assert young_of(unit, YESTERDAY, date(2026, 5, 5)) == [people[3], people[2]]
    assert young_of(unit, later, date(2026, 5, 5)) == [people[3], people[2]]
    assert young_of(other, later, date(2026, 5, 5)) == []


def test_related_rows_and_annotations_come_along() -> None:
    @prepared
    def with_unit(user: int) -> QuerySet[User]:
        return User.objects.filter(pk=user).select_related("unit").annotate(of=F("unit__name"))

    user = make_user(unit=Unit.add_root(name="Lapas"))
    with CaptureQueriesContext(connection) as queries:
        (found,) = with_unit(user.pk)
        assert found.unit
        assert (found.unit.name, vars(found)["of"]) == ("Lapas", "Lapas")
    assert len(queries) == 1


def test_values_keep_their_types() -> None:
    @prepared
    def joined(user: int) -> QuerySet[User, tuple[datetime, bool]]:
        return User.objects.filter(pk=user).values_list("date_joined", "is_active")

    user = make_user(date_joined=YESTERDAY)
    assert joined(user.pk) == [(YESTERDAY, True)]


def test_a_uuid_is_found() -> None:
    @prepared
    def by_uuid(uuid: UUID) -> QuerySet[Page]:
        return Page.objects.filter(translation_key=uuid)

    page = Page.objects.earliest("pk")
    assert by_uuid(page.translation_key) == [page]
    assert by_uuid(uuid4()) == []


def test_a_query_is_put_together_once() -> None:
    built = []

    @prepared
    def all_of(user: int) -> QuerySet[User]:
        built.append(user)
        return User.objects.filter(pk=user)

    user = make_user()
    assert [all_of(user.pk), all_of(user.pk)] == [[user], [user]]
    assert len(built) == 1


def test_rows_of_one_call_are_not_those_of_the_next() -> None:
    user = make_user("siti")
    assert _named("siti") == [user]
    User.objects.filter(pk=user.pk).update(name="Siti Aminah")
    assert _named("siti")[0].name == "Siti Aminah"


def test_arguments_are_given_by_place() -> None:
    with pytest.raises(TypeError, match="by place"):
        _named(username="siti")


@prepared_change
def _rename(username: str, name: str, since: datetime) -> Change:
    joined = User.objects.filter(username=username, date_joined__gte=since)
    return joined, {"name": name, "is_active": False}


def test_a_change_is_made_to_its_rows_alone_and_tells_their_number() -> None:
    siti, budi = make_user("siti", date_joined=YESTERDAY), make_user("budi", name="Budi")
    for name in ("Siti Aminah", "', name = 'x"):
        assert _rename("siti", name, YESTERDAY) == 1
        assert _rename("siti", "nobody", YESTERDAY + timedelta(days=1)) == 0
        siti.refresh_from_db()
        assert (siti.name, siti.is_active) == (name, False)
    budi.refresh_from_db()
    assert (budi.name, budi.is_active) == ("Budi", True)


def test_a_change_is_put_together_once() -> None:
    built = []

    @prepared_change
    def close(user: int) -> Change:
        built.append(user)
        return User.objects.filter(pk=user), {"is_active": False}

    assert [close(make_user("siti").pk), close(make_user("budi").pk)] == [1, 1]
    assert len(built) == 1


def test_a_change_of_two_tables_is_refused() -> None:
    @prepared_change
    def rename(page: int) -> Change:
        return CoursePage.objects.filter(pk=page), {"title": "Baru"}

    with pytest.raises(TypeError, match="two tables"):
        rename(1)


def test_a_row_is_added_as_saving_it_would_add_it() -> None:
    user, key = make_user(), Authenticator.Type.WEBAUTHN
    for number in range(2):
        insert(Authenticator(user=user, type=key, data={"a'": number}))
    Authenticator.objects.create(user=user, type=key, data={"a'": 2})
    rows = Authenticator.objects.order_by("pk").values_list("user", "type", "data", "last_used_at")
    assert list(rows) == [(user.pk, key, {"a'": number}, None) for number in range(3)]
    assert not Authenticator.objects.filter(created_at__isnull=True).exists()


def test_a_row_that_breaks_a_rule_of_the_database_is_refused() -> None:
    only = {"user": make_user(), "type": Authenticator.Type.TOTP, "data": {}}
    insert(Authenticator(**only))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Authenticator(**only))
    assert Authenticator.objects.count() == 1
