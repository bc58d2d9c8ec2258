"""What is said of a password that is refused: the page's own word for it, in each language."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from widya.accounts.models import User

SITI = User(username="siti", name="Siti Rahmawati", nip="199001012015031001", email="s@example.id")


@pytest.mark.parametrize(
    ("password", "indonesian", "english"),
    [
        ("Ab-1xyz", "paling sedikit 8 karakter", "at least 8 characters"),
        ("Password123", "terlalu umum", "too common"),
        ("Siti-Rahmawati-1", "terlalu mirip dengan nama lengkap Anda", "too similar to your"),
        ("semua-huruf-kecil-1", "huruf besar", "upper-case"),
    ],
)
def test_a_password_is_refused_in_the_words_of_the_pages(password, indonesian, english) -> None:
    assert indonesian in refusal(password, "id")
    assert english in refusal(password, "en")


def test_a_good_password_is_taken() -> None:
    validate_password("Belajar-2026", SITI)


def refusal(password: str, language: str) -> str:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate_password(password, SITI)
    message = " ".join(refused.value.messages)
    assert "Password" in message or language == "en"
    assert "ata sandi" not in message
    return message
