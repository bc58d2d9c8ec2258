"""Pictures of courses: the author's own, or one that is drawn from title and category.

The drawn picture depends on its address alone (course, and a digest of all that is in it), so
browsers may keep it for ever. Its motifs are those of Indonesian textiles.
"""

import hashlib
from dataclasses import dataclass
from textwrap import wrap

from django.core.cache import cache
from django.urls import reverse
from wagtail.images.models import SourceImageIOError

from widya.catalog.frame import HOME_PATH_LENGTH
from widya.catalog.models import CoursePage
from widya.organisation.models import SiteSettings

COVER_FILTER = "fill-640x360|format-webp|webpquality-80"
DESIGN = "1"  # another number makes browsers fetch all drawn covers again
MOTIFS = ("kawung", "parang", "tumpal", "truntum")
LINE_LETTERS = 24
MOST_LINES = 4
LINE_HEIGHT = 46
LAST_LINE_Y = 304
PALETTES_KEY = "catalog:palettes"
PALETTES_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """What a drawn cover consists of."""

    title: str
    category: str
    brand: str
    accent: str

    @property
    def digest(self) -> str:
        """Return a short name for the picture: equal for equal pictures."""
        parts = "\0".join((DESIGN, self.title, self.category, self.brand, self.accent))
        return hashlib.sha256(parts.encode()).hexdigest()[:12]

    @property
    def motif(self) -> str:
        """Return the pattern of the title: always the same one for the same title."""
        return MOTIFS[hashlib.sha256(self.title.encode()).digest()[0] % len(MOTIFS)]

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Return the title in lines that fit, each after its height; the last stands fixed."""
        lines = wrap(self.title, LINE_LETTERS, max_lines=MOST_LINES, placeholder=" …")
        first = LAST_LINE_Y - LINE_HEIGHT * (len(lines) - 1)
        return [(first + LINE_HEIGHT * number, line) for number, line in enumerate(lines)]


def cover_url(course: CoursePage) -> str:
    """Return the address of the course's picture; there always is one."""
    return _uploaded_url(course) or drawn_cover_url(course)


def drawn_cover_url(course: CoursePage) -> str:
    """Return the address of the picture that is drawn for the course."""
    return reverse("catalog:cover", args=[course.pk, cover_of(course).digest])


def cover_of(course: CoursePage) -> Cover:
    """Return what the drawn picture of the course shows, in the colours of its site."""
    brand, accent = _palettes().get(course.path[:HOME_PATH_LENGTH]) or _default_palette()
    category = course.category.name if course.category else ""
    return Cover(title=course.title, category=category, brand=brand, accent=accent)


def _uploaded_url(course: CoursePage) -> str:
    if course.cover is None:
        return ""
    try:
        return str(course.cover.get_rendition(COVER_FILTER).url)
    except (SourceImageIOError, OSError):  # the file is lost or damaged
        return ""


def _palettes() -> dict[str, tuple[str, str]]:
    palettes: dict[str, tuple[str, str]] | None = cache.get(PALETTES_KEY)
    if palettes is None:
        rows = SiteSettings.objects.values_list(
            "site__root_page__path", "brand_colour", "accent_colour"
        )
        palettes = {path: (brand, accent) for path, brand, accent in rows}
        cache.set(PALETTES_KEY, palettes, PALETTES_SECONDS)
    return palettes


def _default_palette() -> tuple[str, str]:
    settings = SiteSettings()
    return settings.brand_colour, settings.accent_colour
