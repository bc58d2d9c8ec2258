"""What learning does about news from the accounts."""

from typing import Any

from django.dispatch import receiver

from widya.accounts.models import User
from widya.accounts.signals import accounts_merging
from widya.learning.actions import move_enrolments, move_favourites
from widya.learning.models import Enrolment
from widya.learning.signals import enrolments_moved


@receiver(accounts_merging, sender=User)
def move_learning(sender: type[User], *, source: User, target: User, **kwargs: Any) -> None:
    """Move what the second account of a person learned to the first."""
    move_enrolments(source, target)
    move_favourites(source, target)
    enrolments_moved.send(Enrolment, source=source, target=target)
