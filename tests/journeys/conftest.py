"""Journeys: the platform as it is run, with the demo, walked through in Chromium.

Each file of journeys gets its own copy of the demo, so the order of files does not matter.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys import harness
from tools import serve

# As long as Playwright waits for what is to be clicked; its own five seconds for what is to be seen
# are short for the staff's editor where three browsers share two cores.
expect.set_options(timeout=30_000)


# A file begun last keeps everyone waiting until it ends, so these begin first.
LONGEST = ("test_participant.py", "test_author.py", "test_exam.py", "test_accounts.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.journey)
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session")
def port():
    return serve.free_port()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Return the folder of a platform with the demo loaded; it is only copied from."""
    if made := os.environ.get("JOURNEYS_DEMO"):
        return Path(made)
    folder = tmp_path_factory.mktemp("demo")
    harness.make_demo(folder)
    return folder


@pytest.fixture(scope="module")
def var_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def base_url(demo, var_folder, port):
    """Return the address of a running copy of the demo."""
    with harness.running_copy(demo, var_folder, port) as url:
        yield url


@pytest.fixture(scope="module")
def site_b(base_url):
    """Return the address of site B, whose human check is the box."""
    return base_url.replace("//localhost", "//kemenkum.localhost")


@pytest.fixture(scope="module")
def database(base_url, var_folder):
    return harness.Database(var_folder / harness.DATABASE)


@pytest.fixture(scope="module")
def browser():
    """Return Chromium; it ends with the file, as the ORM refuses to work beside its event loop."""
    with sync_playwright() as playwright:
        browser = harness.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def watch():
    """Return what watches every page of the test; the test fails on any fault it saw."""
    watch = harness.Watch()
    yield watch
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def viewport():
    return {"width": 1280, "height": 800}


@pytest.fixture
def open_page(browser, base_url, viewport, watch):
    """Return a function that opens a page for a new person, with a browser's own cookies."""
    contexts = []

    def open_page(**options):
        defaults = {
            "base_url": base_url,
            "viewport": viewport,
            "locale": "id-ID",
            "timezone_id": "Asia/Jakarta",
            "reduced_motion": "reduce",
        }
        context = browser.new_context(**{**defaults, **options})
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def assert_accessible():
    """Return a function that fails where axe finds something serious on a page."""

    def assert_accessible(page):
        violations = harness.serious_violations(page)
        assert not violations, f"{page.url}\n" + "\n".join(violations)

    return assert_accessible


@pytest.fixture
def take_picture():
    """Return a function that renews a picture of the guides, when UPDATE_PICTURES=1 asks for it."""

    def take_picture(page, name, **options):
        if os.environ.get("UPDATE_PICTURES") == "1":
            page.screenshot(path=harness.PICTURES / f"{name}.png", **options)

    return take_picture
