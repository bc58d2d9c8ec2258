"""How a site comes to be, and its plain pages."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Site

from widya.catalog.models import CATALOGUE_SLUG, CatalogPage
from widya.organisation.models import SiteSettings
from widya.website.models import (
    FaqPage,
    HomePage,
    NewsIndexPage,
    StandardPage,
    TutorialIndexPage,
)


@transaction.atomic
def found_site(
    *,
    hostname: str,
    is_default: bool,
    settings: dict[str, Any],
    home: dict[str, Any],
    port: int = 80,
) -> Site:
    """Make a site with its settings: home page and, empty, the pages that its menus lead to.

    These are the catalogue at ``/pelatihan/``, news at ``/berita/``, FAQ at ``/faq/`` and video
    tutorials at ``/video-tutorial/``.

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
    label = settings.get("label_course") or SiteSettings().label_course
    _publish(
        home_page, CatalogPage(title=f"Daftar {label}", slug=CATALOGUE_SLUG, show_in_menus=True)
    )
    _publish(home_page, NewsIndexPage(title="Berita Terbaru", slug="berita", show_in_menus=True))
    _publish(home_page, FaqPage(title="FAQ", slug="faq"))
    _publish(home_page, TutorialIndexPage(title="Video Tutorial", slug="video-tutorial"))
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
