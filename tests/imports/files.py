"""Spreadsheets for tests, and how the tests import them."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from xlsxwriter import Workbook

from widya.imports.actions import start, upload
from widya.imports.models import Import
from widya.imports.working import work_on

HEADINGS = ("NIP/Username", "Nama Lengkap", "Alamat Email", "Unit Kerja")


def xlsx(*rows, headings=HEADINGS):
    """Return an XLSX file with these rows of texts."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([headings, *rows]):
            sheet.write_row(number, 0, row)
    return ContentFile(content.getvalue(), name="pegawai.xlsx")


def csv(text, encoding="utf-8", name="pegawai.csv"):
    return ContentFile(text.encode(encoding), name=name)


def work_out(found):
    """Let the worker do all that is to be done for the import; return it as it is then."""
    while work_on(found.pk):
        pass
    return Import.objects.get(pk=found.pk)


def check(file, *, site, by, kind="users"):
    """Upload the file and have it checked."""
    return work_out(upload(kind=kind, site=site, file=file, by=by, now=timezone.now()))


def run(found, *, by):
    """Start the checked import and have it done."""
    start(found, by=by, now=timezone.now())
    return work_out(found)


def import_file(file, *, site, by, kind="users"):
    """Check the file, and import it."""
    return run(check(file, site=site, by=by, kind=kind), by=by)


def counts(found):
    """Return how many rows were created, changed, unchanged and refused."""
    return (
        found.created_count,
        found.changed_count,
        found.unchanged_count,
        found.refused_count,
    )


def refusals(found):
    """Return what was refused: line, column, reason."""
    rows = found.rows.filter(outcome="refused").order_by("line")
    return [(row.line, column, reason) for row in rows for column, reason in row.problems]
