"""What becomes of people's choices when two accounts of one person become one."""

from typing import Any

from django.dispatch import receiver

from widya.accounts.models import User
from widya.accounts.signals import accounts_merging
from widya.notifications.actions import merge_choices


@receiver(accounts_merging, sender=User)
def keep_choices(source: User, target: User, **kwargs: Any) -> None:
    """Keep what either account refused and was told of."""
    merge_choices(source, target)
