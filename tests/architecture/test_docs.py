"""What the documents name exists, and what people set is documented."""

import re

import pytest

from tests.architecture import sources
from tools.console import ROOT
from widya.config.environment import OPTIONS

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SETTINGS = ROOT / "docs" / "operator" / "settings.md"
MAKE_COMMAND = re.compile(r"\bmake ((?:[A-Z_]+=\S+ )*)([a-z][a-z-]*)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
SETTING_ROW = re.compile(r"^\| `([A-Z][A-Z_]+)` \|", re.MULTILINE)
TEST = re.compile(r"`([a-z_]+/test_\w+\.py)(?:::(test_\w+))?`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def make_targets():
    text = (ROOT / "Makefile").read_text()
    return set(re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE))


@pytest.mark.parametrize("path", DOCUMENTS, ids=sources.name_of)
def test_make_targets_that_a_document_names_exist(path):
    code = "\n".join(CODE.findall(path.read_text()))
    named = {target for _, target in MAKE_COMMAND.findall(code)}
    assert named <= make_targets()


def test_every_make_target_explains_itself():
    text = (ROOT / "Makefile").read_text()
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## \S", text, re.MULTILINE))
    assert make_targets() - explained == {"python"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=sources.name_of)
def test_files_that_a_document_links_to_exist(path):
    linked = LINK.findall(path.read_text())
    assert not [target for target in linked if not (path.parent / target).exists()]


def test_settings_and_their_documentation_name_the_same():
    assert set(SETTING_ROW.findall(SETTINGS.read_text())) == set(OPTIONS)


def test_tests_that_show_a_behaviour_exist():
    named = TEST.findall((ROOT / "docs" / "behaviour.md").read_text())
    assert named
    assert not [
        f"{file}::{test}" for file, test in named if not has_test(ROOT / "tests" / file, test)
    ]


def has_test(path, name):
    return path.exists() and (not name or f"def {name}(" in path.read_text())
