"""What a module's ``shared_world`` holds, afresh for each of its tests."""

from copy import deepcopy

import pytest


@pytest.fixture
def world(shared_world, db):
    return deepcopy(shared_world)


@pytest.fixture
def site(world):
    return world["site"]


@pytest.fixture
def certificate(world):
    return world["certificate"]
