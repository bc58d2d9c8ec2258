"""What the platform's mails say, read on the demonstration's page of mails."""

import re
from time import time
from unittest import mock

from django.core import signing
from playwright.sync_api import Page

# In some weeks of the year it comes in between.
REMINDER = "JP Anda tahun"


def open_mail(page: Page, words: str, *, count: int = 1) -> None:
    """Open the newest of at least ``count`` mails with the address, or the words of a subject.

    The worker may still be at it.
    """
    row = page.get_by_role("row").filter(has_text=words, has_not_text=REMINDER)

    def is_there() -> bool:
        page.goto("/demo/mail/")
        return row.count() >= count

    for _ in range(60):
        if is_there():
            break
        page.wait_for_timeout(500)
    row.first.get_by_role("link").click()


def link_in_mail(page: Page, email: str, *, count: int = 1) -> str:
    open_mail(page, email, count=count)
    return page.locator("a[href*='/akun/aktivasi/']").first.get_attribute("href")


def open_link_in_mail(page: Page, email: str, *, other_than: str = "") -> None:
    link = link_in_mail(page, email, count=2 if other_than else 1)
    assert link != other_than
    page.goto(link)


def code_in_mail(page: Page, email: str) -> str:
    open_mail(page, email)
    return page.locator("p").filter(has_text=re.compile(r"^\d{6}$")).first.inner_text()


def link_of_age(seconds: int, database, var_folder, email: str) -> str:
    """Return the link as it was signed that long ago: a test cannot wait for tomorrow."""
    address = database.value("SELECT id FROM account_emailaddress WHERE email = ?", email)
    secret = (var_folder / "secret_key").read_text()
    with mock.patch("django.core.signing.time.time", return_value=time() - seconds):
        key = signing.dumps(address, key=secret, salt="account")
    return f"/akun/aktivasi/{key}/"
