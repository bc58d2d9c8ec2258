"""Proof that a person, not a program, is signing in: a picture to read, or a box to tick.

The box is ALTCHA: the browser solves a small puzzle; no third party, no tracking, nothing to see
or hear. Either proof is good for one attempt.
"""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Any

import altcha
from django import forms
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from widya.accounts import pictures
from widya.core.form_pages import Place, filled_for_visitors
from widya.organisation.models import SiteSettings

ANY_KEY = "0" * 40  # stands for a picture's key
AS_TYPED = {"autocapitalize": "off", "autocomplete": "off", "autocorrect": "off"}
PUZZLE_LIFETIME = timedelta(minutes=10)
PUZZLE_ALGORITHM = "PBKDF2/SHA-256"
# About half a million rounds of hashing, in 256 tries on average: a second on an old telephone.
PUZZLE_ROUNDS = 2_000
PUZZLE_PREFIX = "00"


class PictureWidget(forms.MultiWidget):
    """The picture, a way to another one, and the field for what it says."""

    template_name = "accounts/widgets/picture.html"
    use_fieldset = False

    def __init__(self) -> None:
        key = forms.HiddenInput({"autocomplete": "off"})
        super().__init__([key, forms.TextInput({**AS_TYPED, "spellcheck": "false"})])

    def decompress(self, value: None) -> list[str]:
        """Return what the fields begin with: nothing is ever filled in."""
        return ["", ""]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        image = reverse("accounts:picture", args=[ANY_KEY])
        return {**super().get_context(name, value, attrs), "image": image}

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Return the field with a new picture: drawn once for all, but for the picture's key."""
        markup = _picture_markup(get_language(), name, tuple((attrs or {}).items()))
        return SafeString(markup.replace(ANY_KEY, pictures.new_picture()))


@lru_cache(maxsize=64)
def _picture_markup(
    language: str | None,  # noqa: ARG001 - the text is in it
    name: str,
    attrs: tuple[tuple[str, Any], ...],
) -> str:
    return forms.MultiWidget.render(PictureWidget(), name, [ANY_KEY, ""], dict(attrs))


def _new_picture(request: HttpRequest) -> str:  # noqa: ARG001 - each is as good as another
    return pictures.new_picture()


PICTURE_PLACE = Place(re.compile(rb'/akun/captcha/([^"]+)\.png"'), _new_picture)


class PictureField(forms.Field):
    """Accepts what the picture says; any answer uses the picture up."""

    widget = PictureWidget

    def __init__(self) -> None:
        super().__init__(
            label=_("Kode pada gambar"),
            error_messages={
                "required": _("Tulis kode yang terlihat pada gambar."),
                "invalid": _("Kode tidak cocok dengan gambar. Coba gambar yang baru."),
            },
        )

    def clean(self, value: list[str | None]) -> None:
        key, answer = (part or "" for part in value)
        if not answer.strip():
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if not pictures.redeem(key, answer):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class CheckboxWidget(forms.Widget):
    """ALTCHA's element; it fills in the proof when the box is ticked."""

    template_name = "accounts/widgets/checkbox.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {
            **super().get_context(name, None, attrs),
            "puzzle_url": reverse("accounts:human_check"),
            "language": (get_language() or "id")[:2],
        }


class CheckboxField(forms.CharField):
    """Accepts the solution of a puzzle that ``new_puzzle`` made, once and for ten minutes."""

    def __init__(self) -> None:
        message = _("Validasi Gagal! Coba Lagi!")
        super().__init__(
            label=_("Pemeriksaan keamanan"),
            widget=CheckboxWidget(),
            error_messages={"required": message, "invalid": message},
        )

    def clean(self, value: str) -> None:
        if not redeem_solution(super().clean(value)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


protected_page = filled_for_visitors(PICTURE_PLACE)

FIELDS: dict[str, type[forms.Field]] = {
    SiteSettings.HumanCheck.PICTURE: PictureField,
    SiteSettings.HumanCheck.CHECKBOX: CheckboxField,
}


def new_puzzle() -> dict[str, Any]:
    """Return a signed puzzle for ALTCHA's element."""
    puzzle = altcha.create_challenge(
        PUZZLE_ALGORITHM,
        PUZZLE_ROUNDS,
        key_prefix=PUZZLE_PREFIX,
        expires_at=timezone.now() + PUZZLE_LIFETIME,
        hmac_secret=_puzzle_secret(),
    )
    return puzzle.to_dict()


def redeem_solution(solution: str) -> bool:
    """Tell whether this solves a puzzle of ours that nobody has redeemed yet, and redeem it."""
    if not altcha.verify_solution(solution, _puzzle_secret()).verified:
        return False
    signature = altcha.Payload.from_base64(solution).challenge.signature
    lifetime = PUZZLE_LIFETIME.total_seconds()
    return bool(cache.add(f"accounts.puzzle.{signature}", True, lifetime))  # noqa: FBT003


def _puzzle_secret() -> str:
    return salted_hmac("widya.accounts.human_check", "puzzle", algorithm="sha256").hexdigest()
