"""What other apps' pages show of the sign-in by a provider."""

from typing import Any

from django import template
from django.template.context import Context

from widya.sso.queries import button_label, linked_identities

register = template.Library()


@register.inclusion_tag("sso/_button.html", takes_context=True)
def sso_button(context: Context) -> dict[str, Any]:
    """Show “Login dengan …” on the sign-in page of a site that has a provider."""
    return {
        "provider": button_label(context["branding"].site_id),
        "next_url": context.get("redirect_field_value"),
    }


@register.inclusion_tag("sso/_identities.html", takes_context=True)
def sso_identities(context: Context) -> dict[str, Any]:
    """Show the person's linked identities, where there are some or the site has a provider."""
    return {
        "identities": linked_identities(context["request"].user),
        "provider": button_label(context["branding"].site_id),
    }
