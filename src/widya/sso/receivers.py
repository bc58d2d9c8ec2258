"""What is forgotten when a provider changes, and whose identities are whose after a merger."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from widya.accounts.models import User
from widya.accounts.signals import accounts_merging
from widya.sso.models import IdentityProvider
from widya.sso.queries import forget_labels


@receiver([post_save, post_delete], sender=IdentityProvider)
def forget_after_change(sender: type[IdentityProvider], **kwargs: Any) -> None:
    """Let the sign-in pages see it: now in this transaction, on commit in the others."""
    forget_labels()
    transaction.on_commit(forget_labels)


@receiver(accounts_merging, sender=User)
def move_identities(source: User, target: User, **kwargs: Any) -> None:
    """Let the identities of the one account sign in to the other."""
    SocialAccount.objects.filter(user=source).update(user=target)
