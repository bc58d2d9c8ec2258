"""Whether a site's courses are reviewed before they are published."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from widya.accounts.actions import set_review
from widya.accounts.models import User
from widya.accounts.queries import administered_sites, is_reviewed
from widya.accounts.staff_forms import ReviewForm
from widya.core.staff_acts import ActView
from widya.organisation.queries import settings_for, site_for


class ReviewView(ActView):
    """Switches the review of the site's courses on or off."""

    model = Site
    form_class = ReviewForm
    template_name = "accounts/admin/review.html"
    page_title = _("Telaah kursus")
    header_icon = "clipboard-list"
    explanation = _(
        "Penulis dapat mengajukan halaman kursus kepada para penelaah situs ini. Penelaah membaca,"
        " memberi komentar, lalu menyetujui atau meminta perubahan; yang disetujui langsung terbit."
        " Penulis tetap dapat menerbitkan sendiri."
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs, pk=site_for(request).pk)

    def get_queryset(self) -> QuerySet[Site]:
        return administered_sites(cast("User", self.request.user))

    def get_page_subtitle(self) -> str:
        return settings_for(self.object).platform_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_initial(self) -> dict[str, Any]:
        return {"is_on": is_reviewed(self.object)}

    def get_success_url(self) -> str:
        return reverse("review")

    def act(self, **given: Any) -> str:
        is_on = given["is_on"]
        set_review(self.object, is_on=is_on, by=given["by"])
        return gettext("Telaah kursus menyala.") if is_on else gettext("Telaah kursus mati.")
