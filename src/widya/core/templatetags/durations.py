"""``{{ minutes|duration }}``."""

from django import template

from widya.core.durations import duration_in_words

register = template.Library()
register.filter("duration", duration_in_words)
