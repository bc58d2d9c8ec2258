"""What two accounts of one person learned becomes one account's."""

from django.db import transaction

from widya.accounts.models import User
from widya.learning.models import Enrolment, Favourite

# A result counts more than a course that goes on: another account is no way to more attempts.
_ORDER = (Enrolment.State.ACTIVE, Enrolment.State.FAILED, Enrolment.State.PASSED)


def lock_enrolments_of(*users: User) -> list[Enrolment]:
    """Lock the enrolments of these accounts, so that no attempt begins meanwhile."""
    locked = Enrolment.objects.select_for_update().filter(user__in=users)
    return list(locked.order_by("pk"))


@transaction.atomic
def move_enrolments(source: User, target: User) -> None:
    """Give ``target`` the enrolments of ``source``, with all that hangs on them.

    Of two on one run it has the better one; the other is with ``source`` afterwards.
    """
    enrolments = lock_enrolments_of(source, target)
    own = {each.run_id: each for each in enrolments if each.user_id == target.pk}
    for enrolment in enrolments:
        if enrolment.user_id != source.pk:
            continue
        rival = own.get(enrolment.run_id)
        if rival is None:
            _give(enrolment, target)
        elif _worth(enrolment) > _worth(rival):
            _swap(enrolment, rival)


@transaction.atomic
def move_favourites(source: User, target: User) -> None:
    """Give ``target`` the favourites of ``source``; a course that both keep is kept once."""
    kept = Favourite.objects.filter(user=target).values("course")
    Favourite.objects.filter(user=source).exclude(course__in=kept).update(user=target)
    Favourite.objects.filter(user=source).delete()


def _worth(enrolment: Enrolment) -> tuple[int, int]:
    return _ORDER.index(Enrolment.State(enrolment.state)), enrolment.progress_percent


def _swap(one: Enrolment, other: Enrolment) -> None:
    """Change the owners of two enrolments on one run, of which nobody may have two.

    Constraints are checked row by row, so one of them waits with an account that exists for it.
    """
    holder = User.objects.create(username=f"digabung-{one.uuid}", is_active=False)
    first, second = one.user, other.user
    _give(one, holder)
    _give(other, first)
    _give(one, second)
    holder.delete()


def _give(enrolment: Enrolment, user: User) -> None:
    enrolment.user = user
    enrolment.save(update_fields=["user"])
