"""Manual B's account pages: registration, activation, sign-in, recovery, and their troubles."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import mails, steps

FORGETFUL, LOCKED_OUT, BYSTANDER = steps.people_of("kemenkum")[3:6]
NEW_PASSWORD = "Belajar-2027"
DAY_SECONDS = 86_400
NEWCOMER = {
    "Nama Lengkap": "Ni Luh Ayu Lestari, S.H.",
    "NIP/Username": "19950612 202012 2 003",
    "Alamat Email": "ayu.lestari@baru.example.id",
    "Nomor Telepon": "081234567890",
    "Jabatan": "Penyuluh Hukum",
}
SLIPS = {
    "NIP/Username": "19951350 202012 2 003",
    "Alamat Email": "ketik@baru",
    "Nomor Telepon": "delapan satu",
}
FAULTS = {
    "NIP/Username": re.compile("Delapan angka pertama NIP harus tanggal lahir"),
    "Alamat Email": re.compile("Masukkan alamat email yang valid"),
    "Nomor Telepon": re.compile("Tulis nomor telepon dengan angka"),
}
LATECOMER = {**NEWCOMER, "NIP/Username": "telat.sekali", "Alamat Email": "telat@baru.example.id"}


@pytest.fixture
def page(open_page, site_b):
    return open_page(base_url=site_b)


def test_a_newcomer_registers_activates_and_signs_in(page, assert_accessible, take_picture) -> None:
    """B1, B2, B3, B4, B5: from the sign-in page to the dashboard, the box really ticked."""
    page.goto("/akun/login/")
    page.get_by_role("link", name="Daftar akun baru").click()
    assert_accessible(page)
    page.get_by_label("Internal kementerian").check()
    page.get_by_role("button", name="Lanjut").click()
    choose_unit(page, "kanwil maluku")
    fill(page, NEWCOMER)
    type_password(page, assert_accessible)
    page.get_by_label("Saya sudah membaca dan menyetujui").check()
    take_picture(page, "registration", full_page=True)
    steps.tick_box(page)
    page.get_by_role("button", name="DAFTAR", exact=True).click()
    expect(page.get_by_role("heading", name="Periksa email Anda")).to_be_visible()
    expect(page.get_by_text(NEWCOMER["Alamat Email"])).to_be_visible()
    assert_accessible(page)
    mails.open_link_in_mail(page, NEWCOMER["Alamat Email"])
    expect(page.get_by_role("heading", name="Aktifkan akun")).to_be_visible()
    assert_accessible(page)
    link = page.url
    page.get_by_role("button", name="Aktifkan akun").click()
    expect(page.get_by_text("Akun Anda aktif.")).to_be_visible()
    steps.sign_in_with_box(page, NEWCOMER["NIP/Username"])
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()
    assert_accessible(page)


def test_links_that_are_late_or_older_are_worthless_and_another_one_comes(
    page, database, var_folder, assert_accessible
) -> None:
    """B2, B6: an expired link, one that a newer one replaced, and one of another person."""
    register_from_outside(page, LATECOMER)
    email = LATECOMER["Alamat Email"]
    older = mails.link_in_mail(page, email)
    for age_seconds, heading in (
        (DAY_SECONDS - 600, "Aktifkan akun"),
        (DAY_SECONDS, "Tautan tidak berlaku"),
    ):
        page.goto(mails.link_of_age(age_seconds, database, var_folder, email))
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Kirim Ulang Aktivasi").click()
    assert_accessible(page)
    ask_for_link(page, LATECOMER)
    assert_accessible(page)
    page.goto(older)
    expect(page.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()
    steps.sign_in_with_box(page, BYSTANDER["nip"])
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    mails.open_link_in_mail(page, email, other_than=older)
    expect(page.get_by_text(LATECOMER["Nama Lengkap"])).to_be_visible()
    expect(page.get_by_text(BYSTANDER["name"])).to_have_count(0)
    assert_accessible(page)
    page.get_by_role("button", name="Aktifkan akun").click()
    steps.sign_in_with_box(page, LATECOMER["NIP/Username"])
    expect(page.get_by_text(LATECOMER["Nama Lengkap"]).first).to_be_visible()


def test_slips_are_said_at_their_fields_or_mended_by_registering_again(
    page, assert_accessible
) -> None:
    """B1, B2, B6: what cannot be, then an address that is somebody else's."""
    right = {**NEWCOMER, "NIP/Username": "salah.ketik", "Alamat Email": "ketik@baru.example.id"}
    slip = {**right, "Alamat Email": "ketik@bartu.example.id"}
    send_registration(page, {**right, **SLIPS})
    for label, message in FAULTS.items():
        expect(page.get_by_label(label)).to_have_accessible_description(message)
    for label, typed in {**right, **SLIPS}.items():
        expect(page.get_by_label(label)).to_have_value(typed)
    assert_accessible(page)
    register_from_outside(page, slip)
    expect(page.get_by_text(slip["Alamat Email"])).to_be_visible()
    expect(page.get_by_text("daftar sekali lagi dengan alamat yang benar")).to_be_visible()
    strangers_link = mails.link_in_mail(page, slip["Alamat Email"])
    ask_for_link(page, right)
    page.get_by_role("main").get_by_role("link", name="Login").click()
    page.get_by_role("link", name="Daftar akun baru").click()
    register_from_outside(page, right)
    page.goto(strangers_link)
    expect(page.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()
    mails.open_link_in_mail(page, right["Alamat Email"])
    page.get_by_role("button", name="Aktifkan akun").click()
    expect(page.get_by_text("Akun Anda aktif.")).to_be_visible()


def test_the_sign_in_page_says_what_is_wrong_and_where_help_is(page, assert_accessible) -> None:
    """B4, B5: unknown NIP, wrong password, not activated, a box that is not ticked."""
    waiting = {
        **NEWCOMER,
        "NIP/Username": "belum.aktif",
        "Alamat Email": "belum.aktif@baru.example.id",
    }
    register_from_outside(page, waiting)
    page.goto("/akun/login/")
    page.get_by_label("NIP/Username").fill(BYSTANDER["nip"])
    steps.password_field(page).fill(steps.PASSWORD)
    page.get_by_role("button", name="LOGIN", exact=True).click()
    expect(page.get_by_text("Validasi Gagal! Coba Lagi!").first).to_be_visible()
    assert_accessible(page)
    for identifier, password, message, way_out in (
        ("199912312024011999", "x", "NIP belum terdaftar", "Daftar sekarang"),
        (BYSTANDER["nip"], "belajar-2026", "NIP atau Password salah!", "Buat password baru"),
        ("belum.aktif", steps.PASSWORD, "Akun Anda belum diaktivasi", "Kirim ulang tautan"),
    ):
        steps.sign_in_with_box(page, identifier, password)
        expect(page.get_by_text(message).first).to_be_visible()
        expect(page.get_by_role("link", name=re.compile(way_out))).to_be_visible()
        assert_accessible(page)


def test_a_picture_that_is_read_wrongly_stops_the_sign_in(
    open_page, base_url, assert_accessible
) -> None:
    """A6: the message stands at the field, another picture is there, the name stays."""
    page = open_page(base_url=base_url)
    page.goto("/akun/login/")
    page.get_by_label("NIP/Username").fill(steps.PARTICIPANT)
    steps.password_field(page).fill(steps.PASSWORD)
    page.get_by_label("Kode pada gambar").fill("salah")
    page.get_by_role("button", name="LOGIN", exact=True).click()
    expect(page.get_by_text("Kode tidak cocok dengan gambar.").first).to_be_visible()
    expect(page.get_by_label("NIP/Username")).to_have_value(steps.PARTICIPANT)
    expect(steps.password_field(page)).to_have_value("")
    assert_accessible(page)


def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(
    page, watch, assert_accessible
) -> None:
    """B5: the account rests; other accounts do not."""
    watch.allow(429)
    for _ in range(6):
        steps.sign_in_with_box(page, LOCKED_OUT["nip"], "Salah-2026")
    expect(page.get_by_text("Tunggu paling lama 5 menit").first).to_be_visible()
    assert_accessible(page)


def test_a_forgotten_password_is_made_anew_by_a_code(page, assert_accessible, take_picture) -> None:
    """B7: a wrong code, the right one, and the same code once more."""
    page.goto("/akun/login/")
    page.get_by_role("link", name="Lupa Password").click()
    assert_accessible(page)
    ask_for_code(page, FORGETFUL["nip"], FORGETFUL["email"])
    assert_accessible(page)
    take_picture(page, "new-password")
    code = mails.code_in_mail(page, FORGETFUL["email"])
    page.goto("/akun/lupa-password/kode/")
    type_code(page, "000000" if code != "000000" else "111111")
    expect(page.get_by_text("Kode salah.").first).to_be_visible()
    assert_accessible(page)
    type_code(page, code)
    expect(page.get_by_text("Password sudah diganti.")).to_be_visible()
    page.goto("/akun/lupa-password/kode/")
    expect(page.get_by_role("heading", name="Lupa Password")).to_be_visible()
    ask_for_code(page, FORGETFUL["nip"], FORGETFUL["email"])
    type_code(page, code)
    expect(page.get_by_text("Kode salah.").first).to_be_visible()
    steps.sign_in_with_box(page, FORGETFUL["nip"], NEW_PASSWORD)
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()


def test_a_pair_that_does_not_fit_looks_the_same_and_browsers_do_not_share_codes(
    page, open_page, site_b
) -> None:
    """B7: a wrong pair gets the same page; a code counts where it was asked for."""
    ask_for_code(page, BYSTANDER["nip"], "orang.lain@example.id")
    type_code(page, "123456")
    expect(page.get_by_text("Kode salah.").first).to_be_visible()
    page.get_by_role("link", name="Minta kode baru").click()
    fill_in_pair(page, BYSTANDER["nip"], BYSTANDER["email"])
    first = mails.code_in_mail(page, BYSTANDER["email"])
    other = open_page(base_url=site_b)
    ask_for_code(other, BYSTANDER["nip"], BYSTANDER["email"])
    type_code(other, first)
    expect(other.get_by_text("Kode salah.").first).to_be_visible()
    page.goto("/akun/lupa-password/kode/")
    type_code(page, first)
    expect(page.get_by_text("Password sudah diganti.")).to_be_visible()
    other.reload()
    expect(other.get_by_text("Minta kode baru.")).to_be_visible()


def test_the_password_can_be_shown_and_hidden(page) -> None:
    """B5: the eye in the field."""
    page.goto("/akun/login/")
    field = steps.password_field(page)
    field.fill(steps.PASSWORD)
    eye = page.get_by_role("button", name="Tampilkan password")
    for kind in ("text", "password"):
        eye.click()
        expect(field).to_have_attribute("type", kind)
    expect(field).to_have_value(steps.PASSWORD)


def test_registration_works_without_scripts(open_page, site_b, base_url, database) -> None:
    """B0, B1: the unit is searched by a button, the human check is the picture."""
    page = open_page(base_url=site_b, java_script_enabled=False)
    page.goto("/akun/daftar/internal/")
    fill(page, {**NEWCOMER, "NIP/Username": "199506122020122004"})
    page.get_by_label("Unit Pusat/Unit Kerja").first.fill("kanwil maluku")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("radio").first.check()
    expect(page.get_by_label("Jabatan")).to_have_value(NEWCOMER["Jabatan"])
    page.get_by_role("button", name=re.compile("Gunakan gambar")).click()
    fill_passwords(page, "Belajar-2026")
    page.get_by_label("Alamat Email").fill("tanpa.skrip@baru.example.id")
    page.get_by_label("Saya sudah membaca dan menyetujui").check()
    page.get_by_label("Kode pada gambar").fill(steps.captcha_answer(page, database))
    page.get_by_role("button", name="DAFTAR", exact=True).click()
    expect(page.get_by_role("heading", name="Periksa email Anda")).to_be_visible()


def register_from_outside(page: Page, person: dict[str, str]) -> None:
    send_registration(page, person)
    expect(page.get_by_role("heading", name="Periksa email Anda")).to_be_visible()


def send_registration(page: Page, person: dict[str, str]) -> None:
    page.goto("/akun/daftar/external/")
    page.get_by_label("Unit Pusat/Unit Kerja").fill("Pemerintah Provinsi Bali")
    fill(page, person)
    fill_passwords(page, steps.PASSWORD)
    page.get_by_label("Saya sudah membaca dan menyetujui").check()
    steps.tick_box(page)
    page.get_by_role("button", name="DAFTAR", exact=True).click()


def ask_for_link(page: Page, person: dict[str, str]) -> None:
    """Ask for another link to activate the account."""
    page.goto("/akun/aktivasi/kirim-ulang/")
    for label in ("NIP/Username", "Alamat Email"):
        page.get_by_label(label).fill(person[label])
    steps.tick_box(page)
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_text("Bila NIP/Username dan email itu cocok")).to_be_visible()


