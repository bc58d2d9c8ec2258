"""The facts of a certificate, for tests of what is made from them."""

from tests.certificates.passing import AGENCY, MINISTRY

UUID = "13c8f9ef-8d32-483c-a966-e443c1d58be2"
CHECK_URL = f"https://mooc.example.id/sertifikat/{UUID}/"


def printed(**changes):
    """Return the facts of an ordinary certificate, with ``changes``."""
    return {
        "uuid": UUID,
        "number": "SDM.MOOC/2026 000001",
        "holder": "Siti Aminah, S.H.",
        "nip": "199001012015031001",
        "course": "Pelayanan Publik",
        "credit_hours": 3,
        "ministry": MINISTRY,
        "agency": AGENCY,
        "platform": "MOOC Kemenimipas",
        "place": "Jakarta",
        "issued_on": "2026-05-05",
        "signatory": {"position": f"Kepala {AGENCY}", "name": "Dr. Hadi Santosa, M.Si."},
        "check_url": CHECK_URL,
        "brand_colour": "#14315f",
        "accent_colour": "#b98a1d",
        "logo": "",
        "materials": [
            {"title": "Dasar", "lessons": ["Pengertian", "Asas"], "jp": "1.8"},
            {"title": "Lanjutan", "lessons": ["Penerapan"], "jp": "1.2"},
        ],
        **changes,
    }
