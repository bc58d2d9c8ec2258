"""The style sheets of the sites' themes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

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
