"""Where in the site a page stands, for the main menu."""

from django import template

PLACES = {"/pelatihan/": "courses", "/berita/": "news"}

register = template.Library()


@register.filter
def place(path: str) -> str:
    """Return which entry of the main menu the page of that address stands under, if any."""
    if path == "/":
        return "home"
    first_folder = path[: path.find("/", 1) + 1]
    return PLACES.get(first_folder, "")
