"""A site with an administrator who imports."""

import pytest

from tests import worlds
from widya.accounts.actions import grant_role, set_up_roles


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr("widya.imports.working.PAUSE_SECONDS", 0)


@pytest.fixture
def site(db):
    site = worlds.make_site()
    set_up_roles(site, site.root_page)
    return site


@pytest.fixture
def admin(site):
    admin = worlds.make_user("admin", joined_through=site)
    grant_role(admin, site, "administrator")
    return admin
