"""What other apps ask about sites and units."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import uuid4

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Site

from widya.organisation.colours import theme_colours
from widya.organisation.models import SiteSettings, Unit
from widya.organisation.themes import theme_version
from widya.organisation.unit_search import UnitEntry, UnitNames, best_matches, entry

BRANDINGS_CACHE_KEY = "organisation.brandings"
BRANDINGS_CACHE_SECONDS = 300
UNITS_CACHE_KEY = "organisation.units"
# Other processes may keep their cache for themselves: they see a change after this time.
UNITS_CACHE_SECONDS = 60
LOGO_FILTER = "max-160x160"


class Document(NamedTuple):
    """A page with rules of the site: its primary key, title and address."""

    pk: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Branding:
    """What every page shows of its site; cached, so it holds plain values only.

    Attributes:
        root_path: the home page's place in the tree (treebeard's path).
        site_name: the short name.
        brand_colour, brand_text_colour, accent_colour: for mails, which have no style sheet; the
            pair keeps its contrast.
        unit_place: where the site's units begin in the tree (treebeard's path); empty for all.
        links: title and address of the pages below the home page that are marked for menus.
        documents: the published pages that whoever registers has to accept.
    """

    site_id: int | None
    root_path: str
    platform_name: str
    site_name: str
    agency_name: str
    ministry_name: str
    unit_place: str
    logo_url: str
    theme_url: str
    label_course: str
    label_enrol: str
    human_check: str
    registration: str
    brand_colour: str
    brand_text_colour: str
    accent_colour: str
    address: str
    email: str
    phone: str
    links: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    hostname: str
    port: int
    is_default: bool
    branding: Branding


def site_for(request: HttpRequest) -> Site:
    """Return the site that answers the request; asked for once a request.

    Raises:
        Http404: there is no site yet.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def settings_for(site: Site) -> SiteSettings:
    """Return the site's settings; the defaults are saved for a site that has none."""
    settings: SiteSettings = SiteSettings.for_site(site)
    return settings


def sites_that_remind() -> QuerySet[Site]:
    """Return the sites whose people are told by mail when they lack JP of the year."""
    silent = SiteSettings.objects.filter(reminds_of_duty=False)
    return Site.objects.exclude(pk__in=silent.values("site")).order_by("pk")


def branding_for(request: HttpRequest) -> Branding:
    """Return what the request's site looks like; without a query while the cache is warm.

    It is looked up once a request: page, form and view ask for it.
    """
    known: Branding | None = getattr(request, "_branding", None)
    if known is None:
        hostname, _ = split_domain_port(request.get_host())
        entry = _best_match(_entries(), hostname, int(request.get_port()))
        known = entry.branding if entry else _branding(None, SiteSettings())
        request._branding = known  # type: ignore[attr-defined]
    return known


def branding_of(site: Site) -> Branding:
    """Return what the site looks like, where there is no request: in mails."""
    entries = (entry for entry in _entries() if entry.branding.site_id == site.pk)
    found = next(entries, None)
    return found.branding if found else _branding(site, settings_for(site))


def forget_brandings() -> None:
    """Drop what is cached of all sites, because one of them has changed."""
    cache.delete(BRANDINGS_CACHE_KEY)


def search_units(words: str, *, below: str = "", limit: int = 20) -> list[UnitEntry]:
    """Return the units that have all the words in their names or those above, the best first.

    Args:
        words: as typed, in any order; abbreviations such as “kanwil” find what they stand for.
        below: the place in the tree that limits the search: ``Branding.unit_place``.
        limit: the most that is returned.
    """
    return best_matches(unit_entries(below=below), words, limit=limit)


def unit_names(*, below: str = "") -> UnitNames:
    """Return what finds the units at and below a place by code, name or path."""
    return UnitNames(unit_entries(below=below))


def unit_entries(*, below: str = "") -> list[UnitEntry]:
    """Return the units at and below a place in the order of the tree; mostly without a query."""
    return [each for each in _unit_index().values() if each.place.startswith(below)]


def unit_entry(pk: int, *, below: str = "") -> UnitEntry | None:
    """Return the unit with its path, if it lies at or below the place; mostly without a query."""
    found = _unit_index().get(pk)
    return found if found and found.place.startswith(below) else None


