"""The demonstration's units and accounts."""

from typing import Any

from django.contrib.auth.hashers import make_password
from wagtail.models import Site

from widya.accounts.actions import create_account, grant_role, set_up_roles
from widya.accounts.models import User
from widya.demo.files import read_toml
from widya.organisation.models import Unit

PASSWORD = "Belajar-2026"  # noqa: S105 - printed for everybody who tries the demonstration
PARTICIPANT_NIP = "199001012015031001"
STAFF = (
    ("penulis", "Wahyu Setiawan", "author"),
    ("admin", "Sri Handayani", "administrator"),
)


def load_units() -> dict[str, Unit]:
    """Make the unit trees; return the units by their key in the file."""
    units: dict[str, Unit] = {}
    for facts in read_toml("units.toml")["units"]:
        unit = Unit(name=facts["name"], kind=facts["kind"], time_zone=facts["timezone"])
        parent = units.get(facts["parent"])
        units[facts["key"]] = (
            Unit.objects.get(pk=parent.pk).add_child(instance=unit)
            if parent
            else Unit.add_root(instance=unit)
        )
    return units


def load_staff(sites: list[Site]) -> dict[str, User]:
    """Make the staff's accounts, with their roles on every site."""
    for site in sites:
        set_up_roles(site, site.root_page)
    staff = {}
    for username, name, role in STAFF:
        user = create_account(
            username=username, name=name, email=f"{username}@example.id", password=PASSWORD
        )
        for site in sites:
            grant_role(user, site, role)
        staff[username] = user
    return staff


def load_participants(sites: dict[str, Site], units: dict[str, Unit]) -> dict[str, list[User]]:
    """Make the participants' accounts; return them by the key of their site."""
    people: dict[str, list[User]] = {key: [] for key in sites}
    for facts in read_toml("people.toml")["people"]:
        people[facts["site"]].append(_participant(facts, sites, units))
    _give_one_password([user for group in people.values() for user in group])
    return people


def _give_one_password(users: list[User]) -> None:
    """Give all the same password, which is hashed once: a hash takes its time on purpose."""
    hashed = make_password(PASSWORD)
    for user in users:
        user.password = hashed
    User.objects.bulk_update(users, ["password"])


def _participant(facts: dict[str, Any], sites: dict[str, Site], units: dict[str, Unit]) -> User:
    return create_account(
        username=facts["nip"],
        **{name: facts[name] for name in ("name", "nip", "email", "phone", "position", "rank")},
        employment_status=facts["employment_status"],
        unit=units[facts["unit"]],
        joined_through=sites[facts["site"]],
    )
