"""A site with an administrator who imports, made once for each file."""

from copy import deepcopy

import pytest

from tests.imports.world import make_world


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr("widya.imports.working.PAUSE_SECONDS", 0)


@pytest.fixture(scope="module")
def shared_world(make_once):
    return make_once(make_world)


@pytest.fixture
def world(shared_world, db):
    return deepcopy(shared_world)


@pytest.fixture
def site(world):
    return world["site"]


@pytest.fixture
def admin(world):
    return world["admin"]
