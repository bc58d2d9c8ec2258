"""Pages that belong to no app: errors and, while developing, the style guide."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language as django_set_language

from widya.core import styleguide
from widya.core.language import language_chosen


# The form stands on pages that are kept for all visitors, so it holds no token; a forged request
# could do no more than change the language of what its victim reads.
@csrf_exempt
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen, and go back to the page."""
    response: HttpResponse = django_set_language(request)
    if chosen := response.cookies.get(settings.LANGUAGE_COOKIE_NAME):
        language_chosen.send(None, request=request, language=chosen.value)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or old: say what to do, lose nothing silently."""
    return render(request, "403_csrf.html", status=403)


def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component in all its variants."""
    return render(request, "core/styleguide.html", styleguide.context())
