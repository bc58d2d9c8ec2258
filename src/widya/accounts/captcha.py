"""The characters of the picture captcha."""

import secrets

UNMISTAKABLE = "ABCDEFHJKLMNPRSTUVWXYZ3479"
LENGTH = 5


def random_challenge() -> tuple[str, str]:
    """Return the text of the picture and the answer: five signs that are hard to confuse."""
    text = "".join(secrets.choice(UNMISTAKABLE) for _ in range(LENGTH))
    return text, text.lower()
