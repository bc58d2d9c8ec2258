"""Manual A, page by page: from the home page to the certificate, and the way of failing."""

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys import mails, steps
from widya.demo.files import read_toml

COURSE = "Pemasyarakatan dalam Sistem Peradilan Pidana"
SMALL_COURSE = "Tujuan dan Fungsi Pemasyarakatan"
PEOPLE = read_toml("people.toml")["people"]
NAME = PEOPLE[0]["name"]
NEWCOMER = PEOPLE[8]


def test_a_participant_gets_from_the_home_page_to_the_certificate(
    page, database, assert_accessible, take_picture
) -> None:
    """A1, A2, A5, A6, A7, A8, A10, A11, A12, A14, A15, A17, A18, A19, A20, A21."""
    find_course(page, assert_accessible, take_picture)
    sign_in_to_enrol(page, database, assert_accessible, take_picture)
    study(page, database, assert_accessible, take_picture)
    sit_final_exam(page, database, assert_accessible, take_picture)
    certificate = open_certificate(page, assert_accessible, take_picture)
    read_certificate(page)
    look_at_own_pages(page, assert_accessible, take_picture)
    steps.sign_out(page, NAME)
    stop_mails_of_certificates(page, assert_accessible)
    page.goto(certificate)
    expect(page.get_by_text("Sertifikat ini sah")).to_be_visible()
    expect(page.get_by_text(steps.PARTICIPANT)).to_have_count(0)
    assert_accessible(page)


def find_course(page: Page, assert_accessible, take_picture) -> None:
    page.goto("/")
    for name in ("Home", "Pelatihan", "Berita"):
        expect(
            page.get_by_role("banner").get_by_role("link", name=name, exact=True)
        ).to_be_visible()
    for heading in ("Daftar Pelatihan", "Berita Terbaru"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("link", name="Lainnya").first).to_be_visible()
    for name in ("Tentang Kami", "Kontak Kami"):
        expect(page.get_by_role("contentinfo").get_by_role("link", name=name)).to_be_visible()
    assert_accessible(page)
    take_picture(page, "home")
    card = page.get_by_role("article").filter(has_text=COURSE).first
    expect(card).to_contain_text(re.compile(r"\d+ Materi"))
    expect(card).to_contain_text(re.compile(r"\d+ Peserta"))
    expect(card).to_contain_text("Oleh ")
    card.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name=COURSE, level=1)).to_be_visible()
    for label in ("2 Jam 30 Menit", "Mudah", "Jumlah JP", "Sertifikat", "Tanggal Update"):
        expect(page.get_by_text(label).first).to_be_visible()
    for heading in ("Deskripsi Pelatihan", "Materi", "Persyaratan", "Instruktur", "Ulasan"):
        expect(page.get_by_role("heading", name=heading, exact=True).first).to_be_visible()
    assert_accessible(page)
    take_picture(page, "course")


def sign_in_to_enrol(page: Page, database, assert_accessible, take_picture) -> None:
    page.get_by_role("link", name="Daftar", exact=True).first.click()
    expect(page.get_by_role("heading", name="Login")).to_be_visible()
    assert_accessible(page)
    take_picture(page, "login")
    steps.sign_in(page, database, steps.PARTICIPANT)
    page.get_by_role("button", name="Daftar", exact=True).first.click()
    expect(page.get_by_text("Materi Pelatihan").first).to_be_visible()


