"""An app is used from outside through its doors only; the layers are `.importlinter`'s matter."""

import grimp

from tests.architecture import sources

DOORS = {"actions", "queries", "signals", "errors", "models"}
# What else others may use of an app, and why.
MORE_DOORS = {
    # signing in by a provider ends in the same forms
    "accounts": {"protected_forms", "protected_views", "registration_forms", "registration_views"},
    "content": {"blocks"},  # other apps' pages and settings are built from them
    "imports": {"importers"},  # each app that can be imported into describes how
    "organisation": {"fields", "unit_chooser"},  # forms of other apps ask for a unit
}
# All may use all of it: it knows no other app.
OPEN = {"core"}
# Puts the apps together: what it may import are their addresses.
COMPOSER = "config"


def may_import(importer, imported):
    """Tell whether the module `importer` may import `imported`, given as their dotted parts."""
    app, *inside = imported[1:]
    if importer[1] in {app, COMPOSER} or app in OPEN:
        return True
    return bool(inside) and inside[0] in DOORS | MORE_DOORS.get(app, set())


def test_apps_are_entered_through_their_doors():
    graph = grimp.build_graph("widya", cache_dir=None)
    imports = [
        (importer, imported)
        for importer in sorted(graph.modules)
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if importer != "widya" and imported != "widya"
    ]
    assert imports
    assert not [
        f"{importer} imports {imported}"
        for importer, imported in imports
        if not may_import(importer.split("."), imported.split("."))
    ]


def test_the_rule_refuses_an_inner_module_and_allows_a_door():
    importer = ["widya", "portal", "views"]
    assert not may_import(importer, ["widya", "learning", "forms"])
    assert not may_import(importer, ["widya", "learning"])
    assert may_import(importer, ["widya", "learning", "models", "enrolment"])
    assert may_import(importer, ["widya", "core", "forms"])


def test_every_app_with_more_doors_exists():
    apps = {app.name for app in sources.APPS}
    assert {*MORE_DOORS, *OPEN} <= apps
