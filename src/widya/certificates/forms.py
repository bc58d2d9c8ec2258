"""Forms of the staff side."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Site

from widya.certificates.models import Certificate
from widya.certificates.permissions import sites_of_staff


class RevocationForm(forms.Form):
    """Why a certificate is revoked; its holder is shown the reason."""

    reason = forms.CharField(
        label=_("Alasan pencabutan"),
        help_text=_("Tampil bagi pemegang sertifikat, tidak bagi umum."),
        max_length=Certificate._meta.get_field("revocation_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def sites_to_filter_by(request: HttpRequest) -> QuerySet[Site]:
    return sites_of_staff(request.user)


class CertificateFilterSet(WagtailFilterSet):
    """How the staff narrow the list of certificates."""

    site = django_filters.ModelChoiceFilter(label=_("Situs"), queryset=sites_to_filter_by)
    year = django_filters.NumberFilter(label=_("Tahun"))
    is_revoked = django_filters.BooleanFilter(
        label=_("Dicabut"), field_name="revoked_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Certificate
        fields = ["site", "year", "is_revoked"]
