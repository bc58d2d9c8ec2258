"""What the public pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.query import PageQuerySet

from widya.catalog.models import CatalogPage, CoursePage
from widya.catalog.queries import cards_for, published_courses
from widya.core.page_cache import kept_like_pages
from widya.core.prepared import prepared
from widya.website.models import (
    FaqPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    TutorialIndexPage,
    TutorialPage,
)

COURSES_ON_HOME = 6
NEWS_ON_HOME = 3
NEWS_PER_PAGE = 9
NEWS_BESIDE_ARTICLE = 3
CARD_PICTURE = "fill-640x360|format-webp"
ARTICLE_PICTURE = "width-1200|format-webp"
HERO_PICTURE = "fill-960x720|format-webp"
# Lessons and exams are for learners, so no search engine is led to them.
PUBLIC_KINDS = (
    HomePage,
    CatalogPage,
    CoursePage,
    NewsIndexPage,
    NewsPage,
    FaqPage,
    TutorialIndexPage,
    TutorialPage,
    StandardPage,
)


@dataclass(frozen=True, slots=True)
class NewsCard:
    """What a list shows of a piece of news; ``image_url`` is empty without a picture."""

    url: str
    title: str
    excerpt: str
    date: date
    image_url: str


@prepared
def _home_pages(path: str) -> QuerySet[HomePage]:
    return HomePage.objects.filter(path=path, live=True).select_related("hero_image")


def home_at(path: str) -> HomePage | None:
    """Return the published home page in that place of the tree."""
    return _home_pages.first(path)


def home_context(home: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return the hero's picture, the courses (pinned first, then newest) and the newest news."""

    def read() -> dict[str, Any]:
        courses = published_courses(home.path).order_by("-is_pinned", "-first_published_at", "-pk")
        return {
            "course_ids": list(courses.values_list("pk", flat=True)[:COURSES_ON_HOME]),
            "news": news_cards(published_news(home)[:NEWS_ON_HOME], request),
        }

    facts = kept_like_pages(f"website:home:{home.pk}", read)
    return {
        "hero_picture_url": picture_url(home.hero_image, HERO_PICTURE),
        "courses": cards_for(request, facts["course_ids"]),
        "news": facts["news"],
    }


def news_context(index: NewsIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return the page of news that ``?page=`` asks for; the nearest one for a wrong number."""
    page = Paginator(published_news(index), NEWS_PER_PAGE).get_page(request.GET.get("page"))
    return {"news_page": page, "news": news_cards(page.object_list, request)}


def article_context(article: NewsPage, request: HttpRequest) -> dict[str, Any]:
    """Return the article's picture and the newest other news."""
    index = article.get_parent()
    others = published_news(index).exclude(pk=article.pk)[:NEWS_BESIDE_ARTICLE]
    return {
        "trail": [
            {"url": "/", "label": _("Home")},
            {"url": index.get_url(request), "label": index.title},
            {"label": article.title},
        ],
        "picture_url": picture_url(article.picture, ARTICLE_PICTURE),
        "others": news_cards(others, request),
    }


def published_news(above: Page) -> QuerySet[NewsPage]:
    """Return the news below a page that everybody may read, newest first."""
    pictures = get_image_model().objects.prefetch_renditions(CARD_PICTURE)
    return (
        NewsPage.objects.live()
        .public()
        .descendant_of(above)
        .order_by("-published_on", "-pk")
        .prefetch_related(Prefetch("picture", queryset=pictures))
    )


def news_cards(articles: Iterable[NewsPage], request: HttpRequest) -> list[NewsCard]:
    """Return what a list shows of each of the articles."""
    return [
        NewsCard(
            url=article.get_url(request),
            title=article.title,
            excerpt=article.excerpt,
            date=article.published_on,
            image_url=picture_url(article.picture, CARD_PICTURE),
        )
        for article in articles
    ]


def published_tutorials() -> PageQuerySet:
    """Return the video tutorials that everybody may watch, in the order of the tree."""
    return TutorialPage.objects.live().public().order_by("path")


def public_pages(home: Page) -> QuerySet[Page]:
    """Return the site's pages that search engines may list."""
    return (
        home.get_descendants(inclusive=True)
        .live()
        .public()
        .exact_type(*PUBLIC_KINDS)
        .order_by("path")
    )


def picture_url(picture: Any, spec: str) -> str:
    """Return the address of a picture so cut; empty without one."""
    return picture.get_rendition(spec).url if picture else ""
