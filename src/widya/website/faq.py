"""What the FAQ shows for an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.rich_text import RichText, get_text_for_indexing

from widya.core.stems import clean_query, occurs
from widya.website.models import FaqPage

FEW = 3  # so many answers found are shown at once


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its answer; ``anchor`` names its place in the page."""

    anchor: str
    question: str
    answer: RichText


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with those of its entries that are shown."""

    title: str
    entries: list[Entry]


def faq_context(page: FaqPage, request: HttpRequest) -> dict[str, Any]:
    """Return the topics with the questions that ``?q=`` asks for; all without it."""
    query = clean_query(request.GET.get("q", ""))
    topics = [Topic(topic.title, _matching(topic.entries, query)) for topic in topics_of(page)]
    found = sum(len(topic.entries) for topic in topics)
    return {
        "query": query,
        "topics": [topic for topic in topics if topic.entries],
        "count": found,
        "is_open": bool(query) and found <= FEW,
    }


def topics_of(page: FaqPage) -> list[Topic]:
    """Return all topics; questions that are worded alike get different anchors."""
    taken: set[str] = set()
    return [
        Topic(
            block.value["title"],
            [
                Entry(_anchor(entry["question"], taken), entry["question"], entry["answer"])
                for entry in block.value["questions"]
            ],
        )
        for block in page.topics
    ]


def _anchor(question: str, taken: set[str]) -> str:
    slug = slugify(question) or "pertanyaan"
    anchor = next(name for name in _names(slug) if name not in taken)
    taken.add(anchor)
    return anchor


def _names(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _matching(entries: list[Entry], query: str) -> list[Entry]:
    return [
        entry
        for entry in entries
        if occurs(query, [entry.question, get_text_for_indexing(entry.answer.source)])
    ]
