"""The pages of the signed-in participant that join several apps."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from widya.accounts.models import User
from widya.certificates.queries import certificates_for
from widya.learning.models import Enrolment
from widya.learning.queries import favourites_for
from widya.organisation.queries import branding_for
from widya.portal.courses import Tab, enrolments_under, tab_links
from widya.portal.history import attempts_sorted, headings, known_sort, labels
from widya.portal.queries import (
    LearningCard,
    cards_in_order,
    dashboard_context,
    learning_cards,
    standing,
)
from widya.portal.spreadsheet import history_spreadsheet

COURSES_PER_PAGE = 10
ROWS_PER_PAGE = 20
CARDS_PER_PAGE = 12


class SignedInRequest(HttpRequest):
    """A request that ``login_required`` let through."""

    user: User


@login_required
@require_safe
def dashboard(request: SignedInRequest) -> HttpResponse:
    context = dashboard_context(
        request.user, site_root_path=branding_for(request).root_path, now=timezone.now()
    )
    return render(request, "portal/dashboard.html", {"section": "dashboard", **context})


@login_required
@require_safe
def courses(request: SignedInRequest) -> HttpResponse:
    """Show the courses of the tab that ``?status=`` names; all of them without one."""
    tab = Tab.named(request.GET.get("status", ""))
    enrolments = enrolments_under(tab, request.user)
    page = Paginator(enrolments, COURSES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "courses",
        "tab": tab,
        "tabs": tab_links(
            standing(request.user),
            current=tab,
            label_course=branding_for(request).label_course,
        ),
        "page_obj": page,
        "courses": _cards_with_certificates(request.user, page.object_list),
    }
    return render(request, "portal/courses.html", context)


def _cards_with_certificates(user: User, enrolments: Iterable[Enrolment]) -> list[LearningCard]:
    rows = list(enrolments)
    held = certificates_for(user).filter(enrolment__in=[each.pk for each in rows])
    return learning_cards(rows, held)


@login_required
@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    """Show the attempts, sorted as ``?sort=`` says; the newest first without one."""
    sort = known_sort(request.GET.get("sort", ""))
    attempts = attempts_sorted(request.user, sort)
    context = {
        "section": "history",
        "sort": sort,
        "columns": headings(sort, label_course=branding_for(request).label_course),
        "page_obj": Paginator(attempts, ROWS_PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "portal/history.html", context)


@login_required
@require_safe
def history_file(request: SignedInRequest) -> FileResponse:
    """Send all attempts as a spreadsheet, sorted as on the page."""
    sort = known_sort(request.GET.get("sort", ""))
    names = labels(branding_for(request).label_course)
    file = history_spreadsheet(attempts_sorted(request.user, sort), names)
    return FileResponse(file, as_attachment=True, filename="riwayat-ujian.xlsx")


@login_required
@require_safe
def certificates(request: SignedInRequest) -> HttpResponse:
    page = Paginator(certificates_for(request.user), ROWS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request, "portal/certificates.html", {"section": "certificates", "page_obj": page}
    )


@login_required
@require_safe
def favourites(request: SignedInRequest) -> HttpResponse:
    page = Paginator(
        favourites_for(request.user).values_list("pk", flat=True), CARDS_PER_PAGE
    ).get_page(request.GET.get("page"))
    context = {
        "section": "favourites",
        "page_obj": page,
        "courses": cards_in_order(list(page.object_list)),
    }
    return render(request, "portal/favourites.html", context)
