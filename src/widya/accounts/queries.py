"""What other apps ask about people and their roles."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from wagtail.models import Collection, GroupApprovalTask, Page, Site, Workflow, WorkflowPage

from widya.accounts.devices import DEVICE_KEY, Device
from widya.accounts.identifiers import normalise_identifier
from widya.accounts.models import FormerIdentifier, Session, SiteRole, User
from widya.core.prepared import prepared
from widya.organisation.models import SiteSettings

NEVER = datetime.min.replace(tzinfo=UTC)
ADMIN_ACCESS = ("access_admin", "wagtailadmin", "admin")
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def devices_of(user: User, now: datetime) -> list[Device]:
    """Return where the person is signed in, what is latest first.

    Sessions of an older password still have a row, but open nothing.
    """
    valid = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    devices = []
    for session in Session.objects.filter(user=user, expire_date__gt=now):
        content = session.get_decoded()
        if content.get(HASH_SESSION_KEY) in valid:
            devices.append(_device(session.session_key, **content.get(DEVICE_KEY, {})))
    return sorted(devices, key=lambda device: device.since or NEVER, reverse=True)


def _device(session_key: str, since: str = "", **told: str) -> Device:
    moment = datetime.fromisoformat(since) if since else None
    return Device(session_key, since=moment, **told)


def find_account(identifier: str) -> User | None:
    """Return the account with this user name (any case) or NIP, with its unit.

    What named a second account that was merged into another finds that one. Mostly it comes with
    the answers that its sign-in needs next: ``has_second_step``, ``has_staff_side``.
    """
    value = normalise_identifier(identifier)
    found = _accounts_named.first(value)
    if found:
        return found
    merged = merged_identifiers({value}).select_related("user__unit").first()
    return merged.user if merged else None


@prepared
def _accounts_named(value: str) -> QuerySet[User]:
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS)
    accounts = with_identifiers({value}).select_related("unit").order_by("pk")
    return accounts.annotate(
        has_second_step=Exists(steps),
        has_staff_side=Exists(_staff_groups().filter(user=OuterRef("pk"))),
    )[:1]


def has_second_step(user: User) -> bool:
    """Tell whether the person is asked for a second step at sign-in."""
    known: bool | None = getattr(user, "has_second_step", None)
    if known is None:
        return Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists()
    return known


def merged_identifiers(values: set[str]) -> QuerySet[FormerIdentifier]:
    """Return which of these (normalised) still name an account because they came by a merger."""
    return FormerIdentifier.objects.filter(signs_in=True, value__in=values)


def with_identifiers(values: set[str]) -> QuerySet[User]:
    """Return the accounts that have one of these (normalised) as their user name or NIP."""
    # `iexact` would compare upper-case forms, which no index serves.
    accounts = User.objects.alias(lower_username=Lower("username"))
    return accounts.filter(Q(lower_username__in=values) | Q(nip__in=values))


def email_is_taken(email: str, *, except_for: User | None = None) -> bool:
    """Tell whether an account that does not wait for its activation has the address, in any case.

    One that waits has not shown that the address is its own.
    """
    others = User.objects.alias(lower_email=Lower("email")).filter(lower_email=email.lower())
    if except_for:
        others = others.exclude(pk=except_for.pk)
    return others.exclude(is_active=False, activated_at=None).exists()


def addresses_of(user: User) -> set[str]:
    """Return the e-mail addresses that are, or are to be, the person's."""
    own = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {address for address in (user.email, *own) if address}


def may_enter_staff_side(user: User) -> bool:
    """Tell whether a role opens the staff side to the person."""
    if user.is_superuser:
        return True
    known: bool | None = getattr(user, "has_staff_side", None)
    return _staff_groups().filter(user=user).exists() if known is None else known


def _staff_groups() -> QuerySet[Group]:
    codename, app, _model = ADMIN_ACCESS
    return Group.objects.filter(
        permissions__codename=codename, permissions__content_type__app_label=app
    )


def needs_second_factor(user: User) -> bool:
    """Tell whether a site whose staff the person is wants a second step at their sign-in."""
    wanting = SiteSettings.objects.filter(staff_second_factor=True)
    if not user.is_superuser:
        wanting = wanting.filter(site__roles__group__user=user)
    return wanting.exists()


def role_group(site: Site, role: str) -> Group:
    """Return the group of the people who have ``role``, one of ``SiteRole.Role``, on the site.

    Raises:
        SiteRole.DoesNotExist: ``actions.set_up_roles`` has not been called for the site.
    """
    return SiteRole.objects.select_related("group").get(site=site, role=role).group


def site_collection(site: Site) -> Collection:
    """Return the collection of the site's pictures and documents.

    Raises:
        SiteRole.DoesNotExist: ``actions.set_up_roles`` has not been called for the site.
    """
    group = role_group(site, SiteRole.Role.AUTHOR)
    return Collection.objects.filter(group_permissions__group=group).distinct().get()


def catalogue_below(home_page: Page) -> Page:
    """Return the page of the site's courses."""
    children: Any = home_page.get_children()
    catalogue: Page = children.get(
        content_type__app_label="catalog", content_type__model="catalogpage"
    )
    return catalogue


def review_workflow(group: Group) -> Workflow | None:
    """Return the workflow by which the reviewers of the group approve pages, the oldest first."""
    tasks = GroupApprovalTask.objects.filter(groups=group)
    workflows = Workflow.objects.filter(workflow_tasks__task__in=tasks.values("task_ptr"))
    return workflows.order_by("pk").first()


def is_reviewed(site: Site) -> bool:
    """Tell whether the site's courses may be handed to its reviewers before they are published."""
    workflow = review_workflow(role_group(site, SiteRole.Role.REVIEWER))
    pages = WorkflowPage.objects.filter(page=catalogue_below(site.root_page))
    return pages.filter(workflow=workflow, workflow__active=True).exists()


def administered_sites(user: User) -> QuerySet[Site]:
    """Return the sites whose roles ``user`` may give."""
    return Site.objects.filter(pk__in=administered_roles(user).values("site"))


def administered_roles(user: User) -> QuerySet[SiteRole]:
    """Return the roles that ``user`` may give: all of the sites that they administer."""
    if user.is_superuser:
        return SiteRole.objects.all()
    own = SiteRole.objects.filter(role=SiteRole.Role.ADMINISTRATOR, group__user=user)
    return SiteRole.objects.filter(site__in=own.values("site"))


def administered_people(user: User) -> QuerySet[User]:
    """Return the accounts that ``user`` may change.

    For a site's administrator: who joined through the site or has a role there, but nobody who
    also has a role elsewhere, whose password would open another site.
    """
    if user.is_superuser:
        return User.objects.all()
    roles = administered_roles(user)
    own = Q(joined_through__in=roles.values("site")) | Q(groups__in=roles.values("group"))
    foreign = Group.objects.exclude(pk__in=roles.values("group")).values("user")
    return (
        User.objects.filter(own, is_superuser=False)
        .exclude(pk__in=foreign.filter(user__isnull=False))
        .distinct()
    )
