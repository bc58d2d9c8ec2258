"""Who of the staff reaches which accounts, and for what."""

from django.db.models import Q, QuerySet
from wagtail.models import Site

from widya.accounts.models import SiteRole, User
from widya.accounts.queries import administered_people


def people_of_staff(user: User, action: str = "view") -> QuerySet[User]:
    """Return the accounts that ``user`` may "view", "help" (such as with a mail) or "change".

    Administrators reach the people of their sites for all three, the help desk those who have no
    role anywhere for the first two, unit supervisors look at the people of their unit.
    """
    if user.is_superuser:
        return User.objects.all()
    reached = Q(pk__in=administered_people(user).values("pk"))
    if action in {"view", "help"}:
        reached |= Q(pk__in=_helped_people(user).values("pk"))
    if action == "view":
        reached |= Q(pk__in=_supervised_people(user).values("pk"))
    return User.objects.filter(reached)


def _helped_people(user: User) -> QuerySet[User]:
    # Whoever may write a new address into an account can come to own it: never one of the staff's.
    sites = _sites_with_role(user, SiteRole.Role.HELP_DESK)
    return User.objects.filter(joined_through__in=sites, is_superuser=False, groups=None)


def _supervised_people(user: User) -> QuerySet[User]:
    """Return the people of the supervisor's own unit and those below it."""
    if user.unit is None or not _sites_with_role(user, SiteRole.Role.SUPERVISOR).exists():
        return User.objects.none()
    return User.objects.filter(unit__path__startswith=user.unit.path)


def _sites_with_role(user: User, role: str) -> QuerySet[Site]:
    return Site.objects.filter(roles__role=role, roles__group__user=user)
