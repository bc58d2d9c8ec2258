"""What staff do about one attempt: each asks for the reason first."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from widya.assessment import actions
from widya.assessment.models import Attempt
from widya.assessment.permissions import attempts_of_staff, policy
from widya.assessment.staff_forms import MinutesForm, ReasonForm
from widya.core.staff_acts import ActView

State = Attempt.State


class AttemptActView(ActView):
    """Does something about an attempt."""

    model = Attempt
    permission_policy = policy
    permission_required = "change"
    form_class: type[Form] = ReasonForm
    index_label = _("Pengerjaan ujian")
    index_url_name = "attempts:index"
    states: ClassVar[set[str]] = set()

    def get_queryset(self) -> QuerySet[Any]:
        return attempts_of_staff(self.request.user, "change")

    def get_page_subtitle(self) -> str:
        return f"{self.object.user} · {self.object.assessment}"

    def get_success_url(self) -> str:
        return reverse("attempts:inspect", args=[self.object.pk])


class ExtendView(AttemptActView):
    name = "extend"
    page_title = _("Tambah waktu")
    header_icon = "time"
    form_class = MinutesForm
    states: ClassVar = {State.OPEN}

    def act(self, **given: Any) -> str:
        actions.extend_attempt(self.object, **given)
        return gettext("Waktu ditambah.")


class ReopenView(AttemptActView):
    name = "reopen"
    page_title = _("Buka kembali")
    header_icon = "undo"
    form_class = MinutesForm
    explanation = _("Peserta melanjutkan dengan jawabannya; nilainya tidak berlaku lagi.")
    states: ClassVar = {State.SUBMITTED, State.EXPIRED}

    def act(self, **given: Any) -> str:
        actions.reopen_attempt(self.object, **given)
        return gettext("Pengerjaan dibuka kembali.")


class VoidView(AttemptActView):
    name = "void"
    page_title = _("Batalkan")
    header_icon = "cross"
    explanation = _("Pengerjaan ini tidak dihitung lagi; kesempatannya kembali.")
    states: ClassVar = {State.OPEN, State.SUBMITTED, State.EXPIRED}

    def act(self, **given: Any) -> str:
        actions.void_attempt(self.object, **given)
        return gettext("Pengerjaan dibatalkan.")


ATTEMPT_ACTIONS: tuple[type[AttemptActView], ...] = (ExtendView, ReopenView, VoidView)
