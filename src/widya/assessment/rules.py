"""The rules of an assessment as a small value: all that starting, judging and showing need of it.

An assessment is a page with fifty columns and banks behind it, and thousands ask for it in the same
minute. Its rules are kept in the cache; whatever changes a page, a bank or an item drops them
(``receivers.py``). An attempt takes what it was started under into its own row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery

from widya.assessment.clock import remaining_ms
from widya.assessment.models import AssessmentPage, ItemRevision
from widya.catalog.queries import course_id_of

# Heals what dropping cannot reach: rules that were read before a change and kept after it.
LIFETIME_SECONDS = 60
VERSION_KEY = "assessment:rules:version"


@dataclass(frozen=True, slots=True)
class Drawable:
    """An item's newest revision, as much of it as drawing needs."""

    revision_id: int
    kind: str
    choice_count: int


@dataclass(frozen=True, slots=True)
class Source:
    """What may be drawn from a bank, and how many of it."""

    draw_count: int
    items: tuple[Drawable, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What an author set; see ``AssessmentPage``."""

    pk: int
    course_id: int
    title: str
    introduction: str
    is_live: bool
    is_final_exam: bool
    is_required: bool
    time_limit_minutes: int
    grace_seconds: int
    opens_at: datetime | None
    closes_at: datetime | None
    pass_mark: int
    retakes_allowed: int
    shuffles_items: bool
    shuffles_choices: bool
    feedback: str
    feedback_after: str
    is_paused: bool
    sources: tuple[Source, ...] = field(repr=False)

    @property
    def attempts_allowed(self) -> int:
        """Return how many attempts there are in all."""
        return self.retakes_allowed + 1

    def opens_in_ms(self, *, now: datetime) -> int:
        """Return the milliseconds until attempts may be started, 0 when they may."""
        return remaining_ms(self.opens_at - now) if self.opens_at else 0

    @property
    def question_count(self) -> int:
        """Return how many questions an attempt asks."""
        return sum(source.draw_count for source in self.sources)


def rules_of(assessment_id: int) -> Rules:
    """Return the rules of the assessment, live or not.

    Raises:
        AssessmentPage.DoesNotExist: there is no such assessment.
    """
    key = f"assessment:rules:{assessment_id}"
    found = cache.get_many([VERSION_KEY, key])
    version = found.get(VERSION_KEY)
    kept_version, rules = found.get(key, (None, None))
    if rules is None or kept_version != version:
        rules = _build(AssessmentPage.objects.get(pk=assessment_id))
        cache.set(key, (version, rules), LIFETIME_SECONDS)
    return rules


def drop_rules() -> None:
    """Forget all kept rules."""
    cache.set(VERSION_KEY, uuid4().hex, None)


def _build(page: AssessmentPage) -> Rules:
    return Rules(
        pk=page.pk,
        course_id=course_id_of(page),
        title=page.title,
        introduction=page.introduction,
        is_live=page.live,
        is_final_exam=page.is_final_exam,
        is_required=page.is_required,
        time_limit_minutes=page.time_limit_minutes,
        grace_seconds=page.grace_seconds,
        opens_at=page.opens_at,
        closes_at=page.closes_at,
        pass_mark=page.pass_mark,
        retakes_allowed=page.retakes_allowed,
        shuffles_items=page.shuffles_items,
        shuffles_choices=page.shuffles_choices,
        feedback=page.feedback,
        feedback_after=page.feedback_after,
        is_paused=page.pauses.filter(ended_at=None).exists(),
        sources=tuple(_sources(page)),
    )


def _sources(page: AssessmentPage) -> Iterable[Source]:
    sources = list(page.sources.all())
    revisions = _current_revisions([source.bank_id for source in sources])
    rows = list(revisions.values_list("item__bank_id", "pk", "kind", "choices"))
    for source in sources:
        items = (
            Drawable(pk, kind, len(choices))
            for bank_id, pk, kind, choices in rows
            if bank_id == source.bank_id
        )
        yield Source(source.draw_count, tuple(items))


def _current_revisions(bank_ids: list[int]) -> QuerySet[ItemRevision]:
    """Return the newest revision of each item in the banks that may be drawn."""
    newest = ItemRevision.objects.filter(item=OuterRef("item")).order_by("-number")
    return ItemRevision.objects.filter(
        item__bank__in=bank_ids,
        item__is_retired=False,
        number=Subquery(newest.values("number")[:1]),
    ).order_by("item_id")
