"""What happens at the same moment, with real connections against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from tests import worlds
from tests.sso.fake_provider import ISSUER
from widya.notifications.models import Mail
from widya.sso.actions import link_identity
from widya.sso.errors import IdentityTaken
from widya.sso.identity import Identity

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_one_identity_is_linked_once_and_to_one_account(settings):
    settings.EMAIL_BACKEND = "widya.notifications.backends.KeptMailBackend"
    site = worlds.make_site()
    people = [worlds.make_user(name) for name in ("siti", "budi")]
    identity = Identity(ISSUER, "abc-1")

    def link(number):
        try:
            link_identity(people[number % 2], identity, site=site, now=worlds.NOW)
        except IdentityTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(link, range(8))) == [False] * 4 + [True] * 4
    owner = SocialAccount.objects.get().user
    assert [mail.recipients for mail in Mail.objects.all()] == [[owner.email]]
