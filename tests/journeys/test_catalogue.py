"""How a participant finds courses and help."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import steps

PLAYED = """video => new Promise(done => video.addEventListener(
    "timeupdate", () => video.currentTime > 0.5 && done()))"""


def result_titles(page):
    return page.get_by_role("article").get_by_role("heading", level=3).all_inner_texts()


def test_a_search_looks_into_lessons_and_is_narrowed_by_links(page, assert_accessible) -> None:
    """A4, B9: other forms of a word are found; filters and order keep the search."""
    page.goto("/pelatihan/")
    page.get_by_label("Cari", exact=True).fill("pembimbingan klien")
    page.get_by_role("button", name="Cari", exact=True).click()
    expect(page.get_by_text(re.compile("pelatihan untuk “pembimbingan klien”"))).to_be_visible()
    before = result_titles(page)
    assert before
    page.get_by_role("navigation", name="Level").get_by_role("link", name="Mudah").click()
    expect(page).to_have_url(re.compile(r"q=pembimbingan\+klien&level=easy$"))
    assert set(result_titles(page)) < set(before)
    assert_accessible(page)
    page.get_by_role("link", name="Hapus saringan Mudah").click()
    assert result_titles(page) == before
    page.locator("summary", has_text="Urutkan").click()
    page.get_by_role("link", name="Judul A–Z").click()
    expect(page).to_have_url(re.compile("urut=judul$"))
    assert result_titles(page) == sorted(before)


def test_the_catalogue_is_narrowed_on_a_phone_in_a_drawer(open_page, assert_accessible) -> None:
    """B9: the filters open over the page, by the keyboard too."""
    page = open_page(viewport=steps.PHONE)
    page.goto("/pelatihan/")
    filters = page.get_by_role("region", name="Saring pelatihan")
    expect(filters).to_be_hidden()
    page.get_by_role("button", name="Saring").press("Enter")
    expect(filters).to_be_visible()
    assert_accessible(page)
    filters.get_by_role("link", name="Kebijakan").click()
    expect(page.get_by_role("button", name="Saring (1)")).to_be_visible()
    assert result_titles(page) == ["Paradigma Baru Pemasyarakatan"]


def test_a_heart_on_a_card_keeps_the_course(page, database, assert_accessible) -> None:
    """B17: the heart changes at once, and the course stands on the page of favourites."""
    page.goto("/akun/login/?next=/pelatihan/")
    steps.sign_in(page, database, steps.PARTICIPANT)
    card = page.get_by_role("article").filter(has_text="Paradigma Baru")
    heart = card.get_by_role("button", name="Favorit")
    expect(heart).to_have_attribute("aria-pressed", "false")
    heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    assert_accessible(page)
    page.goto("/dashboard/favorit/")
    assert "Paradigma Baru Pemasyarakatan" in result_titles(page)
    assert_accessible(page)


@pytest.mark.parametrize("is_scripted", [True, False])
def test_the_faq_answers(open_page, assert_accessible, is_scripted) -> None:
    """B8: by topic, by search, and at the address of an answer."""
    page = open_page(java_script_enabled=is_scripted)
    page.goto("/faq/")
    answer = page.get_by_text("biasanya dalam hitungan detik")
    expect(answer).to_be_hidden()
    page.get_by_text("Kapan sertifikat saya terbit?").click()
    expect(answer).to_be_visible()
    page.get_by_label("Cari", exact=True).fill("terputus")
    page.get_by_role("button", name="Cari", exact=True).click()
    expect(page.get_by_text("aman di server")).to_be_visible()
    if is_scripted:
        assert_accessible(page)
    page.goto("/faq/#kapan-sertifikat-saya-terbit")
    expect(answer).to_be_visible()


def test_a_visitor_watches_a_tutorial(page, assert_accessible) -> None:
    """B20: from the footer to a video that plays, with captions."""
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Video Tutorial").click()
    assert_accessible(page)
    page.get_by_role("article").filter(has_text="Login dengan NIP").click()
    video = page.locator("video")
    video.evaluate("video => { video.muted = true; return video.play(); }")
    video.evaluate(PLAYED)
    assert video.evaluate("video => video.textTracks[0].cues.length") > 0
    assert_accessible(page)


def test_site_b_has_its_own_help(page, site_b, assert_accessible) -> None:
    """B8, B20: questions and videos of the other agency, in its words."""
    page.goto(f"{site_b}/faq/")
    expect(page.get_by_text("Bagaimana cara mengambil kursus?")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{site_b}/video-tutorial/")
    expect(page.get_by_role("heading", name="Mengambil kursus")).to_be_visible()
    assert_accessible(page)
