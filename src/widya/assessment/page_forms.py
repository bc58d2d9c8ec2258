"""The editor's form of an assessment."""

from collections.abc import Iterator
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from widya.catalog.models import COURSE_DEPTH
from widya.core.page_rights import ViewablePageForm

QUIZ_RETAKES = 9
AFTER_CLOSING = "closing"  # AssessmentPage.FeedbackTime


class AssessmentPageForm(ViewablePageForm):
    """Refuses to publish what asks for more items than its banks hold; a draft may wait."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_quiz = self.parent_page is not None and self.parent_page.depth > COURSE_DEPTH
        if is_quiz and self.instance.pk is None:
            self.initial["retakes_allowed"] = QUIZ_RETAKES

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for form in self._source_forms():
                _check_draw_count(form)
            self._check_window()
        return cleaned

    def _check_window(self) -> None:
        opens_at, closes_at = (self.cleaned_data.get(name) for name in ("opens_at", "closes_at"))
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("Ditutup harus sesudah dibuka."))
        if self.cleaned_data.get("feedback_after") == AFTER_CLOSING and not closes_at:
            self.add_error("closes_at", _("Isi kapan ditutup: sejak itu hasil tampil."))

    def _source_forms(self) -> Iterator[Form]:
        formset = self.formsets["sources"]
        if not formset.is_valid():
            return
        for form in formset.forms:
            if form.cleaned_data and not formset._should_delete_form(form):
                yield form


def _check_draw_count(form: Form) -> None:
    bank, draw_count = form.cleaned_data["bank"], form.cleaned_data["draw_count"]
    active = bank.items.filter(is_retired=False).count()
    if draw_count > active:
        text = ngettext(
            "Bank ini berisi %(active)d soal, diminta %(asked)d.",
            "Bank ini berisi %(active)d soal, diminta %(asked)d.",
            active,
        )
        form.add_error("draw_count", text % {"active": active, "asked": draw_count})
