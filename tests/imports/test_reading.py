"""How spreadsheets become rows of text. Each is read by a program of its own."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from xlsxwriter import Workbook

from widya.imports.errors import UnreadableFile
from widya.imports.models import Import
from widya.imports.spool import rows_of

NIP = "199001012015031001"


def read(content):
    found = Import()
    found.file.save("berkas", ContentFile(content), save=False)
    try:
        with rows_of(found.file) as rows:
            return list(rows)
    finally:
        found.file.delete(save=False)


def workbook(draw):
    """Return the XLSX file whose one sheet the function draws."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        draw(book.add_worksheet(), book)
    return content.getvalue()


def refusal_of(content):
    with pytest.raises(UnreadableFile) as refusal:
        read(content)
    return str(refusal.value.message)


def test_cells_of_a_workbook_become_text():
    def draw(sheet, book):
        sheet.write_row(0, 0, [NIP, 12, 12.5, "  dua\n kata ", True])
        sheet.write_datetime(1, 0, date(2026, 5, 5), book.add_format({"num_format": "dd/mm/yy"}))
        sheet.write_formula(1, 1, "=1+1", value="hasil")
        sheet.write_formula(1, 2, "=1/0", value="#DIV/0!")

    assert read(workbook(draw)) == [
        (1, [NIP, "12", "12.5", "dua kata", "1"]),
        (2, ["2026-05-05", "hasil", "", "", ""]),
    ]


def test_rows_keep_their_numbers_when_empty_ones_stand_between():
    def draw(sheet, _book):
        sheet.write(2, 1, "judul")
        sheet.write(5, 1, "isi")

    assert [number for number, _texts in read(workbook(draw))] == [3, 6]


def test_of_merged_cells_the_first_has_the_text():
    def draw(sheet, _book):
        sheet.merge_range(0, 0, 1, 1, "gabung")
        sheet.write(0, 2, "a")
        sheet.write(1, 2, "b")

    assert [texts for _number, texts in read(workbook(draw))] == [
        ["gabung", "", "a"],
        ["", "", "b"],
    ]


def test_a_number_that_lost_its_last_digits_can_be_told_from_an_exact_one():
    def draw(sheet, _book):
        sheet.write_row(0, 0, [int(NIP), 123456789012345])

    assert read(workbook(draw))[0][1] == ["1.99001012015031e+17", "123456789012345"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_is_read_as_office_programs_write_it(delimiter, encoding, ending):
    lines = [
        delimiter.join(["nip", "nama"]),
        "",
        delimiter.join([NIP, f'"André{delimiter} ""Dédé"""']),
    ]
    rows = read(ending.join(lines).encode(encoding))
    name = " ".join(f'André{delimiter} "Dédé"'.split())
    assert rows == [(1, ["nip", "nama"]), (3, [NIP, name])]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00" * 10_000_000, "bukan XLSX atau CSV"),
        (b"PK\x03\x04" + b"\x00" * 1000, "bukan XLSX atau CSV"),
        (b"%PDF-1.7\n\x00\x01", "bukan XLSX atau CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "berformat lama"),
        (b"a;b\n" * 200_001, "lebih dari 200.000 baris"),
    ],
    ids=["zeros", "no zip", "pdf", "xls", "too many rows"],
)
def test_what_is_no_spreadsheet_is_refused_with_a_reason(content, message):
    assert message in refusal_of(content)


def test_a_cell_far_outside_the_table_ends_the_reading_and_not_the_worker():
    def draw(sheet, _book):
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    assert "tidak dapat dibaca" in refusal_of(workbook(draw))


def test_an_empty_file_has_no_rows():
    assert read(b"") == []
    assert read(workbook(lambda _sheet, _book: None)) == []


def test_any_bytes_are_read_or_refused_without_a_crash():
    for content in (b"\xff\xfe\x00", b'"', b'a"b;"c\n"d', b"\x80\x81\x8d;\xe9\n", b"\r\r\n;;"):
        read(content)
