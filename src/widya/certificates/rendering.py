"""Certificates as PDF and as a picture, made by Typst from the frozen facts alone.

What stands on paper is Indonesian whatever the reader's language, so nothing here is translated.
The same facts give the same bytes: dates come from the facts, fonts from Typst itself.
"""

import json
import logging
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, cast

import segno
from django.core.files.storage import storages
from django.utils import translation
from django.utils.formats import date_format
from typst import Compiler, TypstError

from widya.certificates.printing import Material, Printed

if TYPE_CHECKING:
    from typst import PDFStandard

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).with_name("typst")
# For archives (ISO 19005-2) and for screen readers (ISO 14289-1).
STANDARDS: "list[PDFStandard]" = ["a-2b", "ua-1"]

_compiler_lock = Lock()  # a compiler serves one call at a time, others fail


def render_pdf(printed: Printed) -> bytes:
    """Return the certificate as PDF/A-2b and PDF/UA-1.

    Both standards refuse a character that no font at hand has. Better a certificate with a box in
    a name than none: it is then made as a tagged PDF without them.
    """
    sheet = _sheet(printed)
    try:
        return _compile(sheet, part="all", kind="pdf", standards=STANDARDS)
    except TypstError as error:
        logger.warning("Certificate %s is no PDF/A: %s", printed["uuid"], error.message)
        return _compile(sheet, part="all", kind="pdf", standards=[])


def render_picture(printed: Printed) -> bytes:
    """Return the first sheet as SVG."""
    return _compile(_sheet(printed), part="front", kind="svg", standards=[])


def _compile(
    sheet: dict[str, Any], *, part: str, kind: Literal["pdf", "svg"], standards: "list[PDFStandard]"
) -> bytes:
    inputs = {"data": json.dumps(sheet), "part": part}
    with _compiler_lock:
        made = _compiler().compile(format=kind, pdf_standards=standards, sys_inputs=inputs)
    return cast("bytes", made)  # one PDF or one picture; several pictures would be a list


@cache
def _compiler() -> Compiler:
    return Compiler(str(FOLDER / "certificate.typ"), root=str(FOLDER), ignore_system_fonts=True)


def _sheet(printed: Printed) -> dict[str, Any]:
    issued_on = date.fromisoformat(printed["issued_on"])
    organisers = [name for name in (printed["ministry"], printed["agency"]) if name]
    return {
        **printed,
        "masthead": organisers or [printed["platform"]],
        "organiser": printed["agency"] or printed["ministry"] or printed["platform"],
        "sentence": _sentence(printed),
        "issued_on": {"year": issued_on.year, "month": issued_on.month, "day": issued_on.day},
        "date": _indonesian(issued_on),
        "qr": _qr_code(printed["check_url"]),
        "logo": _logo(printed["logo"]),
        "jp": str(printed["credit_hours"]),
        "materials": [_row(material) for material in printed["materials"]],
    }


def _sentence(printed: Printed) -> str:
    organisers = [name for name in (printed["agency"], printed["ministry"]) if name]
    return (
        f"yang diselenggarakan oleh {' '.join(organisers) or printed['platform']} pada platform "
        f"{printed['platform']} melalui Pembelajaran Mandiri menggunakan aplikasi Massive Open "
        f"Online Course (MOOC) dengan jumlah {printed['credit_hours']} Jam Pelajaran."
    )


def _indonesian(day: date) -> str:
    with translation.override("id"):
        return date_format(day, "j F Y")


def _qr_code(text: str) -> str:
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue().decode()


def _logo(name: str) -> list[int] | None:
    if not name:
        return None
    with storages["private"].open(name) as picture:
        return list(picture.read())


def _row(material: Material) -> dict[str, Any]:
    return {**material, "jp": material["jp"].replace(".", ",")}
