"""Forms of the staff side: every act on an attempt says why."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from widya.assessment.models import AssessmentPage, Attempt, LateAnswer
from widya.assessment.permissions import assessments_of_staff


class ReasonForm(forms.Form):
    """Why something is done; it is kept in the log."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Disimpan dalam riwayat."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MinutesForm(ReasonForm):
    """How much time, and why."""

    minutes = forms.IntegerField(label=_("Menit"), min_value=1, max_value=600)
    field_order = ("minutes", "reason")


class DecisionForm(ReasonForm):
    """Whether a late answer counts, and why."""

    accepts = forms.TypedChoiceField(
        label=_("Keputusan"),
        choices=[("yes", _("Terima: dihitung")), ("no", _("Tolak: tidak dihitung"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    field_order = ("accepts", "reason")


def assessments_to_filter_by(request: HttpRequest) -> QuerySet[AssessmentPage]:
    return assessments_of_staff(request.user)


class AttemptFilterSet(WagtailFilterSet):
    """How the staff narrow the list of attempts."""

    assessment = django_filters.ModelChoiceFilter(
        label=_("Ujian"), queryset=assessments_to_filter_by
    )
    state = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Attempt.State)

    class Meta:
        model = Attempt
        fields = ["assessment", "state"]


class LateAnswerFilterSet(WagtailFilterSet):
    """How the staff narrow the list of late answers."""

    state = django_filters.ChoiceFilter(label=_("Keadaan"), choices=LateAnswer.State)

    class Meta:
        model = LateAnswer
        fields = ["state"]
