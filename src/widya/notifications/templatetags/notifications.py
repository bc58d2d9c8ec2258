"""What “Pengaturan” shows of this app."""

from typing import Any

from django import template
from django.template.context import Context

from widya.notifications.forms import TopicsForm
from widya.notifications.queries import topics_of

register = template.Library()


@register.inclusion_tag("notifications/_topics.html", takes_context=True)
def notification_topics(context: Context) -> dict[str, Any]:
    """Show which mails the person wants."""
    return {"form": TopicsForm(wanted=topics_of(context["request"].user))}
