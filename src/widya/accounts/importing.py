"""Import of accounts: each by its NIP or user name; what is left empty stays as it is.

A new account has no password that anybody could type: its owner makes one by “Lupa Password”.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from widya.accounts.actions import part_with_address
from widya.accounts.fields import PHONE, checked_nip
from widya.accounts.identifiers import normalise_identifier
from widya.accounts.models import User
from widya.accounts.nip import is_nip_like, parse_nip, without_separators
from widya.accounts.queries import (
    administered_people,
    administered_roles,
    merged_identifiers,
    with_identifiers,
)
from widya.accounts.signals import personal_data_imported
from widya.imports.importers import Column, Importer, Outcome, Step, register
from widya.organisation.queries import settings_for, unit_names

# What a spreadsheet program makes of a NIP in a cell for numbers: 1.99001012015031E+17.
ROUNDED = re.compile(r"\d([.,]\d+)?e\+\d+", re.IGNORECASE)
# By which name of a field people know it.
_LABELLED = {"unit_id": "unit"}
FIELDS = ("name", "email", "unit_id", "position", "rank", "employment_status", "phone")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of the file; ``unit`` is a primary key, or empty."""

    identifier: str
    name: str
    email: str
    unit: int | str
    position: str
    rank: str
    employment_status: str
    phone: str

    @property
    def nip(self) -> str | None:
        return self.identifier if is_nip_like(self.identifier) else None

    def values(self) -> dict[str, Any]:
        """Return what the row says, by the fields of ``User``."""
        said = {name: getattr(self, name) for name in FIELDS if name != "unit_id"}
        return {name: value for name, value in {**said, "unit_id": self.unit}.items() if value}


@register
class PersonImporter(Importer):
    """Makes accounts that join through the site, and changes those that the person administers."""

    kind = "users"
    label = gettext_lazy("pengguna")
    row_class = PersonRow
    columns = (
        Column(
            "identifier",
            gettext_lazy("NIP/Username"),
            gettext_lazy("NIP 18 angka, sebagai teks; tanpa NIP: username."),
            "199001012015031001",
            is_required=True,
            is_unique=True,
            longest=150,
        ),
        Column(
            "name",
            gettext_lazy("Nama Lengkap"),
            gettext_lazy("Dengan gelar, seperti yang akan tercetak di sertifikat."),
            "Siti Rahmawati, S.H.",
            is_required=True,
            longest=160,
        ),
        Column(
            "email",
            gettext_lazy("Alamat Email"),
            gettext_lazy("Ke alamat ini kode untuk membuat password dikirim."),
            "siti.rahmawati@example.go.id",
            is_required=True,
            is_unique=True,
            longest=254,
        ),
        Column(
            "unit",
            gettext_lazy("Unit Kerja"),
            gettext_lazy(
                "Kode unit, atau namanya; bila nama itu ada beberapa, jalurnya dari atas."
            ),
            "LP-3171",
            longest=1000,
        ),
        Column(
            "position",
            gettext_lazy("Jabatan"),
            gettext_lazy("Nama jabatan."),
            "Penyuluh",
            longest=160,
        ),
        Column(
            "rank",
            gettext_lazy("Pangkat/Golongan"),
            gettext_lazy("Golongan, misalnya III/a atau IX."),
            "III/a",
            longest=20,
        ),
        Column(
            "employment_status",
            gettext_lazy("Status Kepegawaian"),
            gettext_lazy("PNS, PPPK, atau Lainnya. Akun baru tanpa isian ini: menurut NIP-nya."),
            "PNS",
            choices=tuple(User.EmploymentStatus.labels),
        ),
        Column(
            "phone",
            gettext_lazy("Nomor Telepon"),
            gettext_lazy("Dengan angka, misalnya 081234567890."),
            "081234567890",
            longest=30,
        ),
    )

    @classmethod
    def is_allowed(cls, user: Any, site: Site) -> bool:
        may = user.has_perms(["accounts.add_user", "accounts.change_user"])
        return bool(may and administered_roles(user).filter(site=site).exists())

    def comparable(self, column: Column, text: str) -> str:
        return normalise_identifier(text)

    def clean_identifier(self, text: str) -> str:
        identifier = normalise_identifier(text)
        if ROUNDED.fullmatch(text):
            raise ValidationError(
                _(
                    "Tersimpan sebagai angka, jadi angka terakhirnya sudah hilang. Jadikan kolom"
                    " ini teks, lalu tulis ulang NIP-nya."
                )
            )
        if without_separators(text).isdigit():
            return checked_nip(text).digits
        UnicodeUsernameValidator()(identifier)
        return identifier

    def clean_email(self, text: str) -> str:
        validate_email(text)
        return text

    def clean_unit(self, text: str) -> int:
        found = self._find_units(text)
        if not found:
            raise ValidationError(_("Tidak ada unit dengan kode atau nama ini."))
        if len(found) > 1:
            raise ValidationError(_("Ada beberapa unit bernama ini. Tulis kode atau jalurnya."))
        return next(iter(found))

    def clean_employment_status(self, text: str) -> str:
        for value, label in User.EmploymentStatus.choices:
            if text.casefold() in {value, str(label).casefold()}:
                return value
        labels = ", ".join(str(label) for label in User.EmploymentStatus.labels)
        raise ValidationError(_("Pilih salah satu: %(labels)s.") % {"labels": labels})

    def clean_phone(self, text: str) -> str:
        if not PHONE.fullmatch(text):
            raise ValidationError(_("Tulis nomor telepon dengan angka, misalnya 081234567890."))
        return text

    def plan(self, rows: Sequence[PersonRow]) -> list[Step]:
        people = People(rows, by=self.by)
        return [self._step(row, people) for row in rows]

    def save(self, steps: Sequence[Step]) -> None:
        new = [step for step in steps if step.outcome == Outcome.CREATED]
        _delete_waiting([step.data for step in new if step.data])
        for step in new:
            step.instance.set_unusable_password()
        User.objects.bulk_create(step.instance for step in new)
        # Only what changes is written: the rest may have changed since it was read.
        changed = defaultdict(list)
        for step in steps:
            changed[step.changed].append(step.instance)
        for fields, users in changed.items():
            if fields:
                User.objects.bulk_update(users, fields)
        self._tell([step for step in steps if step.outcome == Outcome.CHANGED])

    def _step(self, row: PersonRow, people: "People") -> Step:
        user = people.with_identifier(row.identifier)
        if people.is_email_taken(row.email, by_other_than=user):
            return self.refusal("email", _("Alamat ini sudah dipakai akun lain."))
        if user and _is_another_persons(row, user):
            message = _("NIP ini username akun dengan NIP lain. Koreksi akun itu dahulu.")
            return self.refusal("identifier", message)
        if user is None or user.awaits_activation:
            return Step(Outcome.CREATED, instance=self._new_user(row), data=user and user.pk)
        if not people.is_own(user):
            message = _("Akun ini tidak dikelola situs ini, jadi tidak diubah.")
            return self.refusal("identifier", message)
        values, old_email = row.values(), user.email
        changed = tuple(name for name in values if values[name] != getattr(user, name))
        for name in changed:
            setattr(user, name, values[name])
        outcome = Outcome.CHANGED if changed else Outcome.UNCHANGED
        return Step(outcome, user, changed, data=old_email)

    def _new_user(self, row: PersonRow) -> User:
        return User(
            username=row.identifier,
            nip=row.nip,
            date_joined=self.now,
            activated_at=self.now,
            joined_through=self.site,
            **{"employment_status": _status_by(row.nip), **row.values()},
        )

    def _tell(self, steps: Sequence[Step]) -> None:
        """Say what changed of whom, to the log that people read and to addresses that went."""
        changes = [
            (step.instance, [_LABELLED.get(name, name) for name in step.changed]) for step in steps
        ]
        personal_data_imported.send(User, actor=self.by, changes=changes, now=self.now)
        for step in steps:
            if "email" in step.changed:
                part_with_address(step.instance, step.data, site=self.site, now=self.now)

    @cached_property
    def _find_units(self) -> Callable[[str], set[int]]:
        top = settings_for(self.site).top_unit
        return unit_names(below=top.path if top else "").find


