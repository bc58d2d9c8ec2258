"""The sources that the architecture tests read."""

from tools.console import ROOT

PACKAGE = ROOT / "src" / "widya"
APPS = sorted(path.parent for path in PACKAGE.glob("*/apps.py"))


def python_files():
    """Return the Python files that people write, so no migrations."""
    folders = [PACKAGE, ROOT / "tests", ROOT / "tools", ROOT / "bench"]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    return [path for path in files if "migrations" not in path.parts]


def front_end_files():
    return sorted((ROOT / "frontend").rglob("*.js")) + sorted((ROOT / "frontend").rglob("*.css"))


def templates():
    return [path for app in APPS for path in sorted((app / "templates").rglob("*.html"))]


def name_of(path):
    return str(path.relative_to(ROOT))
