"""Pictures of five signs, which a program can hardly read.

Nothing is stored: a picture's key holds its signs, locked, and is good for one answer, right or
wrong, within ten minutes. Only that it was answered is kept, for as long, by the shared cache.
"""

import secrets
from datetime import timedelta
from functools import cache as once

from captcha.image import ImageCaptcha
from django.core.cache import cache

from widya.core.vault import Vault

UNMISTAKABLE = "ABCDEFHJKLMNPRSTUVWXYZ3479"
LENGTH = 5
LIFETIME = timedelta(minutes=10)
NAME_LETTERS = 16
SIZE = (200, 70)  # pixels
LETTER_SIZES = (42, 48)
INK, PAPER = (0xFF, 0xFF, 0xFF), (0x15, 0x32, 0x5F)  # captcha makes dark ink transparent

_vault = Vault("widya.accounts.pictures")


class Printer(ImageCaptcha):
    """Turns and bends the signs a little less than captcha does by itself, for small screens."""

    character_rotate = (-18, 18)  # degrees
    character_warp_dx = (0.0, 0.15)
    character_warp_dy = (0.0, 0.15)
    word_offset_dx = 0.12


def new_picture() -> str:
    """Return the key of a new picture."""
    signs = "".join(secrets.choice(UNMISTAKABLE) for _ in range(LENGTH))
    return _vault.lock(secrets.token_hex(NAME_LETTERS // 2) + signs)


def signs_of(key: str) -> str:
    """Return what the picture shows; empty when the key is not, or no longer, one of a picture."""
    return _opened(key)[1]


def draw(signs: str) -> bytes:
    """Return a PNG of the signs, turned and bent, each time in another way."""
    return _printer().generate(signs, bg_color=PAPER, fg_color=INK).getvalue()


def redeem(key: str, answer: str) -> bool:
    """Tell whether the answer is right, and use the picture up, whatever it is."""
    name, signs = _opened(key)
    if not name:
        return False
    is_first = cache.add(f"accounts.picture.{name}", value=True, timeout=LIFETIME.total_seconds())
    return bool(is_first) and answer.strip().upper() == signs


@once
def _printer() -> Printer:
    return Printer(*SIZE, font_sizes=LETTER_SIZES)


def _opened(key: str) -> tuple[str, str]:
    content = _vault.unlock(key, LIFETIME) or ""
    return content[:NAME_LETTERS], content[NAME_LETTERS:]
