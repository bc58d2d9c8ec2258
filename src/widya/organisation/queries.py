"""What other apps ask about sites."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Site

from widya.organisation.models import SiteSettings
from widya.organisation.themes import theme_version

BRANDINGS_CACHE_KEY = "organisation.brandings"
BRANDINGS_CACHE_SECONDS = 300
LOGO_FILTER = "max-160x160"


@dataclass(frozen=True, slots=True)
class Branding:
    """What every page shows of its site; cached, so it holds plain values only.

    Attributes:
        root_path: the home page's place in the tree (treebeard's path).
        site_name: the short name.
    """

    site_id: int | None
    root_path: str
    platform_name: str
    site_name: str
    agency_name: str
    ministry_name: str
    logo_url: str
    theme_url: str
    label_course: str
    label_enrol: str
    human_check: str
    address: str
    email: str
    phone: str


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


def branding_for(request: HttpRequest) -> Branding:
    """Return what the request's site looks like; without a query while the cache is warm."""
    hostname, _ = split_domain_port(request.get_host())
    entry = _best_match(_entries(), hostname, int(request.get_port()))
    return entry.branding if entry else _branding(None, SiteSettings())


def forget_brandings() -> None:
    """Drop what is cached of all sites, because one of them has changed."""
    cache.delete(BRANDINGS_CACHE_KEY)


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
    entries: tuple[_Entry, ...] | None = cache.get(BRANDINGS_CACHE_KEY)
    if entries is None:
        entries = _read_entries()
        cache.set(BRANDINGS_CACHE_KEY, entries, BRANDINGS_CACHE_SECONDS)
    return entries


def _read_entries() -> tuple[_Entry, ...]:
    settings = {each.site_id: each for each in SiteSettings.objects.select_related("logo")}
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
    return Branding(
        site_id=site.pk if site else None,
        root_path=site.root_page.path if site else "",
        site_name=settings.short_name,
        logo_url=_logo_url(settings),
        theme_url=reverse("organisation:theme", args=[version]),
        **{name: getattr(settings, name) for name in _PLAIN_FIELDS},
    )


_PLAIN_FIELDS = (
    "platform_name",
    "agency_name",
    "ministry_name",
    "label_course",
    "label_enrol",
    "human_check",
    "address",
    "email",
    "phone",
)


def _logo_url(settings: SiteSettings) -> str:
    if settings.logo is None:
        return ""
    return str(get_rendition_or_not_found(settings.logo, LOGO_FILTER).url)
