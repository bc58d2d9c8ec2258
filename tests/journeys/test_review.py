"""An author hands a lesson in; a reviewer comments, sends it back, then approves it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps

COURSE = "Pemasyarakatan dalam Sistem Peradilan Pidana"
TOPIC = "Praadjudikasi: Sebelum Sidang"
LESSON = "Kedudukan Pemasyarakatan dalam Peradilan Pidana"
FIRST_TITLE = "Kedudukan Pemasyarakatan"
SECOND_TITLE = "Kedudukan Pemasyarakatan (UU 22/2022)"
COMMENT = "Sebutkan undang-undangnya."
NOTE = "Lihat komentar saya pada judul."


@pytest.fixture
def watch(watch):
    """Expect 400 from Wagtail, which saves by itself also what is not yet complete."""
    watch.allow(400)
    return watch


def test_a_lesson_is_handed_in_sent_back_and_approved(
    open_page, database, assert_accessible
) -> None:
    admin, author, reviewer = (
        enter(open_page(), database, username) for username in ("admin", "penulis", "penelaah")
    )
    switch_on(admin, assert_accessible)
    open_lesson(author)
    hand_in(author, FIRST_TITLE)
    open_what_waits(reviewer, FIRST_TITLE)
    comment(reviewer)
    send_back(reviewer)
    author.get_by_role("link", name=FIRST_TITLE, exact=True).click()
    expect(author.get_by_role("button", name="Toggle comments")).to_contain_text("1")
    hand_in(author, SECOND_TITLE)
    open_what_waits(reviewer, SECOND_TITLE)
    choose(reviewer, "Menyetujui dan Publikasikan")
    expect(reviewer.get_by_text("telah diperbarui")).to_be_visible()
    title = database.value("SELECT title FROM wagtailcore_page WHERE title LIKE ?", "Kedudukan%")
    assert title == SECOND_TITLE


def test_a_reviewer_reads_everything_of_a_course_and_acts_on_nothing(page, database) -> None:
    enter(page, database, "penelaah")
    menu = page.get_by_role("navigation", name="Main menu")
    for name in ("Pengaturan", "Sertifikat", "Ulasan", "Waktu tambahan", "Gambar"):
        expect(menu.get_by_text(name, exact=True)).to_have_count(0)
    open_lesson(page)
    expect(page.get_by_text("komentar disimpan, perubahan lain tidak")).to_be_visible()
    expect(page.locator("#id_title")).to_be_disabled()
    menu.get_by_role("button", name="Bank Soal", exact=True).click()
    menu.get_by_role("link", name="Soal", exact=True).click()
    page.get_by_role("link", name="Tahap adjudikasi berakhir ketika").click()
    expect(page.get_by_text("(benar)")).to_have_count(1)
    menu.get_by_role("link", name="Pengerjaan ujian").click()
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_text("Pengerjaan ke")).to_be_visible()
    expect(page.get_by_role("link", name="Buka kembali")).to_have_count(0)


def enter(page: Page, database, username: str) -> Page:
    page.goto("/admin/")
    steps.sign_in(page, database, username)
    expect(page.get_by_role("heading", name="Ujian berlangsung")).to_be_visible()
    return page


def switch_on(page: Page, assert_accessible) -> None:
    page.get_by_role("button", name="Pengaturan").click()
    page.get_by_role("link", name="Telaah kursus").click()
    page.get_by_role("checkbox", name="Kursus dapat diajukan untuk ditelaah").check()
    assert_accessible(page)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Telaah kursus menyala.")).to_be_visible()


def open_lesson(page: Page) -> None:
    page.get_by_role("link", name="Kursus", exact=True).click()
    for title in (COURSE, TOPIC):
        page.get_by_role("link", name=f"Jelajahi halaman turunan dari '{title}'").click()
    page.get_by_role("link", name=re.compile(r"^Kedudukan Pemasyarakatan")).first.click()


def hand_in(page: Page, title: str) -> None:
    page.locator("#id_title").fill(title)
    choose(page, re.compile("Pengajuan (ulang )?ke Telaah"))
    expect(page.get_by_text("telah dikirim untuk moderasi")).to_be_visible()


def open_what_waits(page: Page, title: str) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_text("komentar disimpan, perubahan lain tidak")).to_be_visible()


def comment(page: Page) -> None:
    page.get_by_role("button", name="Toggle comments").click()
    page.locator("[data-comment-add]:visible").first.click()
    page.get_by_placeholder("Enter your comments").fill(COMMENT)
    page.get_by_role("button", name="Komentar", exact=True).click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def send_back(page: Page) -> None:
    choose(page, "Request changes")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Komentar").fill(NOTE)
    dialog.get_by_role("button", name="Request changes").click()
    expect(page.get_by_text("telah diperbarui")).to_be_visible()


def choose(page: Page, name) -> None:
    """Do what the menu beside “Simpan konsep” offers."""
    footer = page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="More actions").click()
    footer.get_by_role("button", name=name).click()
