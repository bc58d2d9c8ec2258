"""Addresses of the app below ``/berita/``; all others there are pages of the tree."""

from django.urls import path

from widya.core.page_cache import cached_for_visitors
from widya.website.feeds import NewsFeed

app_name = "website"
urlpatterns = [path("rss/", cached_for_visitors(NewsFeed()), name="rss")]
