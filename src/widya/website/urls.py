"""Addresses of the app; its pages have theirs from the tree, the home page as well."""

from django.urls import path

from widya.core.page_cache import cached_for_visitors
from widya.website import views
from widya.website.feeds import NewsFeed

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("berita/rss/", cached_for_visitors(NewsFeed()), name="rss"),
    path("tutorial/<uuid:uuid>/", views.tutorial_video, name="tutorial_video"),
    path("tutorial/<uuid:uuid>/takarir/", views.tutorial_captions, name="tutorial_captions"),
    path("robots.txt", views.robots_txt),
    path("sitemap.xml", views.sitemap_xml),
]
