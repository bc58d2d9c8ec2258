"""Turn a reading's HTML file into the blocks of a lesson's body.

A file is a row of elements: headings, paragraphs, lists and quotations become rich text; ``table``,
``aside``, ``details``, ``figure`` and ``section`` become the block that their name suggests.
"""

import json
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from bs4 import BeautifulSoup, Tag

Block = dict[str, Any]
DrawPicture = Callable[[list[str], str], int]
"""Draws a diagram of the steps with a title and returns the picture's primary key."""

SPECIAL = {"table", "aside", "details", "figure", "section"}


def body_from_html(html: str, *, draw_picture: DrawPicture) -> str:
    """Return the raw JSON of a lesson's body."""
    elements = [
        node for node in BeautifulSoup(html, "html.parser").children if isinstance(node, Tag)
    ]
    blocks: list[Block] = []
    for name, group in groupby(elements, key=lambda tag: tag.name if tag.name in SPECIAL else ""):
        blocks += _blocks_of(name, group, draw_picture)
    return json.dumps(blocks)


def _blocks_of(name: str, group: Iterable[Tag], draw_picture: DrawPicture) -> list[Block]:
    match name:
        case "table":
            return [_table(tag) for tag in group]
        case "aside":
            return [_call_out(tag) for tag in group]
        case "details":
            return [{"type": "accordion", "value": {"entries": [_entry(tag) for tag in group]}}]
        case "figure":
            return [_diagram(tag, draw_picture) for tag in group]
        case "section":
            return [_self_check(tag) for tag in group]
        case _:
            return [{"type": "rich_text", "value": "".join(str(tag) for tag in group)}]


def _table(tag: Tag) -> Block:
    rows = [[_text(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
    return {
        "type": "table",
        "value": {
            "columns": [{"type": "text", "heading": heading} for heading in rows[0]],
            "rows": [{"values": row} for row in rows[1:]],
            "caption": _text(tag.caption) if tag.caption else "",
        },
    }


def _call_out(tag: Tag) -> Block:
    value = {"kind": tag["data-kind"], "title": tag["title"], "text": tag.decode_contents()}
    return {"type": "call_out", "value": value}


def _entry(tag: Tag) -> Block:
    summary = tag.summary.extract() if tag.summary else ""
    return {"heading": _text(summary), "text": tag.decode_contents()}


def _diagram(tag: Tag, draw_picture: DrawPicture) -> Block:
    caption = str(tag["data-caption"])
    picture = draw_picture([_text(step) for step in tag.find_all("li")], caption)
    value = {"image": picture, "alternative": tag["data-alt"], "caption": caption}
    return {"type": "picture", "value": value}


def _self_check(tag: Tag) -> Block:
    footer = tag.footer.extract() if tag.footer else ""
    choices = [
        {"text": _text(choice), "is_right": choice.has_attr("data-right")}
        for choice in tag.find_all("p")
    ]
    value = {"question": tag["data-question"], "choices": choices, "explanation": _text(footer)}
    return {"type": "self_check", "value": value}


def _text(tag: Tag | str) -> str:
    return tag.get_text(" ", strip=True) if isinstance(tag, Tag) else tag
