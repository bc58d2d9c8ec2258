"""The public pages, for search engines."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from widya.organisation.queries import site_for
from widya.website.queries import public_pages


class PublicPages(Sitemap[Page]):
    """The pages of the site that the request reached."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> QuerySet[Page]:
        return public_pages(site_for(self.request).root_page)

    def location(self, item: Page) -> str:
        return str(item.get_url(self.request))

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at
