"""The staff's lists of learners and reviews."""

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import truncatewords
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from widya.catalog.models import CoursePage
from widya.learning.forms import ReviewModerationForm
from widya.learning.models import Enrolment, Review
from widya.learning.permissions import courses_of_staff, enrolments_of_staff, reviews_of_staff

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def as_text(value: str) -> str:
    """Keep a spreadsheet program from taking what people typed for a formula (OWASP)."""
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value


def courses_to_filter_by(request: HttpRequest) -> QuerySet[CoursePage]:
    return courses_of_staff(request.user)


class EnrolmentFilterSet(WagtailFilterSet):
    """How the staff narrow the list of learners."""

    run__course = django_filters.ModelChoiceFilter(
        label=_("Pelatihan"), queryset=courses_to_filter_by
    )
    state = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Enrolment.State)

    class Meta:
        model = Enrolment
        fields = ["run__course", "state"]


class EnrolmentListView(generic.IndexView):
    """Who learns what, to read and to export."""

    any_permission_required = ["view"]
    custom_value_preprocess = {
        **generic.IndexView.custom_value_preprocess,
        str: {generic.IndexView.FORMAT_CSV: as_text},
    }

    def get_base_queryset(self) -> QuerySet[Enrolment]:
        return enrolments_of_staff(self.request.user)


class EnrolmentViewSet(ModelViewSet):
    """A list of learners; nothing that adds, changes or deletes."""

    model = Enrolment
    name = "enrolments"
    icon = "group"
    menu_order = 30
    add_to_admin_menu = True
    index_view_class = EnrolmentListView
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-enrolled_at"
    search_fields = ("user__name", "user__username", "user__nip", "user__email")
    search_backend_name = None
    filterset_class = EnrolmentFilterSet
    list_display = (
        Column("user.name", label=_("Nama"), sort_key="user__name"),
        Column("user.username", label=_("NIP/Username"), sort_key="user__username"),
        Column("run.course.title", label=_("Pelatihan"), sort_key="run__course__title"),
        Column("get_state_display", label=_("Keadaan"), sort_key="state"),
        Column("progress_percent", label=_("Kemajuan (%)"), sort_key="progress_percent"),
        DateColumn("enrolled_at", label=_("Terdaftar"), sort_key="enrolled_at"),
        DateColumn("finished_at", label=_("Selesai"), sort_key="finished_at"),
    )
    export_headings = {
        "user.name": _("Nama"),
        "user.username": _("NIP/Username"),
        "user.nip": _("NIP"),
        "user.unit": _("Unit kerja"),
        "run.course.title": _("Pelatihan"),
        "get_state_display": _("Keadaan"),
        "progress_percent": _("Kemajuan (%)"),
        "enrolled_at": _("Terdaftar"),
        "finished_at": _("Selesai"),
    }
    list_export = tuple(export_headings)
    export_filename = "peserta"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


class ReviewListView(generic.IndexView):
    """What learners wrote, and what of it staff hid."""

    any_permission_required = ["change"]

    def get_base_queryset(self) -> QuerySet[Review]:
        return reviews_of_staff(self.request.user)


class ReviewEditView(generic.EditView):
    """Hide a review, or show it again. What a learner wrote stays as it is."""

    success_message = _("Ulasan diperbarui.")

    def get_queryset(self) -> QuerySet[Review]:
        return reviews_of_staff(self.request.user)

    def save_instance(self) -> Review:
        """Let the form's actions do the work; they write the log too."""
        review: Review = self.form.save()
        return review


class ReviewViewSet(ModelViewSet):
    """A list of reviews, and a page to hide one."""

    model = Review
    name = "reviews"
    icon = "comment"
    menu_order = 31
    add_to_admin_menu = True
    index_view_class = ReviewListView
    edit_view_class = ReviewEditView
    edit_handler = ObjectList(
        [
            FieldPanel("stars", read_only=True),
            FieldPanel("text", read_only=True),
            FieldPanel("hidden_reason"),
        ],
        base_form_class=ReviewModerationForm,
    )
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-written_at"
    search_fields = ("text", "enrolment__user__name", "enrolment__run__course__title")
    search_backend_name = None
    list_display = (
        TitleColumn("enrolment.user.name", label=_("Peserta"), url_name="reviews:edit"),
        Column("enrolment.run.course.title", label=_("Pelatihan")),
        Column("stars", label=_("Bintang"), sort_key="stars"),
        Column("text", label=_("Ulasan"), accessor=lambda review: truncatewords(review.text, 30)),
        Column("hidden_reason", label=_("Alasan disembunyikan"), sort_key="hidden_reason"),
        DateColumn("written_at", label=_("Ditulis"), sort_key="written_at"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
            path("<int:pk>/usage/", self.usage_view, name="usage"),
        ]
