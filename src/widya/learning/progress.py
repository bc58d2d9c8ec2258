"""How far a learner is in a course, by its outline and what is completed. Pure rules."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from widya.catalog.queries import Element, Outline


def progress_percent(outline: Outline, completed: Collection[int]) -> int:
    """Return the completed share of what the course asks for, in whole percent, rounded down."""
    asked = asked_elements(outline)
    done = sum(element.id in completed for element in asked)
    return done * 100 // len(asked) if asked else 0


def asked_elements(outline: Outline) -> list[Element]:
    """Return what a learner has to do: required elements and the final exam, or else everything."""
    exam = [outline.final_exam] if outline.final_exam else []
    return [*outline.required, *exam] or list(outline.elements)


def missing_elements(outline: Outline, completed: Collection[int]) -> list[Element]:
    """Return the required elements, without the final exam, that are not completed yet."""
    return [element for element in outline.required if element.id not in completed]


def blocking_element(
    outline: Outline, completed: Collection[int], element: Element
) -> Element | None:
    """Return what has to be completed first, or None when the element is open.

    The final exam needs everything required; in a course "in order" an element needs the required
    ones before it. What was completed once stays open, whatever was added before it since.
    """
    is_exam = element == outline.final_exam
    if element.id in completed or not (is_exam or outline.is_in_order):
        return None
    first = next(iter(missing_elements(outline, completed)), None)
    if first is None or is_exam:
        return first
    ids = [other.id for other in outline.elements]
    return first if ids.index(first.id) < ids.index(element.id) else None


def reason_for_lock(blocking: Element) -> str:
    """Return the sentence that tells a learner what comes first."""
    return _("Selesaikan dulu “%(title)s”.") % {"title": blocking.title}
