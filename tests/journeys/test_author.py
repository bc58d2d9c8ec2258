"""An author writes a bank, a course and its exam; a participant finds the course and passes."""

import re

import pytest
from django.utils.text import slugify
from playwright.sync_api import Page, Response, Route, expect

from tests.journeys import steps
from widya.demo.files import read_toml

AUTHOR = "penulis"
READER = read_toml("people.toml")["people"][17]
BANK = "Arsip Dinamis: bank soal"
COURSE = "Pengelolaan Arsip Dinamis"
SUMMARY = "Mengelola arsip sejak tercipta sampai disusutkan, sesuai dengan aturan."
TOPIC = "Daur Hidup Arsip"
LESSON = "Dari Penciptaan sampai Penyusutan"
BODY = "Arsip dinamis digunakan secara langsung dalam kegiatan pencipta arsip."
EXAM = "Ujian Akhir Arsip"
ITEMS = 3
# Wagtail says on the form when it starts to see changes, two seconds after the page was opened.
MARK_WHEN_WATCHED = """
document.addEventListener("w-unsaved:watch-edits", () => document.body.setAttribute("watched", ""))
"""


@pytest.fixture
def watch(watch):
    """Expect 400 from Wagtail, which saves by itself also what is not yet complete."""
    watch.allow(400)
    return watch


def test_an_author_writes_a_course_that_a_participant_passes(
    page, open_page, database, take_picture
) -> None:
    enter(page, database)
    write_items(page, take_picture)
    write_course(page)
    write_lesson(page, take_picture)
    write_exam(page, take_picture)
    publish_course(page)
    pass_course(open_page(), database)


def test_an_author_has_no_way_to_people_and_settings(page, database) -> None:
    enter(page, database)
    menu = page.get_by_role("navigation", name="Main menu")
    expect(menu.get_by_role("link", name="Kursus", exact=True)).to_be_visible()
    for name in ("Pengaturan", "Pengguna", "Settings", "Users"):
        expect(menu.get_by_text(name, exact=True)).to_have_count(0)
    for address in ("/admin/users/", "/admin/settings/organisation/sitesettings/"):
        page.goto(address)
        expect(page.get_by_text("Maaf, Anda tidak memiliki izin")).to_be_visible()
        expect(page).to_have_url(re.compile("/admin/$"))


def test_what_an_author_writes_while_the_page_is_saved_is_saved_too(page, database) -> None:
    enter(page, database)
    page.get_by_role("link", name="Kursus", exact=True).click()
    page.get_by_role("link", name="Tambahkan halaman turunan", exact=True).click()
    write_title(page, "Arsip Elektronik")
    wait_until_kept(page)
    summary = page.get_by_role("textbox", name="Ringkasan")

    def write_on(route: Route) -> None:
        summary.fill(SUMMARY)
        route.continue_()

    page.route("**/edit/", write_on, times=1)
    with page.expect_response(is_saving):
        summary.fill(SUMMARY.split(maxsplit=1)[0])
    with page.expect_response(is_saving):
        expect(summary).to_have_value(SUMMARY)
    page.reload()
    expect(summary).to_have_value(SUMMARY)


def test_a_page_saved_by_hand_while_it_saves_itself_is_made_once(page, database) -> None:
    enter(page, database)
    page.get_by_role("link", name="Kursus", exact=True).click()
    page.get_by_role("link", name="Tambahkan halaman turunan", exact=True).click()
    title = "Penyusutan Arsip"

    def press(route: Route) -> None:
        answer = route.fetch()
        page.get_by_role("button", name="Simpan konsep", exact=True).click()
        route.fulfill(response=answer)

    page.route("**/add/**", press, times=1)
    write_title(page, title)
    page.get_by_role("textbox", name="Ringkasan").fill(SUMMARY)
    expect(page.get_by_text(f"Halaman '{title}' telah")).to_be_visible()
    assert database.value("SELECT COUNT(*) FROM wagtailcore_page WHERE title = ?", title) == 1
    page.reload()
    expect(page.get_by_role("textbox", name="Ringkasan")).to_have_value(SUMMARY)


