"""Proof that a person, not a program, is signing in: a picture to read, or a box to tick.

The box is ALTCHA: the browser solves a small puzzle; no third party, no tracking, nothing to see
or hear. Either proof is good for one attempt.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from secrets import token_hex
from typing import Any

import altcha
from captcha.fields import CaptchaTextInput
from captcha.models import CaptchaStore
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from widya.accounts.captcha import random_challenge
from widya.core.prepared import Change, insert, prepared_change
from widya.organisation.models import SiteSettings

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ANY_KEY = "0" * 40  # stands for a picture's key
PUZZLE_LIFETIME = timedelta(minutes=10)
PUZZLE_ALGORITHM = "PBKDF2/SHA-256"
# About half a million rounds of hashing, in 256 tries on average: a second on an old telephone.
PUZZLE_ROUNDS = 2_000
PUZZLE_PREFIX = "00"


class PictureWidget(CaptchaTextInput):
    """The picture, a way to another one, and the field for what it says."""

    template_name = "accounts/widgets/picture.html"
    use_fieldset = False

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Return the field with a new picture: drawn once for all, but for the picture's key."""
        markup = _picture_markup(get_language(), name, tuple((attrs or {}).items()))
        return SafeString(markup.replace(ANY_KEY, new_picture()))


@lru_cache(maxsize=64)
def _picture_markup(
    language: str | None,  # noqa: ARG001 - the text is in it
    name: str,
    attrs: tuple[tuple[str, Any], ...],
) -> str:
    widget = PictureWidget()
    widget._key = ANY_KEY
    return forms.MultiWidget.render(widget, name, [ANY_KEY, ""], dict(attrs))


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
        if not redeem_picture(key, answer):
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


FIELDS: dict[str, type[forms.Field]] = {
    SiteSettings.HumanCheck.PICTURE: PictureField,
    SiteSettings.HumanCheck.CHECKBOX: CheckboxField,
}


def new_picture() -> str:
    """Return the key of a new picture."""
    text, answer = random_challenge()
    key = token_hex(len(ANY_KEY) // 2)
    lifetime = timedelta(minutes=settings.CAPTCHA_TIMEOUT)
    picture = CaptchaStore(
        challenge=text, response=answer, hashkey=key, expiration=timezone.now() + lifetime
    )
    insert(picture)
    return key


def redeem_picture(key: str, answer: str) -> bool:
    """Tell whether the answer is right, and use the picture up.

    The change itself is the test: of two requests with the same right answer only one finds the
    picture unused. The worker clears used ones away with the old ones.
    """
    is_right = bool(_use_up(key, answer.strip().lower(), timezone.now()))
    if not is_right:
        CaptchaStore.objects.filter(hashkey=key).delete()
    return is_right


@prepared_change
def _use_up(key: str, answer: str, now: datetime) -> Change:
    unused = CaptchaStore.objects.filter(hashkey=key, response=answer, expiration__gt=now)
    # Not “now”: the clock of a request that waited here may be behind that of the first.
    return unused, {"expiration": LONG_AGO}


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
