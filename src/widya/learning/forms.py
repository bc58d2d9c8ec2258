"""Forms of learners and of staff."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from widya.accounts.models import User
from widya.learning.actions import hide_review, show_review
from widya.learning.models import Review

STARS = [
    (stars, ngettext_lazy("%d bintang", "%d bintang", stars) % stars) for stars in range(5, 0, -1)
]


class ReviewForm(forms.ModelForm[Review]):
    """What a learner who finished a course says of it."""

    stars = forms.TypedChoiceField(
        label=_("Penilaian Anda"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )

    class Meta:
        model = Review
        fields = ("stars", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"text": _("Boleh kosong; paling panjang 1.000 karakter.")}


class ReviewModerationForm(WagtailAdminModelForm):
    """Hide a review by writing why; show it again by emptying that."""

    class Meta:
        model = Review
        fields = ("hidden_reason",)
        help_texts = {
            "hidden_reason": _(
                "Isi untuk menyembunyikan ulasan ini; kosongkan untuk menampilkannya kembali."
            )
        }

    def save(self, commit: bool = True) -> Review:  # noqa: FBT001, FBT002 - Django's signature
        user = cast(User, self.for_user)
        if reason := self.cleaned_data["hidden_reason"]:
            hide_review(self.instance, by=user, reason=reason, now=timezone.now())
        else:
            show_review(self.instance, by=user)
        return self.instance