def choose_unit(page: Page, words: str) -> None:
    """Find the unit by typing, and take it by the keyboard."""
    field = page.get_by_label("Unit Pusat/Unit Kerja")
    field.fill(words)
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value(re.compile("Maluku"))


def fill(page: Page, person: dict[str, str]) -> None:
    for label, value in person.items():
        page.get_by_label(label).fill(value)


def fill_passwords(page: Page, password: str) -> None:
    steps.password_field(page).fill(password)
    page.get_by_label("Konfirmasi Password").fill(password)


def type_password(page: Page, assert_accessible) -> None:
    """Type a password slowly enough to see its rules ticked."""
    met = page.locator("#password-rules [data-met]")
    for typed, count in (("belajar", 1), ("Belajar-", 3), (steps.PASSWORD, 4)):
        steps.password_field(page).fill(typed)
        expect(met).to_have_count(count)
    expect(page.get_by_text("Semua aturan password terpenuhi.")).to_be_attached()
    assert_accessible(page)
    page.get_by_label("Konfirmasi Password").fill(steps.PASSWORD)


def ask_for_code(page: Page, identifier: str, email: str) -> None:
    page.goto("/akun/lupa-password/")
    fill_in_pair(page, identifier, email)


def fill_in_pair(page: Page, identifier: str, email: str) -> None:
    page.get_by_label("NIP/Username").fill(identifier)
    page.get_by_label("Alamat Email").fill(email)
    steps.tick_box(page)
    page.get_by_role("button", name="Kirim kode").click()
    expect(page.get_by_role("heading", name="Password baru")).to_be_visible()


def type_code(page: Page, code: str) -> None:
    page.get_by_label("Kode dari mail").fill(code)
    page.get_by_label(re.compile("^Password baru")).fill(NEW_PASSWORD)
    page.get_by_label("Ulangi password baru").fill(NEW_PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Ubah Password").click()
