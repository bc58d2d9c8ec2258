"""The account itself, and what was done with it."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import registry

from widya.accounts.models import Acceptance, FormerIdentifier, User
from widya.accounts.queries import devices_of
from widya.notifications.queries import mails_to, notices_to, refusals_of
from widya.privacy.queries import access_entries_for
from widya.privacy.sections import Section, section
from widya.privacy.traces import import_rows_about, log_entries_about


def accounts(user: User) -> list[Section]:
    return [
        _profile(user),
        section(
            "former_identifiers",
            _("Identitas lama"),
            {"kind": _("Jenis"), "value": _("Isi"), "changed_at": _("Diganti")},
            (
                (row.get_kind_display(), row.value, row.changed_at)
                for row in FormerIdentifier.objects.filter(user=user).order_by("changed_at", "pk")
            ),
        ),
        section(
            "acceptances",
            _("Persetujuan"),
            {"title": _("Halaman"), "version": _("Versi"), "accepted_at": _("Disetujui")},
            Acceptance.objects.filter(user=user)
            .order_by("accepted_at", "pk")
            .values_list("title", "published_at", "accepted_at"),
        ),
        section(
            "email_addresses",
            _("Alamat email"),
            {"email": _("Alamat"), "verified": _("Dikonfirmasi"), "primary": _("Utama")},
            EmailAddress.objects.filter(user=user)
            .order_by("pk")
            .values_list("email", "verified", "primary"),
        ),
        *_ways_in(user),
    ]


def _profile(user: User) -> Section:
    names = ("username", "nip", "name", "email", "phone", "position", "rank", "workplace")
    facts: dict[str, Any] = {name: (_label(name), getattr(user, name)) for name in names}
    facts |= {
        "unit": (_label("unit"), str(user.unit or "")),
        "employee_type": (_label("employee_type"), user.get_employee_type_display()),
        "employment_status": (_label("employment_status"), user.get_employment_status_display()),
        "photo": (_label("photo"), bool(user.photo)),
        "joined_through": (_label("joined_through"), str(user.joined_through or "")),
        "language": (_label("language"), user.get_language_display()),
        "roles": (_("peran"), [group.name for group in user.groups.order_by("name")]),
        "is_active": (_("aktif"), user.is_active),
        "date_joined": (_("terdaftar"), user.date_joined),
        "activated_at": (_label("activated_at"), user.activated_at),
        "last_login": (_("terakhir masuk"), user.last_login),
    }
    columns = {name: label[:1].upper() + label[1:] for name, (label, _value) in facts.items()}
    return section("profile", _("Profil"), columns, [tuple(value for _, value in facts.values())])


def _label(name: str) -> str:
    return str(User._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _ways_in(user: User) -> list[Section]:
    return [
        section(
            "sessions",
            _("Perangkat yang masuk"),
            {
                "device": _("Peramban"),
                "address": _("Alamat IP"),
                "since": _("Sejak"),
            },
            ((each.user_agent, each.ip, each.since) for each in devices_of(user, timezone.now())),
        ),
        section(
            "second_factors",
            _("Masuk dua langkah"),
            {"kind": _("Jenis"), "since": _("Sejak"), "used_at": _("Terakhir dipakai")},
            (
                (str(row.get_type_display()), row.created_at, row.last_used_at)
                for row in Authenticator.objects.filter(user=user).order_by("pk")
            ),
        ),
        _identities(user),
    ]


def _identities(user: User) -> Section:
    return section(
        "identities",
        _("Identitas terhubung"),
        {
            "provider": _("Penyedia"),
            "subject": _("Nomor di penyedia"),
            "facts": _("Isi"),
            "since": _("Sejak"),
            "used_at": _("Terakhir dipakai"),
        },
        (
            (
                row.provider,
                row.uid,
                list(row.extra_data.values()),
                row.date_joined,
                row.last_login,
            )
            for row in SocialAccount.objects.filter(user=user).order_by("pk")
        ),
    )


def imports(user: User) -> list[Section]:
    rows = import_rows_about(user).select_related("source").order_by("source_id", "line")
    return [
        section(
            "import_rows",
            _("Baris berkas impor tentang Anda"),
            {
                "file": _("Berkas"),
                "line": _("Baris"),
                "uploaded_at": _("Diunggah"),
                "outcome": _("Hasil"),
                "cells": _("Isi"),
            },
            (
                (
                    row.source.filename,
                    row.line,
                    row.source.uploaded_at,
                    row.get_outcome_display(),
                    [f"{name}: {value}" for name, value in row.cells.items() if value],
                )
                for row in rows
            ),
        )
    ]


def notifications(user: User) -> list[Section]:
    return [
        section(
            "mails",
            _("Mail kepada Anda"),
            {
                "subject": _("Perihal"),
                "state": _("Keadaan"),
                "created_at": _("Dibuat"),
                "sent_at": _("Dikirim"),
            },
            (
                (mail.subject, mail.get_state_display(), mail.created_at, mail.sent_at)
                for mail in mails_to(user).order_by("created_at", "pk")
            ),
        ),
        section(
            "refused_topics",
            _("Pemberitahuan yang Anda matikan"),
            {"topic": _("Jenis")},
            ((row.get_topic_display(),) for row in refusals_of(user).order_by("topic")),
        ),
        section(
            "notices",
            _("Pemberitahuan kepada Anda"),
            {"topic": _("Jenis"), "about": _("Tentang"), "told_at": _("Waktu")},
            (
                (row.get_topic_display(), row.about, row.told_at)
                for row in notices_to(user).order_by("told_at", "pk")
            ),
        ),
    ]


def staff_access(user: User) -> list[Section]:
    return [
        section(
            "staff_access",
            _("Akses pengelola"),
            {
                "happened_at": _("Waktu"),
                "actor": _("Pengelola"),
                "kind": _("Tindakan"),
                "fields": _("Bagian"),
            },
            (
                (row.happened_at, str(row.actor or ""), row.get_kind_display(), row.field_labels())
                for row in access_entries_for(user)
            ),
        ),
        section(
            "staff_log",
            _("Catatan pengelola"),
            {"happened_at": _("Waktu"), "actor": _("Pengelola"), "action": _("Tindakan")},
            (
                (row.timestamp, str(row.user or ""), registry.get_action_label(row.action))
                for row in log_entries_about(user).select_related("user")
                if registry.action_exists(row.action)
            ),
        ),
    ]
