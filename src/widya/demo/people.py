"""The demonstration's units and accounts."""

from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from wagtail.models import Site

from widya.accounts.actions import create_account, grant_role, set_up_roles
from widya.accounts.models import User
from widya.demo.files import read_toml
from widya.organisation.models import Unit

PASSWORD = "Belajar-2026"  # noqa: S105 - printed for everybody who tries the demonstration
PARTICIPANT_NIP = "199001012015031001"


class StaffMember(NamedTuple):
    """One of the staff; ``title`` is what the list of accounts calls them."""

    username: str
    name: str
    role: str
    title: str
    unit: str = ""


STAFF = (
    StaffMember("penulis", "Wahyu Setiawan", "author", "author"),
    StaffMember("penelaah", "Ratna Wulandari", "reviewer", "reviewer"),
    StaffMember("admin", "Sri Handayani", "administrator", "site administrator"),
    StaffMember("bantuan", "Agus Salim", "help_desk", "help desk"),
    StaffMember(
        "atasan",
        "Dedi Kurniawan",
        "supervisor",
        "unit supervisor",
        "kemenimipas/ditjen-pemasyarakatan/kanwil-jawa-barat",
    ),
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


def load_staff(sites: list[Site], units: dict[str, Unit]) -> dict[str, User]:
    """Make the staff's accounts, with their roles on every site."""
    for site in sites:
        set_up_roles(site, site.root_page)
    staff = {}
    for member in STAFF:
        user = create_account(
            username=member.username,
            name=member.name,
            email=f"{member.username}@example.id",
            unit=units.get(member.unit),
        )
        for site in sites:
            grant_role(user, site, member.role)
        staff[member.username] = user
    _give_one_password(list(staff.values()))
    return staff


def accounts() -> list[tuple[str, str]]:
    """Return the title and user name of each account to try that this demonstration has."""
    known = {"participant": PARTICIPANT_NIP} | {each.title: each.username for each in STAFF}
    loaded = User.objects.filter(username__in=known.values()).values_list("username", flat=True)
    return [(title, name) for title, name in known.items() if name in set(loaded)]


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
