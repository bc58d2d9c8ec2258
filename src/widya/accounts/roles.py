"""What each role of a site's staff may do.

``manage.py migrate`` renews the groups of all sites by this: what is changed here holds after the
next upgrade, what was changed in a role's group by hand does not.

Models of the apps above are named here, not imported: this app lies below them.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Permission

from widya.accounts.models import SiteRole
from widya.accounts.queries import ADMIN_ACCESS

ALL = ("add", "change", "delete", "view")
REVIEW = ("change", "view")
LOOK = ("view",)

# (app, model): what the role may do with every record of it.
MODELS: dict[str, dict[tuple[str, str], tuple[str, ...]]] = {
    SiteRole.Role.AUTHOR: {
        ("assessment", "item"): ALL,
        ("assessment", "itembank"): ALL,
        ("catalog", "category"): ALL,
        ("catalog", "instructor"): ALL,
        ("content", "video"): ALL,
    },
    SiteRole.Role.REVIEWER: {
        ("assessment", "attempt"): LOOK,
        ("assessment", "item"): LOOK,
        ("assessment", "itembank"): LOOK,
        ("learning", "enrolment"): LOOK,
    },
    SiteRole.Role.ADMINISTRATOR: {
        ("accounts", "user"): ("add", "change", "help", "view"),
        ("assessment", "attempt"): REVIEW,
        ("assessment", "item"): ALL,
        ("assessment", "itembank"): ALL,
        ("catalog", "category"): ALL,
        ("catalog", "instructor"): ALL,
        ("certificates", "certificate"): ("revoke", "view"),
        ("content", "video"): ALL,
        ("learning", "enrolment"): REVIEW,
        ("learning", "review"): REVIEW,
        ("notifications", "mail"): ("resend", "view"),
        ("organisation", "unit"): ALL,
    },
    SiteRole.Role.HELP_DESK: {("accounts", "user"): ("help", "view")},
    SiteRole.Role.SUPERVISOR: {("accounts", "user"): LOOK},
}
# Pages: the author's and the reviewer's lie below the catalogue, the administrator's are the whole
# site; who only has to do with people has none.
PAGES: dict[str, tuple[str, ...]] = {
    SiteRole.Role.AUTHOR: ("add", "change", "publish"),
    SiteRole.Role.REVIEWER: LOOK,
    SiteRole.Role.ADMINISTRATOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
}
# Pictures and documents, within the site's collection, for who writes pages.
FILES = (("wagtailimages", "image"), ("wagtaildocs", "document"))
FILE_ACTIONS = ("add", "change", "choose")
SETTINGS = ("organisation", "sitesettings")


def model_permissions(role: str) -> list[Permission]:
    """Return the permissions that hold for every record, and the one to enter the staff side.

    Raises:
        Permission.DoesNotExist: a model that is named here is gone.
    """
    models = MODELS[role]
    return [
        Permission.objects.get_by_natural_key(*ADMIN_ACCESS),
        *(
            permission
            for (app, model), actions in models.items()
            for permission in permissions(app, model, actions)
        ),
    ]


def page_permissions(role: str) -> list[Permission]:
    return permissions("wagtailcore", "page", PAGES[role])


def file_permissions() -> list[Permission]:
    return [each for app, model in FILES for each in permissions(app, model, FILE_ACTIONS)]


def permissions(app: str, model: str, actions: Iterable[str]) -> list[Permission]:
    """Return the permissions to do ``actions`` with a model."""
    get = Permission.objects.get_by_natural_key
    return [get(f"{action}_{model}", app, model) for action in actions]
