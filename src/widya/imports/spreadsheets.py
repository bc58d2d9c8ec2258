"""The spreadsheets that people get: the template to fill in, and what came of each row."""

from collections.abc import Sequence
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from widya.imports.claims import hold
from widya.imports.importers import Column, Importer, importer_of
from widya.imports.models import Import, ImportRow

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# What begins with "=" or looks like an address stays text.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}
WIDTH = 26
CHUNK_ROWS = 2_000


def template_of(importer: type[Importer]) -> BytesIO:
    """Return the spreadsheet to fill in: a sheet with the headings, and one that explains them."""
    content = BytesIO()
    with _workbook(content, in_memory=True) as workbook:
        _draw_table(workbook, importer)
        _draw_explanations(workbook, importer)
    content.seek(0)
    return content


def write_report(found: Import, rows: QuerySet[ImportRow]) -> str:
    """Store the spreadsheet that says what came of these rows; return its name.

    It has the columns of the template too, so that rows can be mended in it and uploaded again.
    """
    columns = importer_of(found.kind).columns
    with TemporaryFile() as content:
        with _workbook(content, constant_memory=True) as workbook:
            sheet = workbook.add_worksheet(_("Hasil"))
            _draw_headings(workbook, sheet, [_("Baris"), _("Hasil"), _("Keterangan")], columns)
            results = {value: str(label) for value, label in ImportRow.Outcome.choices}
            for number, row in enumerate(rows.order_by("line").iterator(CHUNK_ROWS), start=1):
                _draw_row(sheet, number, row, results.get(row.outcome, ""), columns)
                if number % CHUNK_ROWS == 0:
                    hold(found)
        content.seek(0)
        found.report.delete(save=False)
        found.report.save("laporan.xlsx", File(content), save=False)
    return str(found.report.name)


def _workbook(content: IO[bytes], **options: bool) -> "Workbook":
    from xlsxwriter import Workbook  # noqa: PLC0415 - 15 MB that few processes need

    return Workbook(content, {**OPTIONS, **options})


def _draw_table(workbook: "Workbook", importer: type[Importer]) -> None:
    sheet = workbook.add_worksheet(_("Data"))
    _draw_headings(workbook, sheet, [], importer.columns)
    # As text: of a NIP that is taken for a number, a spreadsheet program loses the last digits.
    as_text = workbook.add_format({"num_format": "@"})
    for place, column in enumerate(importer.columns):
        sheet.set_column(place, place, WIDTH, as_text)
        if column.choices:
            choices = [str(choice) for choice in column.choices]
            area = (1, place, 1_000, place)
            sheet.data_validation(*area, {"validate": "list", "source": choices})


def _draw_explanations(workbook: "Workbook", importer: type[Importer]) -> None:
    sheet = workbook.add_worksheet(_("Petunjuk"))
    bold, wrapped = workbook.add_format({"bold": True}), workbook.add_format({"text_wrap": True})
    sheet.set_column(0, 0, WIDTH, wrapped)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 3, 60, wrapped)
    sheet.write_row(0, 0, [_("Kolom"), _("Wajib"), _("Isi"), _("Contoh")], bold)
    for number, column in enumerate(importer.columns, start=1):
        required = _("Ya") if column.is_required else _("Tidak")
        texts = (str(column.label), required, str(column.help), column.example)
        for place, text in enumerate(texts):
            sheet.write_string(number, place, text)
    sheet.write_string(
        len(importer.columns) + 2,
        0,
        _("Sel yang kosong tidak mengubah data yang sudah ada."),
        workbook.add_format({"italic": True}),
    )


def _draw_headings(
    workbook: "Workbook", sheet: "Worksheet", first: list[str], columns: Sequence[Column]
) -> None:
    heading = workbook.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    labels = [f"{each.label} *" if each.is_required else str(each.label) for each in columns]
    sheet.set_column(0, len(first) + len(labels) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [*first, *labels], heading)


def _draw_row(
    sheet: "Worksheet", number: int, row: ImportRow, result: str, columns: Sequence[Column]
) -> None:
    """Write what came of the row, with all its cells if it was refused, else what names it."""
    is_refused = row.outcome == ImportRow.Outcome.REFUSED
    shown = columns if is_refused else columns[:1]
    reasons = " ".join(f"{column}: {text}" if column else text for column, text in row.problems)
    cells = (row.cells.get(each.name, "") for each in shown)
    sheet.write_number(number, 0, row.line)
    for place, text in enumerate((result, reasons, *cells), start=1):
        if text:
            sheet.write_string(number, place, text)