def forget_units() -> None:
    """Let the units be read again, because one of them has changed."""
    cache.delete(UNITS_CACHE_KEY)


def _unit_index() -> dict[int, UnitEntry]:
    # The version expires and dies with each change; what it stands for lies in this process, as
    # taking a thousand units out of the cache would cost more than searching them.
    version = cache.get_or_set(UNITS_CACHE_KEY, lambda: uuid4().hex, UNITS_CACHE_SECONDS)
    return _read_units(version)


@lru_cache(maxsize=1)
def _read_units(version: str) -> dict[int, UnitEntry]:  # noqa: ARG001 - what the result is kept by
    names: list[str] = []
    entries = {}
    columns = ("pk", "code", "name", "path", "depth", "time_zone")
    for pk, code, name, path, depth, zone in Unit.objects.order_by("path").values_list(*columns):
        names[depth - 1 :] = [name]
        entries[pk] = entry(pk=pk, code=code or "", names=names, place=path, time_zone=zone)
    return entries


def _best_match(entries: tuple[_Entry, ...], hostname: str, port: int) -> _Entry | None:
    """Choose as Wagtail's ``get_site_for_hostname`` does, so that page and branding agree."""
    same_host = [entry for entry in entries if entry.hostname == hostname]
    by_rank = (
        *(entry for entry in same_host if entry.port == port),
        *(entry for entry in same_host if entry.is_default),
        *(same_host if len(same_host) == 1 else ()),
        *(entry for entry in entries if entry.is_default),
    )
    return next(iter(by_rank), None)


def _entries() -> tuple[_Entry, ...]:
    # As with the units: what the version stands for lies in this process.
    version = cache.get_or_set(BRANDINGS_CACHE_KEY, lambda: uuid4().hex, BRANDINGS_CACHE_SECONDS)
    return _read_entries(version)


@lru_cache(maxsize=1)
def _read_entries(version: str) -> tuple[_Entry, ...]:  # noqa: ARG001 - what the result is kept by
    related = ("logo", "top_unit", "terms_page", "privacy_page")
    settings = {each.site_id: each for each in SiteSettings.objects.select_related(*related)}
    return tuple(
        _Entry(
            site.hostname,
            site.port,
            site.is_default_site,
            _branding(site, settings.get(site.pk, SiteSettings(site=site))),
        )
        for site in Site.objects.select_related("root_page")
    )


def _branding(site: Site | None, settings: SiteSettings) -> Branding:
    version = theme_version(settings.brand_colour, settings.accent_colour)
    colours = theme_colours(settings.brand_colour, settings.accent_colour)
    return Branding(
        site_id=site.pk if site else None,
        root_path=site.root_page.path if site else "",
        site_name=settings.short_name,
        unit_place=settings.top_unit.path if settings.top_unit else "",
        logo_url=_logo_url(settings),
        brand_colour=colours["brand"],
        brand_text_colour=colours["brand-content"],
        accent_colour=colours["accent"],
        theme_url=reverse("organisation:theme", args=[version]),
        links=_links(site) if site else (),
        documents=_documents(site, settings) if site else (),
        **{name: getattr(settings, name) for name in _PLAIN_FIELDS},
    )


_PLAIN_FIELDS = (
    "platform_name",
    "agency_name",
    "ministry_name",
    "label_course",
    "label_enrol",
    "human_check",
    "registration",
    "address",
    "email",
    "phone",
)


def _links(site: Site) -> tuple[tuple[str, str], ...]:
    shown = site.root_page.get_children().live().public().in_menu()
    return tuple((title, f"/{slug}/") for title, slug in shown.values_list("title", "slug"))


def _documents(site: Site, settings: SiteSettings) -> tuple[Document, ...]:
    pages = (settings.terms_page, settings.privacy_page)
    return tuple(
        Document(page.pk, page.title, page.relative_url(site) or "")
        for page in pages
        if page and page.live
    )


def _logo_url(settings: SiteSettings) -> str:
    if settings.logo is None:
        return ""
    return str(get_rendition_or_not_found(settings.logo, LOGO_FILTER).url)
