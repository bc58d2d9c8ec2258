"""What is done to the roles of the staff."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from widya.accounts import roles
from widya.accounts.actions.reviewing import offer_review
from widya.accounts.models import SiteRole, User
from widya.accounts.queries import catalogue_below, role_group
from widya.organisation.queries import settings_for


@transaction.atomic
def set_up_roles(site: Site, home_page: Page) -> None:
    """Make the groups of the site's staff, or renew what they may do.

    Args:
        site: the site whose staff they are.
        home_page: its root page, with the catalogue below it.
    """
    known = {role: _role(site, role) for role in SiteRole.Role}
    for role in known.values():
        role.group.permissions.set(roles.model_permissions(role.role))
    author, administrator = known[SiteRole.Role.AUTHOR], known[SiteRole.Role.ADMINISTRATOR]
    collection, courses = _collection(site, author), catalogue_below(home_page)
    for role, page in ((author, courses), (administrator, home_page)):
        _permit_pages(role, page)
        _permit_files(role, collection)
    reviewer = known[SiteRole.Role.REVIEWER]
    _permit_pages(reviewer, courses)
    offer_review(site, reviewer.group)
    for permission in roles.permissions(*roles.SETTINGS, actions=("change",)):
        GroupSitePermission.objects.get_or_create(
            group=administrator.group, site=site, permission=permission
        )


def renew_roles() -> None:
    """Give the roles of all sites what this version says that they may do."""
    for site in Site.objects.filter(roles__isnull=False).select_related("root_page").distinct():
        set_up_roles(site, site.root_page)


@transaction.atomic
def grant_role(user: User, site: Site, role: str) -> None:
    """Give the person a role on the site: one of ``SiteRole.Role``."""
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
