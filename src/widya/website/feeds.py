"""The news as RSS."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from widya.organisation.queries import branding_for, site_for
from widya.website.queries import NewsCard, news_cards, published_news

NEWS_IN_FEED = 20


class NewsFeed(Feed):
    """The newest news of the site that the request reached."""

    link = "/berita/"

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        return _("Berita %(platform)s") % {"platform": branding_for(request).platform_name}

    def description(self, request: HttpRequest) -> str:
        return _("Berita terbaru dari %(agency)s") % {"agency": branding_for(request).agency_name}

    def items(self, request: HttpRequest) -> list[NewsCard]:
        return news_cards(published_news(site_for(request).root_page)[:NEWS_IN_FEED], request)

    def item_title(self, item: NewsCard) -> str:
        return item.title

    def item_description(self, item: NewsCard) -> str:
        return item.excerpt

    def item_link(self, item: NewsCard) -> str:
        return item.url

    def item_pubdate(self, item: NewsCard) -> datetime:
        return datetime.combine(item.date, time.min, tzinfo=timezone.get_current_timezone())
