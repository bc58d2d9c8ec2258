"""What staff do about one attempt: each asks for the reason first."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from widya.accounts.models import User
from widya.assessment import actions, errors
from widya.assessment.models import Attempt
from widya.assessment.permissions import attempts_of_staff, policy
from widya.assessment.staff_forms import MinutesForm, ReasonForm

State = Attempt.State


class ActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for what an act needs, and does it."""

    model = Attempt
    permission_policy = policy
    permission_required = "change"
    form_class: type[Form] = ReasonForm
    template_name = "assessment/admin/action.html"
    name = ""
    explanation: str | Promise = ""
    states: ClassVar[set[str]] = set()

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])

    def get_queryset(self) -> QuerySet[Any]:
        return attempts_of_staff(self.request.user)

    def get_page_subtitle(self) -> str:
        return f"{self.object.user} · {self.object.assessment}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("attempts:index"), "label": _("Pengerjaan ujian")},
            {"url": self.get_success_url(), "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_success_url(self) -> str:
        return reverse("attempts:inspect", args=[self.object.pk])

    def form_valid(self, form: Form) -> HttpResponse:
        user = cast("User", self.request.user)
        try:
            done = self.act(by=user, now=timezone.now(), **form.cleaned_data)
        except errors.AssessmentError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, done)
        return redirect(self.get_success_url())

    def act(self, **given: Any) -> str:
        """Do it; return what to tell the member of staff."""
        raise NotImplementedError


class ExtendView(ActionView):
    name = "extend"
    page_title = _("Tambah waktu")
    header_icon = "time"
    form_class = MinutesForm
    states: ClassVar = {State.OPEN}

    def act(self, **given: Any) -> str:
        actions.extend_attempt(self.object, **given)
        return gettext("Waktu ditambah.")


class ReopenView(ActionView):
    name = "reopen"
    page_title = _("Buka kembali")
    header_icon = "undo"
    form_class = MinutesForm
    explanation = _("Peserta melanjutkan dengan jawabannya; nilainya tidak berlaku lagi.")
    states: ClassVar = {State.SUBMITTED, State.EXPIRED}

    def act(self, **given: Any) -> str:
        actions.reopen_attempt(self.object, **given)
        return gettext("Pengerjaan dibuka kembali.")


class VoidView(ActionView):
    name = "void"
    page_title = _("Batalkan")
    header_icon = "cross"
    explanation = _("Pengerjaan ini tidak dihitung lagi; kesempatannya kembali.")
    states: ClassVar = {State.OPEN, State.SUBMITTED, State.EXPIRED}

    def act(self, **given: Any) -> str:
        actions.void_attempt(self.object, **given)
        return gettext("Pengerjaan dibatalkan.")


ATTEMPT_ACTIONS: tuple[type[ActionView], ...] = (ExtendView, ReopenView, VoidView)