def study(page: Page, database, assert_accessible, take_picture) -> None:
    page.get_by_role("link", name=re.compile("Kedudukan Pemasyarakatan")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kedudukan Pemasyarakatan")
    assert_accessible(page)
    take_picture(page, "lesson")
    for _ in range(40):
        if page.get_by_role("button", name="Mulai Quiz", exact=True).count():
            steps.take_assessment(page, database, kind="Quiz")
            expect(page.get_by_text("Lulus", exact=True).first).to_be_visible()
            with page.expect_navigation():
                page.get_by_role("link", name="Selesai", exact=True).click()
        elif page.get_by_role("button", name="Mulai Ujian", exact=True).count():
            return
        elif page.locator("video").count():
            steps.watch_video(page)
            steps.go_on(page)
        else:
            steps.go_on(page)
    raise AssertionError(f"no way to the final exam from {page.url}")


def sit_final_exam(page: Page, database, assert_accessible, take_picture) -> None:
    for text in ("1 Jam", "80/100", "2 Kali"):
        expect(page.get_by_text(text, exact=True).first).to_be_visible()
    assert_accessible(page)
    take_picture(page, "exam-intro")
    steps.start_assessment(page)
    expect(page.get_by_text("Soal No: 1/20")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^00:59:\d\d$"))
    assert_accessible(page)
    take_picture(page, "exam")
    steps.answer_all(page, database, wrong=2)
    page.reload()
    page.get_by_role("button", name="Selesai", exact=True).click()
    expect(page.get_by_text("Semua soal sudah dijawab.")).to_be_visible()
    page.get_by_role("button", name="Kumpulkan Jawaban").click()
    expect(page.get_by_text("90/100")).to_be_visible()
    expect(page.get_by_text("Lulus", exact=True).first).to_be_visible()
    assert_accessible(page)
    take_picture(page, "result")


def open_certificate(page: Page, assert_accessible, take_picture) -> str:
    page.get_by_role("link", name="Download Sertifikat").click()
    expect(page.get_by_role("heading", name="Sertifikat", level=1)).to_be_visible()
    assert_accessible(page)
    take_picture(page, "certificate")
    return page.url


def read_certificate(page: Page) -> None:
    reader = PdfReader(BytesIO(steps.download_certificate(page)))
    text = " ".join(reader.pages[0].extract_text().split())
    for part in (
        "SERTIFIKAT",
        "NOMOR",
        NAME,
        steps.PARTICIPANT,
        COURSE,
        "3 Jam Pelajaran",
        "Jakarta,",
    ):
        assert part in text
    assert len(reader.pages) == 2


def stop_mails_of_certificates(page: Page, assert_accessible) -> None:
    """B19: signed out, by the link that the mail ends with."""
    mails.open_mail(page, f"Sertifikat Anda terbit: {COURSE}")
    page.locator("a[href*='/pemberitahuan/berhenti/']").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Berhenti menerima").click()
    expect(page.get_by_text("Mail “Sertifikat terbit” tidak dikirim lagi")).to_be_visible()
    assert_accessible(page)


def look_at_own_pages(page: Page, assert_accessible, take_picture) -> None:
    page.get_by_role("banner").locator("summary", has_text=NAME).click()
    page.get_by_role("link", name="Dashboard").first.click()
    expect(page.get_by_text(re.compile(r"Selamat (pagi|siang|sore|malam), "))).to_be_visible()
    for label in ("Pelatihan yang Diikuti", "Pelatihan Aktif", "Pelatihan Selesai"):
        expect(page.get_by_text(label).first).to_be_visible()
    assert_accessible(page)
    take_picture(page, "dashboard")
    menu = page.get_by_role("navigation", name="Menu peserta")
    menu.get_by_role("link", name="Riwayat Ujian").click()
    row = page.get_by_role("row").filter(has_text=COURSE).filter(has_text="90")
    expect(row.first).to_contain_text("Lulus")
    assert_accessible(page)
    take_picture(page, "history")
    menu.get_by_role("link", name="Pelatihan", exact=True).click()
    page.get_by_role("link", name=re.compile("Pelatihan Selesai")).click()
    expect(page.get_by_text("COMPLETE").first).to_be_visible()
    assert_accessible(page)
    take_picture(page, "my-courses")
    for name in ("Sertifikat", "Favorit", "Profil", "Pengaturan"):
        menu.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        assert_accessible(page)


def test_a_participant_fails_and_has_no_attempt_left(page, database, watch) -> None:
    """A9, A14, A17: below the pass mark, twice again, then Tidak Lulus under finished courses."""
    page.goto("/akun/login/")
    steps.sign_in(page, database, NEWCOMER["nip"])
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto("/pelatihan/tujuan-dan-fungsi-pemasyarakatan/")
    page.get_by_role("button", name="Daftar", exact=True).first.click()
    for _ in range(3):
        steps.go_on(page)
    for left in (2, 1, 0):
        steps.take_assessment(page, database, wrong=4)
        expect(page.get_by_text("60/100")).to_be_visible()
        expect(page.get_by_text("Tidak Lulus", exact=True).first).to_be_visible()
        expect(page.get_by_text(f"Kesempatan tersisa: {left} kali")).to_be_visible()
        if left:
            page.get_by_role("link", name="Ujian Ulang").click()
    expect(page.get_by_role("link", name="Download Sertifikat")).to_have_count(0)
    page.goto("/dashboard/pelatihan/")
    page.get_by_role("link", name=re.compile("Pelatihan Selesai")).click()
    expect(page.get_by_text(SMALL_COURSE).first).to_be_visible()
    expect(page.get_by_text("Tidak Lulus").first).to_be_visible()
