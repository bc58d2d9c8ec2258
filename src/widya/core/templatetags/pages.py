"""The ways between the pages of a list, each put together with what else the address asks for."""

from html import escape
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

HERE = '<li><span class="btn btn-square btn-selected" aria-current="page">{}</span></li>'
WAY = '<li><a href="{}" class="btn btn-square btn-quiet" aria-label="{} {}">{}</a></li>'
LEFT_OUT = '<li class="px-1 text-quiet" aria-hidden="true">{}</li>'

register = template.Library()


@register.simple_tag(takes_context=True)
def address_of_pages(context: Context) -> str:
    """Return what the address of each page of the list begins with, before its number."""
    lists = context["request"].GET.lists()
    parameters = [(name, value) for name, values in lists if name != "page" for value in values]
    return f"?{urlencode(parameters)}&page=" if parameters else "?page="


@register.simple_tag
def numbered_pages(page: "Page[object]", address: str) -> SafeString:
    """Return a list's items, ways to few of the pages however many there are.

    They are the ends and the neighbours, with “…” between.
    """
    word, start = escape(_("Halaman")), escape(address)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return SafeString("".join([_item(number, page.number, start, word) for number in numbers]))


@register.simple_tag
def place_among_pages(page: "Page[object]") -> str:
    """Return which page this is, of how many."""
    place = {"number": page.number, "total": page.paginator.num_pages}
    return _("Halaman %(number)s dari %(total)s") % place


def _item(number: int | str, here: int, start: str, word: str) -> str:
    if number == here:
        return HERE.format(number)
    if isinstance(number, int):
        return WAY.format(f"{start}{number}", word, number, number)
    return LEFT_OUT.format(number)
