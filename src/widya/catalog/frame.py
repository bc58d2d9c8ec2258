"""What a catalogue needs whatever it is asked for: kept in the cache, the same for everybody.

A change drops it (``receivers.py``): what not everybody may see disappears at once.
"""

from dataclasses import dataclass
from uuid import uuid4

from django.core.cache import cache
from wagtail.models import Page, PageViewRestriction

from widya.catalog.models import CATALOGUE_SLUG, CatalogPage, Category

# Heals what dropping cannot reach: other processes with a cache of their own.
LIFETIME_SECONDS = 30
VERSION_KEY = "catalog:frame:version"
HOME_PATH_LENGTH = 2 * Page.steplen


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the courses of a site.

    Attributes:
        page: the live catalogue, if there is one.
        categories: all, by name.
        restricted_paths: the places in the tree below which not everybody may see pages.
    """

    page: CatalogPage | None
    categories: list[Category]
    restricted_paths: list[str]

    def shows(self, page: Page) -> bool:
        """Return whether everybody may see the page."""
        return not any(map(page.path.startswith, self.restricted_paths))


def frame_of(root_path: str) -> Frame:
    """Return the frame of the site whose home page stands at that place in the tree."""
    key = f"catalog:frame:{root_path}"
    found = cache.get_many([VERSION_KEY, key])
    version = found.get(VERSION_KEY)
    kept_version, frame = found.get(key, (None, None))
    if frame is None or kept_version != version:
        frame = _build(root_path)
        cache.set(key, (version, frame), LIFETIME_SECONDS)
    return frame


def frame_around(page: CatalogPage) -> Frame:
    """Return the frame of the catalogue's site."""
    return frame_of(page.path[:HOME_PATH_LENGTH])


def drop_frames() -> None:
    """Forget what is kept of all sites."""
    cache.set(VERSION_KEY, uuid4().hex, None)


def _build(root_path: str) -> Frame:
    catalogues = CatalogPage.objects.live().filter(path__startswith=root_path)
    return Frame(
        page=catalogues.filter(slug=CATALOGUE_SLUG).first(),
        categories=list(Category.objects.all()),
        restricted_paths=list(PageViewRestriction.objects.values_list("page__path", flat=True)),
    )
