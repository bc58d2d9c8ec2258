"""Links that stand on a page by the dozen: a loop in a template would cost twice as much."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

LINK = (
    '<li><a href="{}" class="side-link justify-between"{}><span class="min-w-0">{}</span>'
    '<span class="figure-pill">{}</span></a></li>'
)
HERE = SafeString(' aria-current="true"')

register = template.Library()


@register.simple_tag
def choice_links(choices: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return a list's items, each a link with how many things it leads to."""
    return format_html_join(
        "",
        LINK,
        (
            (each["url"], HERE if each.get("is_current") else "", each["label"], each["count"])
            for each in choices
        ),
    )
