"""What a password must have."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class CharacterKindsValidator:
    """Requires an upper-case letter, a lower-case letter and a digit (manual B, “Pengaturan”)."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ``ValidationError`` unless all three kinds of character are there."""
        if not all(re.search(kind, password) for kind in ("[a-z]", "[A-Z]", "[0-9]")):
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        return _("Password harus memuat huruf besar, huruf kecil, dan angka.")
