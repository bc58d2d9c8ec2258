"""“Riwayat Ujian” as a file for Excel and LibreOffice."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

WIDTHS = (52, 18, 18, 10, 14, 18)
# What begins with "=" or looks like an address stays text.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "dd/mm/yyyy hh:mm",
}


def history_spreadsheet(attempts: Iterable[Any], labels: Sequence[str]) -> BytesIO:
    """Return an XLSX file of ``attempts_for``: below the columns' labels a row for each attempt.

    Text, numbers and local dates are written as such, so that they sort and add up.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - 15 MB that few processes need

    file = BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        sheet = workbook.add_worksheet(_("Riwayat Ujian"))
        heading = workbook.add_format({"bold": True, "bottom": 1})
        sheet.write_row(0, 0, labels, heading)
        for row, attempt in enumerate(attempts, start=1):
            sheet.write_row(row, 0, _cells(attempt))
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    file.seek(0)
    return file


def _cells(attempt: Any) -> list[str | int | float | datetime | None]:
    return [
        attempt.course_title,
        attempt.question_count,
        attempt.pass_mark,
        None if attempt.score is None else float(attempt.score),
        _outcome(attempt),
        timezone.make_naive(attempt.started_at),
    ]


def _outcome(attempt: Any) -> str:
    if attempt.score is None:
        return attempt.get_state_display()
    return _("Lulus") if attempt.is_passed else _("Tidak Lulus")