class People:
    """The accounts that a batch of rows may concern."""

    def __init__(self, rows: Sequence[PersonRow], *, by: User) -> None:
        known = list(with_identifiers({row.identifier for row in rows}))
        merged = merged_identifiers({row.identifier for row in rows}).select_related("user")
        known += [former.user for former in merged]
        self._by_identifier = {former.value: former.user for former in merged}
        self._by_identifier |= {user.username.lower(): user for user in known}
        self._by_identifier |= {user.nip: user for user in known if user.nip}
        own = administered_people(by).filter(pk__in=[user.pk for user in known])
        self._own = set(own.values_list("pk", flat=True))
        self._by_email = _holders({row.email.lower() for row in rows})

    def with_identifier(self, identifier: str) -> User | None:
        return self._by_identifier.get(identifier)

    def is_own(self, user: User) -> bool:
        """Tell whether the one who imports may change the account."""
        return user.pk in self._own

    def is_email_taken(self, email: str, *, by_other_than: User | None) -> bool:
        holders = self._by_email.get(email.lower(), set())
        return bool(holders - {by_other_than.pk if by_other_than else None})


def _is_another_persons(row: PersonRow, user: User) -> bool:
    """Tell whether the row's NIP is but the user name of an account whose owner has another NIP."""
    return bool(row.nip and user.nip and user.username == row.nip != user.nip)


def _delete_waiting(accounts: list[int]) -> None:
    """Delete accounts that nobody has activated: who registered them keeps no password to them."""
    if accounts:
        User.objects.filter(pk__in=accounts, is_active=False, activated_at=None).delete()


def _holders(emails: set[str]) -> dict[str, set[int]]:
    """Return the activated accounts that have these addresses, by the address in lower case."""
    accounts = (
        User.objects.annotate(lower_email=Lower("email"))
        .filter(lower_email__in=emails)
        .exclude(is_active=False, activated_at=None)
    )
    holders = defaultdict(set)
    for pk, email in accounts.values_list("pk", "lower_email"):
        holders[email].add(pk)
    return holders


def _status_by(nip: str | None) -> str:
    if nip is None:
        return User.EmploymentStatus.OTHER
    is_pppk = parse_nip(nip).is_pppk
    return User.EmploymentStatus.PPPK if is_pppk else User.EmploymentStatus.PNS
