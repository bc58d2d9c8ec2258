"""Parts of pages that are drawn once for everybody: ``{% kept "footer" branding %}…{% endkept %}``.

A part is kept in the process's memory, one for each language, time zone and the values that are
named behind it: it may show these, and nothing else of the request. Texts and frozen dataclasses
are told apart as they are, lists by what is in them, anything else by its text; a dataclass here
holds plain values, no model, which is equal to itself after a change. What differs from
request to request within it stands in ``{% fresh %}…{% endfresh %}``, also in a template that the
part includes: that is drawn anew each time, and sees what the page sees where the part stands.
``{% csrf_token %}`` is always fresh.

A part within a part is kept with it. ``{% fresh "page" %}`` is fresh only for the part of that
name: others around that one, which know what they hold, keep it.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import cast

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST_PARTS = 1000
FRESH = "kept_fresh"  # a variable of the context while a part is being drawn
TOKEN = "\x00token\x00"  # noqa: S105 - stands for one
_MARKERS = re.compile("\x00(token|[0-9]+)\x00")

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Part:
    """A drawn part: text and, for each odd place, what is put in between."""

    pieces: list[str]
    fresh: list["FreshNode"]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A part that is being drawn, and what is fresh in it so far."""

    name: str
    fresh: list["FreshNode"]


_parts: dict[Hashable, _Part] = {}


def forget_parts() -> None:
    """Draw every part anew when it is next asked for."""
    _parts.clear()


def _keep(key: Hashable, part: _Part) -> None:
    if len(_parts) >= MOST_PARTS:
        forget_parts()
    _parts[key] = part


def _told_apart(value: object) -> Hashable:
    """Return what is equal for values that are shown alike; quick where pages ask for it."""
    kind = type(value)
    if kind is str:
        return cast("str", value)
    if kind is list or kind is tuple:
        return tuple(map(_told_apart, cast("Iterable[object]", value)))
    return value if _is_frozen(kind) and _is_hashable(value) else str(value)


def _is_frozen(kind: type) -> bool:
    parameters = getattr(kind, "__dataclass_params__", None)
    return parameters is not None and parameters.frozen


def _is_hashable(value: object) -> bool:
    """Tell whether no field of the frozen dataclass holds what can change."""
    try:
        hash(value)
    except TypeError:
        return False
    return True


class KeptNode(Node):
    """A part, its name, and what it varies by."""

    def __init__(self, name: str, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.values = values
        self.nodelist = nodelist
        self._nodes: dict[type[Node], list[Node]] = {}

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Node]:
        """Return the nodes within, found once: each page that extends a kept frame asks again."""
        if nodetype not in self._nodes:
            self._nodes[nodetype] = super().get_nodes_by_type(nodetype)
        return self._nodes[nodetype]

    def render(self, context: Context) -> SafeString:
        if FRESH in context:  # a part of a part is kept with it
            return self.nodelist.render(context)
        key = self._key(context)
        part = _parts.get(key)
        if part is None:
            part = self._draw(context)
            if not settings.DEBUG:  # who develops changes templates
                _keep(key, part)
        return SafeString("".join(self._filled(part, context)))

    def _key(self, context: Context) -> Hashable:
        values = [_told_apart(value.resolve(context)) for value in self.values]
        return (self.name, get_language(), timezone.get_current_timezone(), *values)

    def _draw(self, context: Context) -> _Part:
        drawing = _Drawing(self.name, [])
        with context.push(**{"csrf_token": SafeString(TOKEN), FRESH: drawing}):
            text = self.nodelist.render(context)
        return _Part(_MARKERS.split(text), drawing.fresh)

    def _filled(self, part: _Part, context: Context) -> list[str]:
        drawn = part.pieces.copy()
        for place in range(1, len(drawn), 2):
            name = drawn[place]
            drawn[place] = (
                str(context.get("csrf_token", ""))
                if name == "token"
                else part.fresh[int(name)].nodelist.render(context)
            )
        return drawn


class FreshNode(Node):
    """What is drawn anew within a part, or that with its name; else it is drawn as it stands."""

    def __init__(self, part: str, nodelist: NodeList) -> None:
        self.part = part
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        drawing: _Drawing | None = context.get(FRESH)
        if drawing is None or self.part not in {"", drawing.name}:
            return self.nodelist.render(context)
        drawing.fresh.append(self)
        return SafeString(f"\x00{len(drawing.fresh) - 1}\x00")


@register.tag("kept")
def do_kept(parser: Parser, token: Token) -> KeptNode:
    """Parse ``{% kept "name" value … %}``."""
    _, *words = token.split_contents()
    if not words:
        raise template.TemplateSyntaxError("kept needs a name")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    name, *values = words
    return KeptNode(name, [parser.compile_filter(value) for value in values], nodelist)


@register.tag("fresh")
def do_fresh(parser: Parser, token: Token) -> FreshNode:
    """Parse ``{% fresh %}`` or ``{% fresh "part" %}``."""
    _, *words = token.split_contents()
    nodelist = parser.parse(("endfresh",))
    parser.delete_first_token()
    return FreshNode("".join(words), nodelist)
