"""The editor's form of an item: what its kind asks of its choices is checked at the choice."""

from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from widya.assessment.scoring import MULTIPLE, TRUE_FALSE

TRUE_FALSE_CHOICES = 2


class ItemForm(WagtailAdminModelForm):
    """Refuses an item that could not be answered or scored."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, formset = cleaned.get("kind"), self.formsets["choices"]
        if kind and formset.is_valid():
            choices = [form for form in formset.forms if not formset._should_delete_form(form)]
            self._check_count(kind, choices)
            _check_key(kind, choices)
            _check_texts(choices)
        return cleaned

    def _check_count(self, kind: str, choices: list[Form]) -> None:
        if kind == TRUE_FALSE and len(choices) != TRUE_FALSE_CHOICES:
            self.add_error("kind", _("Soal benar atau salah mempunyai tepat dua pilihan."))


def _check_key(kind: str, choices: list[Form]) -> None:
    right = [form for form in choices if form.cleaned_data["is_right"]]
    if not right:
        choices[0].add_error("is_right", _("Tandai jawaban yang benar."))
    elif kind != MULTIPLE:
        for form in right[1:]:
            form.add_error("is_right", _("Jenis soal ini hanya mempunyai satu jawaban benar."))


def _check_texts(choices: list[Form]) -> None:
    seen = set()
    for form in choices:
        text = form.cleaned_data["text"].casefold()
        if text in seen:
            form.add_error("text", _("Pilihan ini sudah ada."))
        seen.add(text)
