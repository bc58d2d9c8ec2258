"""Row A20: the PDF, with everything that stands on it, whatever the names."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image
from pypdf import PdfReader

from tests.certificates.facts import CHECK_URL, printed
from tests.certificates.passing import AGENCY, MINISTRY
from widya.certificates.rendering import render_pdf, render_picture

A4_LANDSCAPE = (842, 595)  # points
FRAME = 32  # points
LONGEST_NAME = (
    "Prof. Dr. Ir. H. Raden Mas Wijayakusumaningrat Hadiwinoto Kartohadikusumo, S.H., M.H., M.Si."
)
LONGEST_TITLE = (
    "Penyelenggaraan Pembimbingan Kemasyarakatan bagi Klien Pemasyarakatan dalam Sistem Peradilan "
    "Pidana Terpadu berdasarkan Undang-Undang Nomor 22 Tahun 2022 tentang Pemasyarakatan dan "
    "Peraturan Pelaksana"
)
MARKUP = "<b>Siti</b> *tebal* _miring_ #panic() $x$ @kunci `kode` = judul"


def read(**changes):
    return PdfReader(BytesIO(render_pdf(printed(**changes))))


def words_of(page):
    """Return the page's text on one line, however its lines were broken."""
    return " ".join(page.extract_text().replace("\u200b", "").split())


def starts_of_texts(page):
    """Return how far from the left edge each run of text starts, in points."""
    starts = []

    def visit(text, transformation, text_matrix, _font, _size):
        if text.strip():
            starts.append(transformation[4] + transformation[0] * text_matrix[4])

    page.extract_text(visitor_text=visit)
    return starts


@pytest.mark.parametrize(
    "expected",
    [
        MINISTRY.upper(),
        AGENCY.upper(),
        "SERTIFIKAT",
        "NOMOR SDM.MOOC/2026 000001",
        "Diberikan Kepada: Siti Aminah, S.H. NIP 199001012015031001",
        "Atas: Pelayanan Publik",
        f"yang diselenggarakan oleh {AGENCY} {MINISTRY} pada platform MOOC Kemenimipas",
        "melalui Pembelajaran Mandiri menggunakan aplikasi Massive Open Online Course (MOOC)",
        "dengan jumlah 3 Jam Pelajaran.",
        "Jakarta, 5 Mei 2026",
        f"KEPALA {AGENCY.upper()}",
        "Diterbitkan secara elektronik Dr. Hadi Santosa, M.Si.",
        f"Dokumen ini diterbitkan secara elektronik oleh {AGENCY}",
        "keasliannya diperiksa melalui kode QR",
        CHECK_URL,
    ],
)
def test_the_first_sheet_says(expected):
    assert expected in words_of(read().pages[0])


def test_the_second_sheet_lists_the_materials_with_their_jp():
    words = words_of(read().pages[1])
    assert "DAFTAR MATA PELATIHAN Pelayanan Publik" in words
    assert "1 Dasar Pengertian · Asas 1,8" in words
    assert "2 Lanjutan Penerapan 1,2" in words
    assert "Jumlah 3" in words


def test_the_pdf_is_a4_landscape_archivable_and_accessible():
    reader = read()
    assert len(reader.pages) == 2
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_LANDSCAPE
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.metadata.title == "Sertifikat SDM.MOOC/2026 000001: Pelayanan Publik"


def test_no_provider_of_signatures_is_named():
    words = " ".join(words_of(page) for page in read().pages)
    assert not re.search("BSrE|BSSN|ditandatangani", words, re.IGNORECASE)


def test_the_check_address_can_be_followed():
    notes = [note.get_object() for note in read().pages[0]["/Annots"]]
    assert {note["/A"]["/URI"] for note in notes} == {CHECK_URL}


def test_the_same_facts_give_the_same_bytes():
    assert render_pdf(printed()) == render_pdf(printed())


def test_long_names_and_titles_stand_whole_on_one_sheet():
    assert len(LONGEST_NAME) >= 90
    assert len(LONGEST_TITLE) >= 199
    reader = read(holder=LONGEST_NAME, course=LONGEST_TITLE)
    words = words_of(reader.pages[0])
    assert LONGEST_NAME in words
    assert LONGEST_TITLE in words
    assert "Dr. Hadi Santosa, M.Si." in words
    assert "DAFTAR MATA PELATIHAN" in words_of(reader.pages[1])
    assert len(reader.pages) == 2


def test_the_longest_that_the_fields_take_stays_on_one_sheet():
    word = "Kementerian "
    reader = read(
        holder="W" * 160,
        course=("Judul " * 43)[:255],
        agency=(word * 14)[:160],
        ministry=(word * 14)[:160],
        platform=(word * 10)[:120],
        signatory={"position": (word * 14)[:160], "name": ("Nama " * 24)[:120]},
    )
    assert "W" * 160 in words_of(reader.pages[0]).replace(" ", "")
    assert "DAFTAR MATA PELATIHAN" in words_of(reader.pages[1])
    starts = starts_of_texts(reader.pages[0])
    assert min(starts) > FRAME
    assert max(starts) < A4_LANDSCAPE[0] - FRAME


def test_many_topics_go_on_over_further_sheets():
    materials = [
        {"title": f"Topik {number}", "lessons": ["Bacaan"] * 9, "jp": "0.1"}
        for number in range(1, 41)
    ]
    reader = read(materials=materials, credit_hours=4)
    assert len(reader.pages) > 2
    words = " ".join(words_of(page) for page in reader.pages[1:])
    assert all(f"{number} Topik {number} Bacaan" in words for number in range(1, 41))


def test_markup_in_names_is_text():
    reader = read(holder=MARKUP, course=MARKUP)
    assert MARKUP in words_of(reader.pages[0])
    assert MARKUP in words_of(reader.pages[1])


def test_a_character_without_a_font_costs_only_the_mark_of_the_archive(caplog):
    reader = read(holder="Siti 😀 Aminah")
    assert "Aminah" in words_of(reader.pages[0])
    assert "no PDF/A" in caplog.text


def test_an_empty_signatory_and_no_nip_leave_no_gap_in_words():
    reader = read(nip="", signatory={"position": "", "name": ""})
    words = words_of(reader.pages[0])
    assert "NIP" not in words
    assert "Jakarta, 5 Mei 2026 Diterbitkan secara elektronik" in words


def test_a_site_that_names_no_agency_issues_by_its_platform():
    words = words_of(read(agency="", ministry="", platform="Widya").pages[0])
    assert words.startswith("WIDYA SERTIFIKAT")
    assert "yang diselenggarakan oleh Widya pada platform Widya" in words


def test_the_kept_logo_stands_at_the_top():
    picture = BytesIO()
    Image.new("RGBA", (480, 160), "red").save(picture, "PNG")
    name = storages["private"].save("certificates/logos/test.png", ContentFile(picture.getvalue()))
    assert read(logo=name).pages[0].images
    assert not read().pages[0].images


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#ffe600"])
def test_any_colour_of_a_site_can_be_printed(colour):
    assert render_pdf(printed(brand_colour=colour, accent_colour=colour)).startswith(b"%PDF-")


def test_the_picture_is_the_first_sheet_as_svg():
    picture = render_picture(printed()).decode()
    assert picture.startswith("<svg ")
    assert picture.count("<svg ") == 1
