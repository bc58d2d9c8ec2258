"""What is asked about providers and identities."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.models import Site

from widya.accounts.models import User
from widya.sso.identity import Identity
from widya.sso.models import IdentityProvider

LABELS_KEY = "sso.labels"
LABELS_SECONDS = 300


@dataclass(frozen=True, slots=True)
class LinkedIdentity:
    """An identity of a person, for a list of them."""

    pk: int
    provider: str
    name: str


def provider_for(site: Site) -> IdentityProvider | None:
    """Return the provider that people of the site may sign in with."""
    return IdentityProvider.objects.filter(site=site, is_active=True).first()


def button_label(site_id: int | None) -> str:
    """Return what the site's provider is called; empty without one. Mostly without a query."""
    labels: dict[int, str] = cache.get_or_set(LABELS_KEY, _labels, LABELS_SECONDS) or {}
    return labels.get(site_id, "") if site_id else ""


def forget_labels() -> None:
    """Read them again, because one has changed."""
    cache.delete(LABELS_KEY)


def matching_account(identity: Identity) -> User | None:
    """Return the account that the identity's NIP, or else its verified address, speaks of.

    Accounts that wait for their activation belong to nobody yet.
    """
    accounts = User.objects.exclude(is_active=False, activated_at=None)
    found = accounts.filter(nip=identity.nip).first() if identity.nip else None
    if found is None and identity.email:
        by_email = accounts.alias(lower_email=Lower("email"))
        found = by_email.filter(lower_email=identity.email.lower()).order_by("pk").first()
    return found


def identities_of(user: User) -> QuerySet[SocialAccount]:
    return SocialAccount.objects.filter(user=user).order_by("date_joined", "pk")


def linked_identities(user: User) -> Sequence[LinkedIdentity]:
    """Return the person's identities, called as the sites call their providers."""
    rows = list(identities_of(user))
    labels = dict(
        IdentityProvider.objects.filter(issuer__in=[row.provider for row in rows])
        .order_by("-pk")
        .values_list("issuer", "label")
    )
    return [
        LinkedIdentity(
            row.pk,
            labels.get(row.provider) or urlsplit(row.provider).netloc,
            row.extra_data.get("email") or row.extra_data.get("name") or row.uid,
        )
        for row in rows
    ]


def _labels() -> dict[int, str]:
    providers = IdentityProvider.objects.filter(is_active=True)
    return dict(providers.values_list("site_id", "label"))
