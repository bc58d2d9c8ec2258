"""Manual B's learning: the dashboard, a course in order, a topic's quiz, the certificate again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps

PEOPLE = steps.people_of("kemenkum")
BEFORE_QUIZ, GRADUATE, BEGINNER = PEOPLE[2], PEOPLE[3], PEOPLE[9]
RUNNING = "Pelindungan Data Pribadi bagi ASN"
COURSE = "Pengantar Keimigrasian"
ADDRESS = "/pelatihan/pengantar-keimigrasian/"
FIRST = "Pengertian, Dasar Hukum, dan Fungsi Keimigrasian"
SECOND = "Empat Fungsi Keimigrasian"
THIRD = "Tes: Mengenal Keimigrasian"
QUIZ = "Tes: Pengawasan dan Penindakan"
EXAM = f"Ujian Akhir: {COURSE}"


@pytest.fixture
def page(open_page, site_b):
    return open_page(base_url=site_b)


@pytest.fixture
def assert_good_on_phone(assert_accessible):
    """Return a function that fails where a page does not fit a small phone."""

    def assert_good_on_phone(page):
        size = page.viewport_size
        page.set_viewport_size(steps.PHONE)
        assert not steps.scrolls_sideways(page)
        assert_accessible(page)
        page.set_viewport_size(size)

    return assert_good_on_phone


def test_a_course_in_order_opens_one_material_after_the_other(
    page, database, watch, assert_accessible, assert_good_on_phone
) -> None:
    """B10, B11, B12: from the dashboard to a course whose locks say what comes first."""
    steps.sign_in_with_box(page, BEGINNER["nip"])
    look_at_dashboard(page)
    assert_accessible(page)
    assert_good_on_phone(page)
    page.get_by_role("article").filter(has_text=COURSE).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name=COURSE, level=1)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Ambil Kursus Ini").click()
    expect(page.get_by_text(f"Anda terdaftar di “{COURSE}”.")).to_be_visible()
    assert_locked(page, SECOND, until=FIRST)
    assert_accessible(page)
    watch.allow(403)
    page.goto(address_of_material(database, "visa-dan-izin-tinggal"))
    expect(page.get_by_text(f"Materi ini terbuka setelah “{FIRST}” selesai.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Buka materi itu").click()
    expect(page.get_by_role("heading", name=FIRST, level=1)).to_be_visible()
    assert_good_on_phone(page)
    steps.go_on(page)
    expect(page.get_by_role("heading", name=SECOND, level=1)).to_be_visible()
    expect(material(page, SECOND).get_by_role("link")).to_be_visible()
    assert_locked(page, THIRD, until=SECOND)
    assert_accessible(page)


def look_at_dashboard(page: Page) -> None:
    main = page.get_by_role("main")
    nip = BEGINNER["nip"]
    spaced_nip = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    for line in (BEGINNER["name"], spaced_nip, BEGINNER["position"], "Kantor Wilayah"):
        expect(main.get_by_text(line).first).to_be_visible()
    expect(main.get_by_role("heading", name=RUNNING)).to_be_visible()
    expect(main.get_by_text("33 %")).to_be_visible()
    expect(main.get_by_role("article").filter(has_text="Dokumen Perjalanan")).to_be_visible()


def material(page: Page, title: str) -> Locator:
    """Return the material's row in the list beside the page."""
    materials = page.get_by_role("navigation", name="Materi Kursus")
    return materials.get_by_role("listitem").filter(has_text=re.compile(rf"^\s*{title}"))


def assert_locked(page: Page, title: str, *, until: str) -> None:
    expect(material(page, title)).to_contain_text(f"Selesaikan dulu “{until}”.")
    expect(material(page, title).get_by_role("link")).to_have_count(0)


def address_of_material(database, slug: str) -> str:
    """Return what a colleague who is further on would send."""
    page_id = database.value("SELECT id FROM wagtailcore_page WHERE slug = ?", slug)
    return f"/belajar/pengantar-keimigrasian/{page_id}/"


def test_a_quiz_is_failed_then_passed_and_opens_the_exam(page, database, assert_accessible) -> None:
    """B12, B13: “Mulai Quiz”, “Submit”, the result, again, “Selesai”; then the exam may begin."""
    steps.sign_in_with_box(page, BEFORE_QUIZ["nip"])
    page.goto(ADDRESS)
    page.get_by_role("link", name="Lanjutkan belajar").click()
    expect(material(page, EXAM)).to_contain_text(f"Selesaikan dulu “{QUIZ}”.")
    material(page, QUIZ).get_by_role("link").click()
    expect(page.get_by_role("heading", name=QUIZ, level=1)).to_be_visible()
    assert_accessible(page)
    steps.start_assessment(page, kind="Quiz")
    expect(page.get_by_text("Soal No: 1/5")).to_be_visible()
    assert_accessible(page)
    steps.answer_all(page, database, wrong=3)
    steps.hand_in(page, button="Submit")
    expect(page.get_by_text("Tidak Lulus", exact=True).first).to_be_visible()
    expect(page.get_by_text("40/100")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Mulai Quiz").click()
    steps.take_assessment(page, database, kind="Quiz")
    expect(page.get_by_text("Lulus", exact=True).first).to_be_visible()
    expect(page.get_by_text("100/100").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Selesai", exact=True).click()
    expect(page.get_by_role("heading", name=EXAM, level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Mulai Ujian", exact=True)).to_be_visible()
    expect(material(page, EXAM)).not_to_contain_text("Selesaikan dulu")
    assert_accessible(page)


def test_a_certificate_is_downloaded_again_from_the_list_and_from_the_course(
    page, assert_accessible
) -> None:
    """B15: the way from either place ends at the same file."""
    steps.sign_in_with_box(page, GRADUATE["nip"])
    menu = page.get_by_role("navigation", name="Menu peserta")
    menu.get_by_role("link", name="Kursus", exact=True).click()
    page.get_by_role("link", name=re.compile("Kursus Selesai")).click()
    expect(page.get_by_text("COMPLETE").first).to_be_visible()
    assert_accessible(page)
    row = page.get_by_role("article").filter(has_text=COURSE)
    row.get_by_role("link", name="Lihat sertifikat").click()
    expect(page.get_by_text(GRADUATE["name"]).first).to_be_visible()
    assert_accessible(page)
    from_list = steps.download_certificate(page)
    assert from_list.startswith(b"%PDF-")
    page.goto(ADDRESS)
    assert_accessible(page)
    page.get_by_role("link", name="Lihat sertifikat").click()
    assert steps.download_certificate(page) == from_list
