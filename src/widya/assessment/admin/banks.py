"""Banks and items, to be read by who may not change them."""

from typing import Any
from urllib.parse import urlencode

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import InspectView

LABELS = {"choices": _("Pilihan jawaban"), "items": _("Soal")}


class LabelledInspectView(InspectView):
    """Names what is no field of the model's own."""

    def get_field_label(self, field_name: str, field: Any) -> Any:
        return LABELS.get(field_name) or super().get_field_label(field_name, field)


class ItemInspectView(LabelledInspectView):
    """An item with its key and explanation."""

    def get_is_retired_display_value(self) -> str:
        return gettext("Ya") if self.object.is_retired else gettext("Tidak")

    def get_stem_display_value(self) -> SafeString:
        return linebreaksbr(self.object.stem)

    def get_explanation_display_value(self) -> SafeString | str:
        return linebreaksbr(self.object.explanation) or "–"

    def get_choices_display_value(self) -> SafeString:
        mark = format_html(" <strong>({})</strong>", gettext("benar"))
        rows = format_html_join(
            "",
            "<li>{}{}</li>",
            (
                (linebreaksbr(choice.text), mark if choice.is_right else "")
                for choice in self.object.choices.all()
            ),
        )
        return format_html('<ol type="A">{}</ol>', rows)


class ItemBankInspectView(LabelledInspectView):
    """A bank, and the way to its items."""

    def get_description_display_value(self) -> SafeString | str:
        return linebreaksbr(self.object.description) or "–"

    def get_items_display_value(self) -> SafeString:
        count = self.object.items.count()
        address = reverse("wagtailsnippets_assessment_item:list")
        words = ngettext("Lihat %(count)d soal", "Lihat %(count)d soal", count)
        query = urlencode({"bank": self.object.pk})
        return format_html('<a href="{}?{}">{}</a>', address, query, words % {"count": count})
