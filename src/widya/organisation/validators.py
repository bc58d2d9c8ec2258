"""What the fields of this app accept."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from widya.organisation.number_patterns import PatternError, check_pattern

hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("Tulis warna seperti #1a2b3c."))


def validate_number_pattern(pattern: str) -> None:
    """Refuse a pattern of certificate numbers that would give no number, or a wrong one."""
    try:
        check_pattern(pattern)
    except PatternError:
        raise ValidationError(
            _(
                "Pola harus memuat {number} atau {number:06}, dan di dalam kurung kurawal hanya"
                " boleh ada {year} dan {number}. Contoh: SDM.MOOC/{year} {number:06}"
            ),
            code="number_pattern",
        ) from None
