"""The staff's list of outgoing mails: what failed, why, and a way to try again."""

from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, Table, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from widya.accounts.models import User
from widya.notifications.actions import send_again
from widya.notifications.errors import NothingToSend
from widya.notifications.models import Mail
from widya.notifications.queries import mails_of_staff, mails_to
from widya.notifications.tasks import send_on_commit

SHOWN_MAILS = 10
REPEATABLE = {Mail.State.FAILED, Mail.State.WAITING}


def detail_url(mail: Mail) -> str:
    return reverse("mails:inspect", args=[mail.pk])


def mails_table(person: User) -> Table:
    """Return the table of the last mails to the person; what they say is not shown."""
    columns = [
        Column("subject", label=_("Perihal")),
        Column("get_state_display", label=_("Keadaan")),
        DateColumn("created_at", label=_("Dibuat")),
    ]
    last = mails_to(person).order_by("-created_at", "-pk")[:SHOWN_MAILS]
    return Table(columns, last, caption=_("Mail kepada orang ini"))


class MailFilterSet(WagtailFilterSet):
    """How the staff narrow the list of mails."""

    state = django_filters.ChoiceFilter(label=_("Keadaan"), choices=Mail.State)

    class Meta:
        model = Mail
        fields = ["state"]


class MailListView(generic.IndexView):
    """The mails of the sites that the member of staff administers."""

    any_permission_required = ["view"]

    def get_base_queryset(self) -> QuerySet[Mail]:
        return mails_of_staff(self.request.user)


class MailDetailView(generic.InspectView):
    """What became of a mail; what it says is not shown."""

    any_permission_required = ["view"]
    page_title = _("Mail keluar")

    def get_object(self, queryset: QuerySet[Mail] | None = None) -> Mail:
        return get_object_or_404(mails_of_staff(self.request.user), pk=self.pk)

    def get_recipients_display_value(self) -> str:
        return self.object.recipients_in_words()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if self.object.state not in REPEATABLE or not self.user_has_permission("resend"):
            return []
        address = reverse("mails:send_again", args=[self.object.pk])
        return [HeaderButton(_("Kirim lagi"), url=address, icon_name="mail")]


class SendAgainView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks once, then puts the mail into the queue again."""

    model = Mail
    permission_required = "resend"
    form_class = Form
    template_name = "notifications/admin/send_again.html"
    page_title = _("Kirim lagi")
    header_icon = "mail"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(mails_of_staff(request.user), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.object.subject

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("mails:index"), "label": _("Mail keluar")},
            {"url": self.get_success_url(), "label": self.object.subject},
            {"url": "", "label": self.page_title},
        ]

    def get_success_url(self) -> str:
        return detail_url(self.object)

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            send_again(self.object, by=cast("User", self.request.user), now=timezone.now())
        except NothingToSend as error:
            messages.error(self.request, error.message)
        else:
            send_on_commit(self.object)
            messages.success(self.request, _("Mail masuk antrean lagi."))
        return redirect(self.get_success_url())


class MailViewSet(ModelViewSet):
    """A list, a detail page and another attempt; nothing that adds, changes or deletes."""

    model = Mail
    name = "mails"
    icon = "mail"
    menu_label = _("Mail Keluar")
    menu_order = 595
    add_to_settings_menu = True
    index_view_class = MailListView
    inspect_view_class = MailDetailView
    inspect_view_enabled = True
    inspect_view_fields = (
        "subject",
        "recipients",
        "site",
        "topic",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "next_attempt_at",
        "expires_at",
        "sent_at",
    )
    copy_view_enabled = False
    add_to_reference_index = False  # it would slow down every mail and serve nobody
    search_fields = ("subject", "recipients")
    search_backend_name = None
    filterset_class = MailFilterSet
    ordering = ("-created_at", "-pk")
    list_per_page = 50
    list_display = (
        TitleColumn("subject", label=_("Perihal"), get_url=detail_url),
        Column("recipients_in_words", label=_("Penerima")),
        StatusTagColumn(
            "get_state_display",
            label=_("Keadaan"),
            sort_key="state",
            primary=lambda mail: mail.state == Mail.State.FAILED,
        ),
        Column("attempts", label=_("Percobaan"), sort_key="attempts"),
        DateColumn("created_at", label=_("Dibuat"), sort_key="created_at"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/send/", SendAgainView.as_view(), name="send_again"),
        ]
