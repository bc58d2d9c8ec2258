"""What manuals do not show: no JavaScript, a small phone, a line that is cut, a second tab."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from widya.demo.files import read_toml

LEARNER = read_toml("people.toml")["people"][26]["nip"]
READER = read_toml("people.toml")["people"][17]["nip"]
COURSE = "tujuan-dan-fungsi-pemasyarakatan"
PUBLIC = (
    "/",
    "/pelatihan/",
    f"/pelatihan/{COURSE}/",
    "/berita/",
    "/faq/",
    "/video-tutorial/",
    "/video-tutorial/login-dengan-nip/",
    "/tentang-kami/",
    "/akun/login/",
)


@pytest.mark.parametrize("is_scripted", [True, False])
def test_public_pages_fit_a_small_phone(open_page, assert_accessible, is_scripted) -> None:
    """B0: nothing scrolls sideways, with and without JavaScript."""
    page = open_page(viewport=steps.PHONE, java_script_enabled=is_scripted)
    for path in PUBLIC:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if is_scripted:
            assert not steps.scrolls_sideways(page)
            assert_accessible(page)


def test_the_whole_course_card_is_one_target(page) -> None:
    """A2: a click anywhere on the card leads to the course, as its link does."""
    page.goto("/pelatihan/")
    card = page.get_by_role("article").first
    address = card.get_by_role("link").get_attribute("href")
    size = card.bounding_box()
    for place in ((10, 10), (size["width"] / 2, size["height"] / 2), (10, size["height"] - 10)):
        page.goto("/pelatihan/")
        card.click(position=dict(zip(("x", "y"), place, strict=True)))
        expect(page).to_have_url(re.compile(f"{address}$"))


def test_the_list_of_materials_is_a_drawer_on_a_phone(open_page, database) -> None:
    """A10: it opens over the page by a button and closes again, by the keyboard too."""
    page = open_page(viewport=steps.PHONE)
    page.goto("/akun/login/")
    steps.sign_in(page, database, READER)
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto(f"/pelatihan/{COURSE}/")
    page.get_by_role("button", name="Daftar", exact=True).first.click()
    materials = page.get_by_role("navigation", name="Materi Pelatihan")
    opener = page.get_by_role("button", name="Materi", exact=True)
    expect(materials).to_be_hidden()
    opener.click()
    expect(materials).to_be_visible()
    materials.get_by_role("button", name="Tutup").click()
    expect(materials).to_be_hidden()
    opener.press("Enter")
    expect(materials).to_be_visible()
    page.keyboard.press("Escape")
    expect(materials).to_be_hidden()
    opener.click()
    materials.get_by_role("link", name=re.compile("^Tiga Tujuan dan Delapan Asas")).click()
    expect(page.get_by_role("heading", name="Tiga Tujuan dan Delapan Asas")).to_be_visible()
    expect(materials).to_be_hidden()


def test_an_exam_goes_on_after_the_line_was_cut_and_in_a_second_tab(page, database) -> None:
    """A15, A16: what was answered offline is sent later; another tab shows the same attempt."""
    page.goto("/akun/login/")
    steps.sign_in(page, database, LEARNER)
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto(f"/pelatihan/{COURSE}/")
    page.get_by_role("button", name="Daftar", exact=True).first.click()
    for _ in range(3):
        steps.go_on(page)
    steps.start_assessment(page)
    first, second = steps.questions_of_open(page, database)[:2]
    page.context.set_offline(True)
    steps.choose(page, first, first.right())
    state = page.locator(".save-state")
    expect(state).to_contain_text("Belum terkirim (1)")
    page.context.set_offline(False)
    expect(state).to_have_text(re.compile(r"^Tersimpan \d\d\.\d\d\.\d\d$"), timeout=60_000)
    tab = page.context.new_page()
    tab.goto(page.url)
    for text in first.right():
        choice = tab.locator("#soal-1").get_by_role(first.role, name=text, exact=True)
        expect(choice).to_be_checked()
    tab.get_by_role("button", name="Selanjutnya").click()
    steps.choose(tab, second, second.right())
    expect(tab.locator(".save-state")).to_have_text(re.compile("^Tersimpan"))
    page.reload()
    expect(page.get_by_role("button", name=re.compile(r"^Soal 2, terjawab"))).to_be_visible()
    steps.hand_in(tab)
    expect(tab.get_by_text("20/100")).to_be_visible()
