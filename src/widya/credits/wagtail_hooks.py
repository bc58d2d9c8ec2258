"""What the ledger adds to the staff side."""

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from widya.accounts.models import User
from widya.credits.queries import credits_for


@hooks.register("register_person_figures")
def credits_of_person(person: User) -> list[tuple[Any, int]]:
    """Tell the staff how many JP an account holds."""
    return [(_("JP"), credits_for(person).aggregate(total=Sum("amount_jp", default=0))["total"])]
