"""How a site comes to be, and its plain pages."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Site

from widya.catalog.models import CatalogPage
from widya.organisation.models import SiteSettings
from widya.website.models import HomePage, NewsIndexPage, StandardPage


@transaction.atomic
def found_site(
    *,
    hostname: str,
    is_default: bool,
    settings: dict[str, Any],
    home: dict[str, Any],
    port: int = 80,
) -> Site:
    """Make a site: home page, empty catalogue at ``/pelatihan/``, news at ``/berita/``, settings.

    Args:
        hostname: where the site answers.
        is_default: whether it also answers on every host that no other site has.
        settings: fields of ``SiteSettings``.
        home: fields of ``HomePage``; its title is the platform's name unless given.
        port: the port of the site's address, as it stands in links in mails and certificates.
    """
    _remove_welcome_page()
    title = settings.get("platform_name") or hostname
    home_page = _publish(Page.get_first_root_node(), HomePage(**{"title": title, **home}))
    _publish(home_page, CatalogPage(title="Daftar Pelatihan", slug="pelatihan", show_in_menus=True))
    _publish(home_page, NewsIndexPage(title="Berita Terbaru", slug="berita", show_in_menus=True))
    site = Site.objects.create(
        hostname=hostname,
        port=port,
        site_name=title,
        root_page=home_page,
        is_default_site=is_default,
    )
    SiteSettings.objects.create(site=site, **settings)
    return site


@transaction.atomic
def add_standard_page(site: Site, *, title: str, slug: str, body: str) -> StandardPage:
    """Publish a plain page such as “Tentang Kami” directly below the site's home page."""
    return _publish(site.root_page, StandardPage(title=title, slug=slug, body=body))


def _publish(parent: Page, page: Page) -> Any:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _remove_welcome_page() -> None:
    """Delete the page that Wagtail's migrations make, and with it the site that shows it."""
    plain = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=plain):
        page.delete()
