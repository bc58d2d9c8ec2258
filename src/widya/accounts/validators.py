"""What a password must have, in the words of the pages that ask for one."""

import re

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class CharacterKindsValidator:
    """Requires an upper-case letter, a lower-case letter and a digit (manual B, “Pengaturan”)."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ``ValidationError`` unless all three kinds of character are there."""
        if not all(re.search(kind, password) for kind in ("[a-z]", "[A-Z]", "[0-9]")):
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        return _("Password harus memuat huruf besar, huruf kecil, dan angka.")


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "Password harus paling sedikit %(count)d karakter.",
            "Password harus paling sedikit %(count)d karakter.",
            self.min_length,
        ) % {"count": self.min_length}


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Password ini terlalu umum, jadi mudah ditebak.")


class SimilarityValidator(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Password terlalu mirip dengan %(verbose_name)s Anda.")
