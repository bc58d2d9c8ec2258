"""Files, functions and READMEs stay small enough to be read at once."""

import ast

import pytest

from tests.architecture import sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_README = 60


def test_files_have_at_most_400_lines():
    files = [*sources.python_files(), *sources.front_end_files(), *sources.templates()]
    too_long = {
        sources.name_of(path): count
        for path in files
        if (count := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert not too_long


def test_functions_have_at_most_40_lines():
    too_long = [
        f"{sources.name_of(path)}:{function.lineno} {function.name}: {lines_of(function)} lines"
        for path in sources.python_files()
        for function in functions_in(path)
        if lines_of(function) > LONGEST_FUNCTION
    ]
    assert not too_long


@pytest.mark.parametrize("app", sources.APPS, ids=lambda app: app.name)
def test_an_app_has_a_short_readme(app):
    lines = (app / "README.md").read_text().splitlines()
    assert 0 < len(lines) <= LONGEST_README


def functions_in(path):
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def lines_of(function):
    return function.end_lineno - function.lineno + 1
