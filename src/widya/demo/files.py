"""The files that the demonstration is written in (``demo/content/``)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT_DIR = Path(__file__).parent / "content"
FRONT_MATTER = "+++\n"


@cache
def read_toml(*parts: str) -> dict[str, Any]:
    """Return the parsed TOML file at ``parts`` below the content folder."""
    return tomllib.loads(CONTENT_DIR.joinpath(*parts).read_text())


def read_news(path: Path) -> tuple[dict[str, Any], str]:
    """Return a news file's front matter and its body as HTML."""
    _, head, body = path.read_text().split(FRONT_MATTER, 2)
    return tomllib.loads(head), body


def course_folders(site_key: str) -> list[Path]:
    """Return the folders of a site's courses in the order of their numbers."""
    return sorted((CONTENT_DIR / site_key / "courses").iterdir())


def news_files(site_key: str) -> list[Path]:
    """Return a site's news in the order of their numbers."""
    return sorted((CONTENT_DIR / site_key / "news").glob("*.html"))
