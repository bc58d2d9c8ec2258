"""What people may choose to be told by mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from widya.notifications.models import Topic

EXPLANATIONS = {
    Topic.CERTIFICATE: _("Segera setelah Anda lulus, dengan tautan untuk mengunduhnya."),
    Topic.CLOSING: _("Tiga hari sebelumnya, bila Anda belum menyelesaikannya."),
    Topic.DUTY: _("Awal Oktober dan awal Desember, bila JP Anda belum mencapai kewajiban setahun."),
}


class TopicsForm(forms.Form):
    """The topics that the person wants to hear of, one box each."""

    def __init__(self, *args: object, wanted: set[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for topic in Topic:
            self.fields[topic] = forms.BooleanField(
                label=topic.label,
                help_text=EXPLANATIONS[topic],
                required=False,
                initial=topic in wanted,
            )

    def chosen(self) -> set[str]:
        """Return the topics whose boxes are ticked."""
        return {topic for topic, is_wanted in self.cleaned_data.items() if is_wanted}
