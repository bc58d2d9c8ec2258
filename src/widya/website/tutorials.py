"""What the pages of the video tutorials show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from widya.core.durations import clock_time
from widya.core.embeds import embed_for
from widya.website.models import TutorialIndexPage, TutorialPage
from widya.website.queries import CARD_PICTURE, picture_url, published_tutorials

TUTORIALS_BELOW = 3


@dataclass(frozen=True, slots=True)
class TutorialCard:
    """What a list shows of a tutorial; picture and length are empty where there are none."""

    url: str
    title: str
    summary: str
    length: str
    image_url: str


def index_context(index: TutorialIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return all tutorials in the order of the tree."""
    return {"tutorials": _cards(published_tutorials().descendant_of(index), request)}


def tutorial_context(page: TutorialPage, request: HttpRequest) -> dict[str, Any]:
    """Return the player of a link, and the tutorials that come after this one."""
    index = page.get_parent()
    following = published_tutorials().descendant_of(index).filter(path__gt=page.path)
    return {
        "trail": [
            {"url": "/", "label": _("Home")},
            {"url": index.get_url(request), "label": index.title},
            {"label": page.title},
        ],
        "embed": embed_for(page.video_url),
        "length": clock_time(page.seconds),
        "picture_url": _picture_of(page),
        "following": _cards(following[:TUTORIALS_BELOW], request),
    }


def _cards(tutorials: QuerySet[TutorialPage], request: HttpRequest) -> list[TutorialCard]:
    pictures = get_image_model().objects.prefetch_renditions(CARD_PICTURE)
    tutorials = tutorials.select_related("video").prefetch_related(
        Prefetch("picture", pictures), Prefetch("video__poster", pictures)
    )
    return [_card(tutorial, request) for tutorial in tutorials]


def _card(tutorial: TutorialPage, request: HttpRequest) -> TutorialCard:
    return TutorialCard(
        url=tutorial.get_url(request),
        title=tutorial.title,
        summary=tutorial.summary,
        length=clock_time(tutorial.seconds),
        image_url=_picture_of(tutorial),
    )


def _picture_of(tutorial: TutorialPage) -> str:
    poster = tutorial.video.poster if tutorial.video else None
    return picture_url(tutorial.picture or poster, CARD_PICTURE)
