"""Icons, cheap enough to stand dozens of times on a page: each is put together once per process."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, css_class: str = "") -> SafeString:
    """Return an icon of the sprite (`frontend/icons.json`); assistive technology passes over it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        css_class,
        static("build/icons.svg"),
        name,
    )
