"""The world that the tests of this folder share."""

from tests import worlds
from widya.accounts.actions import grant_role, set_up_roles


def make_world():
    """Return a site and its administrator."""
    site = worlds.make_site()
    set_up_roles(site, site.root_page)
    admin = worlds.make_user("admin", joined_through=site)
    grant_role(admin, site, "administrator")
    return {"site": site, "admin": admin}
