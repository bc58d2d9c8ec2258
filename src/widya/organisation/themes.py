"""The style sheet that gives a site its colours.

Its address holds the colours themselves, so that it needs no database, never changes and may be
kept by browsers for ever.
"""

import re

from widya.organisation.colours import theme_colours

# Goes up when the same two colours come to give other values.
SCHEME = 1
VERSION = re.compile(r"(?P<brand>[0-9a-f]{6})-(?P<accent>[0-9a-f]{6})-\d+")


def theme_version(brand: str, accent: str) -> str:
    """Return the part of the address that stands for the two ``#rrggbb`` colours."""
    return f"{brand[1:]}-{accent[1:]}-{SCHEME}".lower()


def theme_css(version: str) -> str | None:
    """Return the style sheet of a version, or None where it is none."""
    match = VERSION.fullmatch(version)
    if match is None:
        return None
    colours = theme_colours(f"#{match['brand']}", f"#{match['accent']}")
    return ":root{" + "".join(f"--{name}:{value};" for name, value in colours.items()) + "}\n"