def test_a_line_that_breaks_while_a_button_waits_takes_nothing_away(page, database) -> None:
    enter(page, database)
    page.get_by_role("link", name="Kursus", exact=True).click()
    page.get_by_role("link", name="Tambahkan halaman turunan", exact=True).click()
    title = "Pemindahan Arsip"
    button = page.get_by_role("button", name="Simpan konsep", exact=True)

    def press(route: Route) -> None:
        button.click()
        route.abort("connectionreset")

    page.route("**/add/**", press, times=1)
    write_title(page, title)
    expect(page.get_by_text("A network error occurred.").first).to_be_visible()
    expect(button).to_be_enabled()
    expect(page.get_by_role("textbox", name="Judul")).to_have_value(title)
    button.click()
    expect(page.get_by_text(f"Halaman '{title}' telah")).to_be_visible()
    assert database.value("SELECT COUNT(*) FROM wagtailcore_page WHERE title = ?", title) == 1


def is_saving(response: Response) -> bool:
    return response.request.method == "POST" and response.url.endswith("/edit/")


def enter(page: Page, database) -> None:
    page.add_init_script(MARK_WHEN_WATCHED)
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Login")).to_be_visible()
    steps.sign_in(page, database, AUTHOR)
    expect(page.get_by_role("heading", name="Ujian berlangsung")).to_be_visible()


def write_items(page: Page, take_picture) -> None:
    open_list(page, "Bank soal")
    page.get_by_role("link", name="Tambah bank soal").click()
    page.get_by_role("textbox", name="Nama").fill(BANK)
    save(page)
    open_list(page, "Soal")
    start_item(page, "Lembaga pembina kearsipan nasional adalah ….")
    add_choices(page, "ANRI", "BKN", "LAN")
    save(page)
    first = page.get_by_role("region", name="Pilihan 1", exact=True)
    expect(first.get_by_text("Tandai jawaban yang benar.")).to_be_visible()
    mark_right(page, 1)
    take_picture(page, "author-bank")
    save(page)
    start_item(page, "Arsip dinamis sudah tidak digunakan oleh penciptanya.", "Benar atau salah")
    add_choices(page, "Benar", "Salah")
    mark_right(page, 2)
    save(page)
    start_item(page, "Arsip yang frekuensi penggunaannya tinggi disebut ….")
    add_choices(page, "Arsip aktif", "Arsip inaktif", "Arsip statis")
    mark_right(page, 1)
    save(page)
    open_list(page, "Bank soal")
    expect(page.get_by_role("row", name=re.compile(f"{BANK}.* {ITEMS} 0"))).to_be_visible()


def open_list(page: Page, name: str) -> None:
    page.get_by_role("button", name="Bank Soal", exact=True).click()
    menu = page.get_by_role("navigation", name="Main menu")
    menu.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan", exact=True).click()


def start_item(page: Page, stem: str, kind: str = "Pilihan tunggal") -> None:
    page.get_by_role("link", name="Tambah soal").click()
    choose_bank(page)
    page.get_by_role("combobox", name="Jenis").select_option(kind)
    page.get_by_role("textbox", name="Pertanyaan").fill(stem)


def choose_bank(page: Page) -> None:
    page.get_by_role("button", name="Pilih bank soal").click()
    page.get_by_role("link", name=BANK, exact=True).click()


def add_choices(page: Page, *texts: str) -> None:
    for number, text in enumerate(texts, start=1):
        if number > 2:
            page.get_by_role("button", name="Tambah pilihan").click()
        choice = page.get_by_role("region", name=f"Pilihan {number}", exact=True)
        choice.get_by_role("textbox", name="Teks").fill(text)


def mark_right(page: Page, number: int) -> None:
    choice = page.get_by_role("region", name=f"Pilihan {number}", exact=True)
    choice.get_by_role("checkbox", name="Benar").check()


def write_course(page: Page) -> None:
    page.get_by_role("link", name="Kursus", exact=True).click()
    page.get_by_role("link", name="Tambahkan halaman turunan", exact=True).click()
    write_title(page, COURSE)
    page.get_by_role("textbox", name="Ringkasan").fill(SUMMARY)
    save_draft(page, COURSE)


def write_title(page: Page, title: str) -> None:
    """Write the title, of which a script makes the address."""
    expect(page.locator("body[watched]")).to_be_attached()
    page.get_by_role("textbox", name="Judul").press_sequentially(title)
    expect(page.locator("#id_slug")).to_have_value(slugify(title))


def save_draft(page: Page, title: str) -> None:
    wait_until_kept(page)
    page.get_by_role("button", name="Simpan konsep", exact=True).click()
    expect(page.get_by_text(f"Halaman '{title}' telah")).to_be_visible()


