"""The list “Materi Pelatihan” beside a lesson: what there is, what is done, what is locked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from widya.catalog.queries import Element, Outline, Topic
from widya.learning.progress import blocking_element, reason_for_lock


@dataclass(frozen=True, slots=True)
class Row:
    """A link of the list; ``state`` is "done", "locked" or empty."""

    title: str
    url: str
    icon: str
    note: str
    state: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A topic with its rows; ``note`` counts those that are done."""

    title: str
    note: str
    is_open: bool
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class SideList:
    """The description at the start, the topics, and at the end the final exam if there is one."""

    start: list[Row]
    groups: list[Group]
    end: list[Row]


UrlOf = Callable[[Outline, Element | None], str]


def side_list(
    outline: Outline,
    completed: Collection[int],
    current: Element | None,
    *,
    url_of: UrlOf,
    label_course: str,
) -> SideList:
    """Return the list with ``current`` marked; None marks the course's description.

    Args:
        outline: of the course.
        completed: the ids of what the learner has completed.
        current: what the page shows.
        url_of: finds an element's address.
        label_course: the site's word for a course.
    """

    def row(element: Element) -> Row:
        return _row(outline, completed, element, url=url_of(outline, element), current=current)

    description = Row(
        _("Deskripsi %(label)s") % {"label": label_course},
        *(url_of(outline, None), "info", "", "", current is None),
    )
    return SideList(
        start=[description],
        groups=[_group(topic, completed, current, row) for topic in outline.topics],
        end=[row(outline.final_exam)] if outline.final_exam else [],
    )


def _group(
    topic: Topic, completed: Collection[int], current: Element | None, row: Callable[[Element], Row]
) -> Group:
    done = sum(element.id in completed for element in topic.elements)
    is_here = current is not None and current.topic_id == topic.id
    return Group(
        title=topic.title,
        note=f"{done}/{len(topic.elements)}",
        is_open=is_here or (current is None and done < len(topic.elements)),
        rows=[row(element) for element in topic.elements],
    )


def _row(
    outline: Outline,
    completed: Collection[int],
    element: Element,
    *,
    url: str,
    current: Element | None,
) -> Row:
    blocking = blocking_element(outline, completed, element)
    note = element.note
    state = "done" if element.id in completed else ""
    if blocking:
        note = reason_for_lock(blocking)
        # The exam's own page says what is missing, so its link stays.
        state = "" if element == outline.final_exam else "locked"
    return Row(element.title, url, element.icon, note, state, element == current)
