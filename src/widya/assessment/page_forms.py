"""The editor's form of an assessment."""

from collections.abc import Iterator
from typing import Any

from django.forms import Form
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm

from widya.catalog.models import COURSE_DEPTH

QUIZ_RETAKES = 9


class AssessmentPageForm(WagtailAdminPageForm):
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
        return cleaned

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
