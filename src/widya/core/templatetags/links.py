"""Links that stand on a page by the dozen: loops in templates would cost four times as much."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString

GROUP = (
    '<nav aria-label="{0}"><p class="px-3 pb-1 font-semibold" aria-hidden="true">{0}</p>'
    '<ul class="grid gap-0.5">{1}</ul></nav>'
)
CHOICE = (
    '<li><a href="{}" class="side-link justify-between"{}><span class="min-w-0">{}</span>'
    '<span class="figure-pill">{}</span></a></li>'
)
MENU_LINK = '<a href="{}" class="menu-link"{}>{}</a>'
HERE = ' aria-current="true"'

register = template.Library()


@register.simple_tag
def choice_groups(groups: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return lists of links under their labels, each with how many things it leads to."""
    drawn = [
        GROUP.format(
            escape(str(group["label"])),
            "".join([CHOICE.format(*_parts(each), each["count"]) for each in group["choices"]]),
        )
        for group in groups
    ]
    return SafeString("".join(drawn))


@register.simple_tag
def menu_links(choices: Iterable[Mapping[str, Any]]) -> SafeString:
    """Return a menu's links."""
    return SafeString("".join([MENU_LINK.format(*_parts(each)) for each in choices]))


def _parts(choice: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return a link's address, its mark where one is now, and its label."""
    here = HERE if choice.get("is_current") else ""
    return escape(choice["url"]), here, escape(str(choice["label"]))
