"""Choices of a question. An exam page has a hundred; a template's loop takes ten times as long."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from widya.assessment.sheet import Question

register = template.Library()

_CHOICE = (
    '<label><input type="{}" name="{}" value="{}" autocomplete="off"{}>'
    '<span class="choice-key" aria-hidden="true"></span><span>{}</span></label>'
)
_CHECKED = mark_safe(" checked")


@register.simple_tag
def choices(question: Question) -> SafeString:
    """Return the question's choices, each a radio button or check box in its label."""
    kind = mark_safe(question.input_type)  # noqa: S308 - a constant
    name = format_html("pilihan-{}", question.position)
    return format_html_join(
        "",
        _CHOICE,
        (
            (kind, name, choice.place, _CHECKED if choice.is_chosen else "", choice.text)
            for choice in question.choices
        ),
    )
