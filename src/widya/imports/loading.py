"""From the file to rows in the database: which columns there are, and which rows occur twice."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.utils.translation import gettext as _

from widya.imports.claims import hold
from widya.imports.errors import UnreadableFile
from widya.imports.importers import Column, Importer, find_columns
from widya.imports.models import Import, ImportRow
from widya.imports.reading import Row
from widya.imports.spool import rows_of

BATCH_ROWS = 1_000

Places = dict[int, Column]


def load_rows(found: Import, importer: Importer) -> None:
    """Keep the file's rows in the database; whatever an earlier try left of them goes.

    Raises:
        UnreadableFile: the file is no spreadsheet, has no rows, or lacks a required column.
    """
    found.delete_rows()
    twins = Twins(importer)
    with rows_of(found.file) as rows:
        places, ignored = _columns(importer, rows)
        hold(found, ignored_columns=ignored, row_count=0)
        while batch := [_row(found, row, places, twins) for row in islice(rows, BATCH_ROWS)]:
            _keep(found, batch)
    if not found.row_count:
        raise UnreadableFile(_("Tidak ada baris data di bawah judul kolom."))


class Twins:
    """Finds rows that say something which only one row of a file may say."""

    def __init__(self, importer: Importer) -> None:
        self.importer = importer
        self.lines: dict[Column, dict[str, int]] = {
            column: {} for column in importer.columns if column.is_unique
        }

    def problems(self, line: int, cells: dict[str, str]) -> list[tuple[str, str]]:
        """Return what is wrong with the row at ``line``, given the rows asked about before."""
        found = []
        for column, lines in self.lines.items():
            if not (text := cells.get(column.name)):
                continue
            first = lines.setdefault(self.importer.comparable(column, text), line)
            if first != line:
                message = _("Sudah ada di baris %(line)d.") % {"line": first}
                found.append((str(column.label), message))
        return found


def _columns(importer: Importer, rows: Iterator[Row]) -> tuple[Places, list[str]]:
    headings = next(rows, None)
    if headings is None:
        raise UnreadableFile(_("Berkas ini kosong."))
    places, ignored = find_columns(type(importer), headings[1])
    if missing := _missing(importer, places):
        message = _("Kolom wajib tidak ditemukan: %(columns)s. Pakailah templat.")
        raise UnreadableFile(message % {"columns": ", ".join(missing)})
    return places, ignored


def _missing(importer: Importer, places: Places) -> list[str]:
    there = places.values()
    return [str(each.label) for each in importer.columns if each.is_required and each not in there]


def _row(found: Import, row: Row, places: Places, twins: Twins) -> ImportRow:
    line, texts = row
    cells = {places[at].name: text for at, text in enumerate(texts) if text and at in places}
    return ImportRow(source=found, line=line, cells=cells, problems=twins.problems(line, cells))


def _keep(found: Import, rows: Sequence[ImportRow]) -> None:
    ImportRow.objects.bulk_create(rows)
    hold(found, last_line=rows[-1].line, row_count=found.row_count + len(rows))
