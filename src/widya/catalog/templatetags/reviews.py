"""Reviews on the page of a course."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from widya.core.templatetags.drawn import drawn

register = template.Library()


@register.simple_tag
def drawn_reviews(reviews: Iterable[Any]) -> SafeString:
    """Return a list's items, the reviews with their writers."""
    rows = [
        {
            "name": review.enrolment.user.name,
            "initials": review.enrolment.user.get_initials(),
            "stars": review.stars,
            "date": localdate(review.written_at),
            "text": review.text,
        }
        for review in reviews
    ]
    return drawn("catalog/course/review.html", "review", rows)
