"""The style sheets of the sites' themes, and the search for units."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from widya.organisation.fields import SHOWN_UNITS, search_status
from widya.organisation.queries import branding_for, search_units
from widya.organisation.themes import theme_css

YEAR_SECONDS = 31_536_000


@require_safe
@cache_control(public=True, max_age=YEAR_SECONDS, immutable=True)
def theme(request: HttpRequest, version: str) -> HttpResponse:
    """Send the colours that the address names."""
    css = theme_css(version)
    if css is None:
        raise Http404
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_safe
@cache_control(private=True, max_age=60)
def units(request: HttpRequest) -> JsonResponse:
    """Send the site's units that have the words ``q``, to the combobox of ``UnitSearchField``."""
    below = branding_for(request).unit_place
    found = search_units(request.GET.get("q", ""), below=below, limit=SHOWN_UNITS)
    options = [
        {"value": each.pk, "label": each.name, "detail": each.above, "text": each.full_name}
        for each in found
    ]
    return JsonResponse({"options": options, "status": search_status(len(found))})