def wait_until_kept(page: Page) -> None:
    """Leave the field and wait until Wagtail has saved by itself.

    The first saving of a new page moves the buttons above the form, perhaps from under a click.
    """
    page.keyboard.press("Tab")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.wait_for_url("**/edit/")


def write_lesson(page: Page, take_picture) -> None:
    add_below(page, "Topik")
    write_title(page, TOPIC)
    save_draft(page, TOPIC)
    add_below(page, "Materi")
    write_title(page, LESSON)
    wait_until_kept(page)
    body = page.get_by_role("region", name="Isi", exact=True)
    body.get_by_role("button", name="Insert a block").click()
    page.get_by_role("option", name="Teks", exact=True).click()
    text = body.get_by_role("textbox")
    text.press("Control+b")
    text.press_sequentially(BODY)
    preview(page, take_picture)
    save_draft(page, LESSON)


def add_below(page: Page, kind: str) -> None:
    actions = page.get_by_role("navigation", name="Actions", exact=True)
    actions.get_by_role("button", name="Actions").click()
    actions.get_by_role("link", name="Tambahkan halaman turunan", exact=True).click()
    page.get_by_role("link", name=kind, exact=True).click()


def preview(page: Page, take_picture) -> None:
    page.get_by_role("button", name="Toggle preview").click()
    seen = page.frame_locator("#w-preview-iframe")
    expect(seen.get_by_role("heading", name=LESSON, level=1)).to_be_visible()
    expect(seen.locator("strong, b").get_by_text(BODY)).to_be_visible()
    expect(seen.get_by_text("Pratinjau: begini peserta akan melihat")).to_be_visible()
    take_picture(page, "author-editor")
    page.get_by_role("button", name="Toggle preview").click()


def write_exam(page: Page, take_picture) -> None:
    open_editor(page, COURSE)
    add_below(page, "Tes atau ujian")
    write_title(page, EXAM)
    choose_bank(page)
    count = page.get_by_role("spinbutton", name="Jumlah soal")
    count.fill(str(ITEMS + 1))
    wait_until_kept(page)
    publish(page)
    source = page.get_by_role("region", name="Bank soal 1", exact=True)
    refusal = f"Bank ini berisi {ITEMS} soal, diminta {ITEMS + 1}."
    expect(source.get_by_text(refusal)).to_be_visible()
    take_picture(page, "author-exam")
    count.fill(str(ITEMS))
    wait_until_kept(page)
    publish(page)
    expect_published(page, EXAM)


def open_editor(page: Page, *path: str) -> None:
    """Walk down from the catalogue to the page that the titles lead to."""
    page.get_by_role("link", name="Kursus", exact=True).click()
    for title in path[:-1]:
        page.get_by_role("link", name=f"Jelajahi halaman turunan dari '{title}'").click()
    page.get_by_role("link", name=path[-1], exact=True).click()


def publish(page: Page) -> None:
    footer = page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="More actions").click()
    footer.get_by_role("button", name="Publikasi", exact=True).click()


def expect_published(page: Page, title: str) -> None:
    expect(page.get_by_text(re.compile(f"Halaman '{title}' telah .*dipublikasi"))).to_be_visible()


def publish_course(page: Page) -> None:
    for path in ((COURSE,), (COURSE, TOPIC), (COURSE, TOPIC, LESSON)):
        open_editor(page, *path)
        publish(page)
        expect_published(page, path[-1])


def pass_course(page: Page, database) -> None:
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Pelatihan", exact=True).click()
    card = page.get_by_role("article").filter(has_text=COURSE)
    expect(card).to_contain_text("Oleh Wahyu Setiawan")
    card.get_by_role("link").first.click()
    expect(page.get_by_text(SUMMARY).first).to_be_visible()
    page.get_by_role("link", name="Daftar", exact=True).first.click()
    steps.sign_in(page, database, READER["nip"])
    page.get_by_role("button", name="Daftar", exact=True).first.click()
    page.get_by_role("link", name="Selanjutnya").click()
    expect(page.get_by_role("heading", name=LESSON, level=1)).to_be_visible()
    expect(page.get_by_text(BODY)).to_be_visible()
    page.get_by_role("button", name="Selanjutnya").click()
    steps.take_assessment(page, database)
    expect(page.get_by_text("100/100")).to_be_visible()
    expect(page.get_by_text("Lulus", exact=True).first).to_be_visible()
