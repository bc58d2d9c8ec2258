"""What the tests of this folder share: how a person gets through the sign-in page."""

import altcha
from captcha.models import CaptchaStore
from django.urls import reverse

from tests import worlds

LOGIN = "/akun/login/"
NIP = "199001012015031001"


def picture():
    """Return the fields of the form for a fresh picture, answered rightly."""
    captcha = CaptchaStore.objects.get(hashkey=CaptchaStore.generate_key())
    return {
        "check": "picture",
        "human_check_0": captcha.hashkey,
        "human_check_1": captcha.response,
    }


def ticked_box(client):
    """Return the fields of the form for a fresh puzzle, solved as a browser would."""
    puzzle = altcha.Challenge.from_dict(client.get(reverse("accounts:human_check")).json())
    payload = altcha.Payload(puzzle, altcha.solve_challenge(puzzle))
    return {"check": "checkbox", "human_check": payload.to_base64()}


def sign_in(client, login="siti", password=worlds.PASSWORD, *, check=None, **fields):
    """Send the form of the sign-in page, with a right human check unless given another."""
    check = picture() if check is None else check
    return client.post(LOGIN, {"login": login, "password": password, **check, **fields})


def errors(response):
    """Return the form's errors by field."""
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def is_signed_in(client):
    return "_auth_user_id" in client.session
