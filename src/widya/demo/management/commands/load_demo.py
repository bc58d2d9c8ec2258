"""``manage.py load_demo``: the only thing that makes demonstration data."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from widya.accounts.models import User
from widya.demo.actions import load_demo
from widya.demo.people import PARTICIPANT_NIP, PASSWORD

ACCOUNTS = f"""Accounts of the demonstration, all with the password {PASSWORD}:
  participant           {PARTICIPANT_NIP}
  author                penulis
  site administrator    admin"""


class Command(BaseCommand):
    help = "Load the demonstration: two sites with courses, people and their histories"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do nothing where it was loaded before"
        )
        parser.add_argument(
            "--accounts", action="store_true", help="only print the accounts, if it is loaded"
        )

    def handle(self, *, once: bool, accounts: bool, **_: Any) -> None:
        is_loaded = User.objects.filter(username="penulis").exists()
        if accounts:
            if is_loaded:
                self.stdout.write(ACCOUNTS)
            return
        if is_loaded and once:
            return
        if is_loaded:
            raise CommandError("the demonstration is loaded already")
        load_demo(now=timezone.now(), port=settings.PORT)
        self.stdout.write(ACCOUNTS)
