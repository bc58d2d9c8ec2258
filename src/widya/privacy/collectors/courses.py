"""What a person did in courses, and came to by them."""

from typing import Any

from django.utils.translation import gettext as _

from widya.accounts.models import User
from widya.certificates.queries import certificates_for
from widya.credits.queries import credits_for
from widya.learning.models import Completion, Enrolment, Favourite, Review, Watching
from widya.privacy.sections import Section, section


def learning(user: User) -> list[Section]:
    enrolments = Enrolment.objects.filter(user=user).select_related("run__course", "last_element")
    return [
        section(
            "enrolments",
            _("Pelatihan yang diikuti"),
            {
                "course": _("Pelatihan"),
                "state": _("Keadaan"),
                "enrolled_at": _("Terdaftar"),
                "finished_at": _("Selesai"),
                "progress_percent": _("Kemajuan (%)"),
                "last_element": _("Terakhir dibuka"),
                "last_visited_at": _("Terakhir dikunjungi"),
            },
            (
                (
                    row.run.course.title,
                    row.get_state_display(),
                    row.enrolled_at,
                    row.finished_at,
                    row.progress_percent,
                    row.last_element.title if row.last_element else "",
                    row.last_visited_at,
                )
                for row in enrolments.order_by("enrolled_at", "pk")
            ),
        ),
        *_progress(user),
        *_opinions(user),
    ]


def _progress(user: User) -> list[Section]:
    course = "enrolment__run__course__title"
    return [
        section(
            "completions",
            _("Materi yang diselesaikan"),
            {"course": _("Pelatihan"), "element": _("Materi"), "completed_at": _("Selesai")},
            Completion.objects.filter(enrolment__user=user)
            .order_by("completed_at", "pk")
            .values_list(course, "element__title", "completed_at"),
        ),
        section(
            "watchings",
            _("Video yang ditonton"),
            {
                "course": _("Pelatihan"),
                "lesson": _("Materi"),
                "watched_seconds": _("Ditonton (detik)"),
                "position_seconds": _("Posisi terakhir (detik)"),
                "ranges": _("Bagian yang diputar (detik)"),
                "updated_at": _("Diperbarui"),
            },
            (
                (
                    row.enrolment.run.course.title,
                    row.lesson.title,
                    row.watched_seconds,
                    row.position_seconds,
                    [f"{start}–{end}" for start, end in row.ranges],
                    row.updated_at,
                )
                for row in Watching.objects.filter(enrolment__user=user)
                .select_related("enrolment__run__course", "lesson")
                .order_by("updated_at", "pk")
            ),
        ),
    ]


def _opinions(user: User) -> list[Section]:
    reviews = Review.objects.filter(enrolment__user=user).order_by("written_at", "pk")
    favourites = Favourite.objects.filter(user=user).order_by("created_at", "pk")
    return [
        section(
            "reviews",
            _("Ulasan"),
            {
                "course": _("Pelatihan"),
                "stars": _("Bintang"),
                "text": _("Ulasan"),
                "written_at": _("Ditulis"),
                "hidden_at": _("Disembunyikan"),
                "hidden_reason": _("Alasan disembunyikan"),
            },
            reviews.values_list(
                "enrolment__run__course__title",
                "stars",
                "text",
                "written_at",
                "hidden_at",
                "hidden_reason",
            ),
        ),
        section(
            "favourites",
            _("Favorit"),
            {"course": _("Pelatihan"), "created_at": _("Disimpan")},
            favourites.values_list("course__title", "created_at"),
        ),
    ]


def certificates(user: User) -> list[Section]:
    return [
        section(
            "certificates",
            _("Sertifikat"),
            {
                "number": _("Nomor"),
                "course": _("Pelatihan"),
                "issued_at": _("Terbit"),
                "status": _("Status"),
                "revocation_reason": _("Alasan pencabutan"),
                "address": _("Halaman pemeriksaan"),
                "printed": _("Yang tercetak"),
            },
            (
                (
                    each.number,
                    each.course_title,
                    each.issued_at,
                    str(each.status),
                    each.revocation_reason,
                    each.site.root_url + each.get_absolute_url(),
                    _flat(each.printed),
                )
                for each in certificates_for(user).select_related("site")
            ),
        )
    ]


def _flat(printed: dict[str, Any]) -> list[str]:
    return [f"{name}: {value}" for name, value in printed.items() if isinstance(value, str | int)]


def credits_ledger(user: User) -> list[Section]:
    return [
        section(
            "credits",
            _("Jam Pelajaran"),
            {
                "title": _("Kegiatan"),
                "form": _("Bentuk"),
                "amount_jp": _("Jumlah JP"),
                "starts_on": _("Mulai"),
                "ends_on": _("Selesai"),
            },
            (
                (row.title, row.get_form_display(), row.amount_jp, row.starts_on, row.ends_on)
                for row in credits_for(user)
            ),
        )
    ]
