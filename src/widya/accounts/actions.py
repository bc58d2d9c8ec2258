"""What is done to accounts and to the roles of the staff."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from widya.accounts import roles
from widya.accounts.errors import IdentifierTaken
from widya.accounts.identifiers import normalise_identifier
from widya.accounts.models import FormerIdentifier, SiteRole, User
from widya.accounts.queries import role_group, with_identifiers
from widya.organisation.queries import settings_for


@transaction.atomic
def create_account(
    *,
    username: str,
    name: str,
    email: str,
    password: str | None = None,
    nip: str | None = None,
    **fields: Any,
) -> User:
    """Make an account; without a password nobody can sign in to it.

    Args:
        username: what the person signs in with; it may be the NIP.
        name: the full name, with titles, as certificates print it.
        email: where the platform writes to.
        password: in plain; not checked against the rules for passwords.
        nip: 18 digits.
        **fields: further fields of ``User``.

    Raises:
        IdentifierTaken: another account has the user name or the NIP.
    """
    check_identifiers_are_free(username, nip)
    return User.objects.create_user(
        username=username, email=email, password=password, name=name, nip=nip or None, **fields
    )


@transaction.atomic
def change_identifier(user: User, *, kind: str, value: str, by: User | None, now: datetime) -> None:
    """Give the account another user name or NIP and keep the old one in its history.

    Args:
        user: whose account it is.
        kind: one of ``FormerIdentifier.Kind``, which is also the name of the field.
        value: the new one; empty takes the NIP away.
        by: who changes it.
        now: when.

    Raises:
        IdentifierTaken: another account has it.
    """
    old = getattr(user, kind) or ""
    if value == old:
        return
    check_identifiers_are_free(value, except_for=user)
    setattr(user, kind, value or None)
    user.save(update_fields=[kind])
    if old:
        FormerIdentifier.objects.create(
            user=user, kind=kind, value=old, changed_at=now, changed_by=by
        )
    log(
        instance=user,
        action="accounts.change_identifier",
        user=by,
        data={"kind": kind, "old": old, "new": value},
    )


def check_identifiers_are_free(*values: str | None, except_for: User | None = None) -> None:
    """Raise ``IdentifierTaken`` when another account has one of them as its user name or NIP.

    The constraints cannot say that one's user name must not be another's NIP.
    """
    wanted = {normalise_identifier(value) for value in values if value}
    others = with_identifiers(wanted)
    if except_for and except_for.pk:
        others = others.exclude(pk=except_for.pk)
    if others.exists():
        raise IdentifierTaken


@transaction.atomic
def set_up_roles(site: Site, home_page: Page) -> None:
    """Make the groups of the site's authors and administrators, or renew what they may do.

    Args:
        site: the site whose staff they are.
        home_page: its root page, with the catalogue below it.
    """
    author, administrator = (_role(site, role) for role in SiteRole.Role)
    collection = _collection(site, author)
    for role, page in ((author, _catalogue(home_page)), (administrator, home_page)):
        role.group.permissions.set(roles.model_permissions(role.role))
        _permit_pages(role, page)
        _permit_files(role, collection)
    for permission in roles.permissions(*roles.SETTINGS, actions=("change",)):
        GroupSitePermission.objects.get_or_create(
            group=administrator.group, site=site, permission=permission
        )


@transaction.atomic
def grant_role(user: User, site: Site, role: str) -> None:
    """Make the person an "author" or "administrator" of the site."""
    user.groups.add(role_group(site, role))


def _role(site: Site, role: str) -> SiteRole:
    known = SiteRole.objects.filter(site=site, role=role).select_related("group").first()
    if known:
        return known
    group = Group.objects.create(name=_group_name(site, SiteRole.Role(role)))
    return SiteRole.objects.create(site=site, role=role, group=group)


def _group_name(site: Site, role: SiteRole.Role) -> str:
    name = f"{role.label} · {settings_for(site).short_name}"
    return f"{name} ({site.hostname})" if Group.objects.filter(name=name).exists() else name


def _catalogue(home_page: Page) -> Page:
    children: Any = home_page.get_children()
    catalogue: Page = children.get(
        content_type__app_label="catalog", content_type__model="catalogpage"
    )
    return catalogue


def _collection(site: Site, author: SiteRole) -> Collection:
    known = Collection.objects.filter(group_permissions__group=author.group).first()
    if known:
        return known
    name = settings_for(site).short_name
    added: Collection = Collection.get_first_root_node().add_child(name=name)
    return added


def _permit_pages(role: SiteRole, page: Page) -> None:
    GroupPagePermission.objects.filter(group=role.group).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=role.group, page=page, permission=permission)
        for permission in roles.page_permissions(role.role)
    )


def _permit_files(role: SiteRole, collection: Collection) -> None:
    GroupCollectionPermission.objects.filter(group=role.group).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=role.group, collection=collection, permission=permission)
        for permission in roles.file_permissions()
    )
