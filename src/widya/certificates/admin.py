"""The staff's pages for certificates: to find, to look at and to revoke them."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from widya.accounts.models import User
from widya.certificates.actions import revoke_certificate
from widya.certificates.errors import CertificateError
from widya.certificates.forms import CertificateFilterSet, RevocationForm
from widya.certificates.models import Certificate
from widya.certificates.permissions import certificates_of_staff

LABELS = {
    "holder_name": _("Pemegang"),
    "course_title": _("Pelatihan"),
    "status": _("Status"),
    "links": _("Berkas"),
}
REVOCATION_FIELDS = {"revoked_at", "revoked_by", "revocation_reason"}


def detail_url(certificate: Certificate) -> str:
    return reverse("certificates_admin:inspect", args=[certificate.pk])


class CertificateListView(generic.IndexView):
    """All certificates of the sites that the member of staff looks after."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Certificate]:
        return certificates_of_staff(self.request.user)


class CertificateDetailView(generic.InspectView):
    """A certificate and what has become of it."""

    any_permission_required = ["view"]
    page_title = _("Sertifikat")

    def get_object(self, queryset: QuerySet[Certificate] | None = None) -> Certificate:
        return get_object_or_404(certificates_of_staff(self.request.user), pk=self.pk)

    def get_fields_context(self) -> list[dict[str, Any]]:
        hidden = set() if self.object.is_revoked else REVOCATION_FIELDS
        return [self.get_context_for_field(name) for name in self.fields if name not in hidden]

    def get_field_label(self, field_name: str, field: Any) -> Any:
        return LABELS.get(field_name) or super().get_field_label(field_name, field)

    def get_issued_at_display_value(self) -> str:
        return localize(timezone.localtime(self.object.issued_at))

    def get_revoked_at_display_value(self) -> str:
        return localize(timezone.localtime(self.object.revoked_at))

    def get_links_display_value(self) -> SafeString:
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            self.object.get_absolute_url(),
            gettext("Halaman pemeriksaan"),
            reverse("certificates:file", args=[self.object.uuid]),
            gettext("Unduh PDF"),
        )

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if self.object.is_revoked or not self.user_has_permission("revoke"):
            return []
        address = reverse("certificates_admin:revoke", args=[self.object.pk])
        return [HeaderButton(_("Cabut"), url=address, icon_name="cross")]


class RevocationView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for the reason and revokes."""

    model = Certificate
    permission_required = "revoke"
    form_class = RevocationForm
    template_name = "certificates/admin/revoke.html"
    page_title = _("Cabut sertifikat")
    header_icon = "cross"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(certificates_of_staff(request.user), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.object.number

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificates_admin:index"), "label": _("Sertifikat")},
            {"url": self.get_success_url(), "label": self.object.number},
            {"url": "", "label": self.page_title},
        ]

    def get_success_url(self) -> str:
        return detail_url(self.object)

    def form_valid(self, form: RevocationForm) -> HttpResponse:
        reason, user = form.cleaned_data["reason"], cast("User", self.request.user)
        try:
            revoke_certificate(self.object, by=user, reason=reason, now=timezone.now())
        except CertificateError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, _("Sertifikat dicabut."))
        return redirect(self.get_success_url())


class CertificateViewSet(ModelViewSet):
    """A list, a detail page and the revocation; nothing that adds, changes or deletes."""

    model = Certificate
    name = "certificates_admin"
    url_prefix = "certificates"
    icon = "doc-full-inverse"
    menu_label = _("Sertifikat")
    menu_order = 40
    add_to_admin_menu = True
    index_view_class = CertificateListView
    inspect_view_class = CertificateDetailView
    inspect_view_enabled = True
    inspect_view_fields = (
        "number",
        "holder_name",
        "course_title",
        "site",
        "issued_at",
        "status",
        "revoked_at",
        "revoked_by",
        "revocation_reason",
        "links",
    )
    copy_view_enabled = False
    add_to_reference_index = False  # it would slow down every pass and serve nobody
    search_fields = ("number", "user__name", "user__nip", "enrolment__run__course__title")
    search_backend_name = None
    filterset_class = CertificateFilterSet
    ordering = ("-issued_at", "-pk")
    list_display = (
        TitleColumn("number", label=_("Nomor"), sort_key="number", width="28%", get_url=detail_url),
        Column("holder_name", label=LABELS["holder_name"], sort_key="user__name"),
        Column("course_title", label=LABELS["course_title"]),
        DateColumn("issued_at", label=_("Terbit"), sort_key="issued_at"),
        StatusTagColumn("status", label=LABELS["status"], primary=lambda each: not each.is_revoked),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/revoke/", RevocationView.as_view(), name="revoke"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
        ]
