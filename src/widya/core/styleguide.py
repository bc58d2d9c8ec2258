"""What the style guide shows in its components; nothing here reaches a participant."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

COURSE = {
    "url": "#pelatihan-1",
    "title": "Pemasyarakatan dalam Sistem Peradilan Pidana",
    "summary": (
        "Peran Pemasyarakatan sejak pra-adjudikasi sampai pasca-adjudikasi, dengan contoh dari "
        "rumah tahanan, lapas, dan balai pemasyarakatan."
    ),
    "category": "Pemasyarakatan",
    "author_name": "Pusat Pengembangan SDM",
    "material_count": 12,
    "learner_count": 1250,
}
OUTLINE_ROWS = [
    {"url": "#", "title": "Pengantar", "note": "Bacaan · 10 menit", "state": "done"},
    {
        "url": "#",
        "title": "Alur peradilan pidana",
        "note": "Video · 6 menit",
        "icon": "circle-play",
        "is_current": True,
    },
    {"url": "#", "title": "Tes", "note": "5 soal", "icon": "clipboard-list"},
    {"title": "Ujian Akhir", "note": "Selesaikan semua materi dahulu", "state": "locked"},
]
NEWS = {
    "url": "#berita-1",
    "title": "Penuhi 20 JP sebelum akhir tahun",
    "excerpt": "Jam pelajaran dari pelatihan yang lulus tercatat sendiri.",
    "date": date(2025, 5, 5),
}


class SampleForm(forms.Form):
    """One field of each kind that `c-field` draws."""

    name = forms.CharField(label="Nama Lengkap", help_text="Tanpa gelar, seperti pada SK.")
    nip = forms.CharField(label="NIP/Username", min_length=18)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    unit = forms.ChoiceField(label="Unit Kerja", choices=[("1", "Lapas Kelas I Cipinang")])
    about = forms.CharField(label="Catatan", widget=forms.Textarea({"rows": 3}), required=False)
    kind = forms.ChoiceField(
        label="Tipe Pegawai",
        choices=[("internal", "Internal kementerian"), ("external", "Eksternal")],
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label="Foto", required=False, help_text="JPG atau PNG, paling besar 2 MB."
    )
    agree = forms.BooleanField(label="Data di atas sudah benar")


def context() -> dict[str, Any]:
    """Return what the template needs, with one form filled in wrongly and one untouched."""
    return {
        "form": SampleForm({"name": "Siti Rahmawati", "nip": "1990", "unit": "1"}),
        "empty_form": SampleForm(prefix="kosong"),
        "page_obj": Paginator(range(120), 10).page(5),
        "course": COURSE,
        "news": NEWS,
        "outline_rows": OUTLINE_ROWS,
        "section": "dashboard",
    }
