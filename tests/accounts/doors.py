"""What the tests of this folder share: how a person gets through the sign-in page."""

import re

import altcha
from django.core import mail
from django.urls import reverse

from tests import worlds
from widya.accounts import pictures

LOGIN = "/akun/login/"
NIP = "199001012015031001"


def picture():
    """Return the fields of the form for a fresh picture, answered rightly."""
    key = pictures.new_picture()
    return {
        "check": "picture",
        "human_check_0": key,
        "human_check_1": pictures.signs_of(key),
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


def submit(client, path, check=None, **fields):
    """Send a form that asks for a human check, with a right one unless given another."""
    check = picture() if check is None else check
    return client.post(path, {**fields, **check})


def link_in_mail():
    """Return the path of the first link in the newest mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body).group(1)


def code_in_mail():
    """Return the six digits in the newest mail."""
    return re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE).group()


def errors(response):
    """Return the form's errors by field."""
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def is_signed_in(client):
    return "_auth_user_id" in client.session
