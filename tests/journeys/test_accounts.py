"""Manual B's account pages: registration, activation, sign-in, recovery, and their troubles."""

import re
from pathlib import Path
from time import time
from unittest import mock

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import signing
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys import steps
from widya.demo.files import read_toml

PEOPLE = [person for person in read_toml("people.toml")["people"] if person["site"] == "kemenkum"]
FORGETFUL, LOCKED_OUT, BYSTANDER, CAREFUL = PEOPLE[3:7]
NEW_PASSWORD = "Belajar-2027"
DAY_SECONDS = 86_400
NEWCOMER = {
    "Nama Lengkap": "Ni Luh Ayu Lestari, S.H.",
    "NIP/Username": "19950612 202012 2 003",
    "Alamat Email": "ayu.lestari@baru.example.id",
    "Nomor Telepon": "081234567890",
    "Jabatan": "Penyuluh Hukum",
}
LATECOMER = {**NEWCOMER, "NIP/Username": "telat.sekali", "Alamat Email": "telat@baru.example.id"}


@pytest.fixture
def site_b(base_url):
    """Return the address of site B, whose human check is the box."""
    return base_url.replace("//localhost", "//kemenkum.localhost")


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
    tick_box(page)
    page.get_by_role("button", name="DAFTAR", exact=True).click()
    expect(page.get_by_role("heading", name="Periksa email Anda")).to_be_visible()
    expect(page.get_by_text(NEWCOMER["Alamat Email"])).to_be_visible()
    assert_accessible(page)
    open_link_in_mail(page, NEWCOMER["Alamat Email"])
    expect(page.get_by_role("heading", name="Aktifkan akun")).to_be_visible()
    assert_accessible(page)
    link = page.url
    page.get_by_role("button", name="Aktifkan akun").click()
    expect(page.get_by_text("Akun Anda aktif.")).to_be_visible()
    sign_in(page, NEWCOMER["NIP/Username"])
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()


def test_links_that_are_late_or_older_are_worthless_and_another_one_comes(
    page, database, var_folder, assert_accessible
) -> None:
    """B2, B6: an expired link, one that a newer one replaced, and one of another person."""
    register_from_outside(page, LATECOMER)
    email = LATECOMER["Alamat Email"]
    older = link_in_mail(page, email)
    page.goto(expired_link(database, var_folder, email))
    expect(page.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Kirim Ulang Aktivasi").click()
    assert_accessible(page)
    page.get_by_label("NIP/Username").fill(LATECOMER["NIP/Username"])
    page.get_by_label("Alamat Email").fill(email)
    tick_box(page)
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_role("heading", name="Periksa email Anda")).to_be_visible()
    page.goto(older)
    expect(page.get_by_role("heading", name="Tautan tidak berlaku")).to_be_visible()
    sign_in(page, BYSTANDER["nip"])
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    open_link_in_mail(page, email, other_than=older)
    expect(page.get_by_text(LATECOMER["Nama Lengkap"])).to_be_visible()
    expect(page.get_by_text(BYSTANDER["name"])).to_have_count(0)
    page.get_by_role("button", name="Aktifkan akun").click()
    sign_in(page, LATECOMER["NIP/Username"])
    expect(page.get_by_text(LATECOMER["Nama Lengkap"]).first).to_be_visible()


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
    password_field(page).fill(steps.PASSWORD)
    page.get_by_role("button", name="LOGIN", exact=True).click()
    expect(page.get_by_text("Validasi Gagal! Coba Lagi!").first).to_be_visible()
    assert_accessible(page)
    for identifier, password, message, way_out in (
        ("199912312024011999", "x", "NIP belum terdaftar", "Daftar sekarang"),
        (BYSTANDER["nip"], "belajar-2026", "NIP atau Password salah!", "Buat password baru"),
        ("belum.aktif", steps.PASSWORD, "Akun Anda belum diaktivasi", "Kirim ulang tautan"),
    ):
        sign_in(page, identifier, password)
        expect(page.get_by_text(message).first).to_be_visible()
        expect(page.get_by_role("link", name=re.compile(way_out))).to_be_visible()
        assert_accessible(page)


def test_a_picture_that_is_read_wrongly_stops_the_sign_in(open_page, base_url) -> None:
    """A6: the message stands at the field, another picture is there, the name stays."""
    page = open_page(base_url=base_url)
    page.goto("/akun/login/")
    page.get_by_label("NIP/Username").fill(steps.PARTICIPANT)
    password_field(page).fill(steps.PASSWORD)
    page.get_by_label("Kode pada gambar").fill("salah")
    page.get_by_role("button", name="LOGIN", exact=True).click()
    expect(page.get_by_text("Kode tidak cocok dengan gambar.").first).to_be_visible()
    expect(page.get_by_label("NIP/Username")).to_have_value(steps.PARTICIPANT)
    expect(password_field(page)).to_have_value("")


def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(page, watch) -> None:
    """B5: the account rests; other accounts do not."""
    watch.allow(429)
    for _ in range(6):
        sign_in(page, LOCKED_OUT["nip"], "Salah-2026")
    expect(page.get_by_text("Tunggu paling lama 5 menit").first).to_be_visible()


def test_a_forgotten_password_is_made_anew_by_a_code(page, assert_accessible, take_picture) -> None:
    """B7: a wrong code, the right one, and the same code once more."""
    page.goto("/akun/login/")
    page.get_by_role("link", name="Lupa Password").click()
    assert_accessible(page)
    ask_for_code(page, FORGETFUL["nip"], FORGETFUL["email"])
    assert_accessible(page)
    take_picture(page, "new-password")
    code = code_in_mail(page, FORGETFUL["email"])
    page.goto("/akun/lupa-password/kode/")
    type_code(page, "000000" if code != "000000" else "111111")
    expect(page.get_by_text("Kode salah.").first).to_be_visible()
    type_code(page, code)
    expect(page.get_by_text("Password sudah diganti.")).to_be_visible()
    sign_in(page, FORGETFUL["nip"], NEW_PASSWORD)
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto("/akun/lupa-password/kode/")
    expect(page.get_by_role("heading", name="Lupa Password")).to_be_visible()


def test_a_pair_that_does_not_fit_looks_the_same_and_browsers_do_not_share_codes(
    page, open_page, site_b
) -> None:
    """B7: a wrong pair gets the same page; a code counts where it was asked for."""
    ask_for_code(page, BYSTANDER["nip"], "orang.lain@example.id")
    type_code(page, "123456")
    expect(page.get_by_text("Kode salah.").first).to_be_visible()
    ask_for_code(page, BYSTANDER["nip"], BYSTANDER["email"])
    first = code_in_mail(page, BYSTANDER["email"])
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
    field = password_field(page)
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


def test_photo_address_and_second_step_are_ones_own_to_set(
    page, assert_accessible, tmp_path
) -> None:
    """B18, B19: a photo is cropped, an address is confirmed, the app's code is asked for."""
    sign_in(page, CAREFUL["nip"])
    page.goto("/akun/profil/")
    give_photo(page, tmp_path)
    assert_accessible(page)
    page.get_by_label("Alamat email baru").fill("baru@baru.example.id")
    page.locator("#id_email-password").fill(steps.PASSWORD)
    page.get_by_role("button", name="Ganti alamat email").click()
    open_link_in_mail(page, "baru@baru.example.id")
    assert_accessible(page)
    page.get_by_role("button", name="Konfirmasi email").click()
    page.goto("/akun/profil/")
    expect(page.get_by_text("baru@baru.example.id")).to_be_visible()
    secret = set_up_second_step(page, assert_accessible)
    steps.sign_out(page, CAREFUL["name"])
    sign_in(page, CAREFUL["nip"])
    expect(page.get_by_role("heading", name="Langkah kedua")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Kode dari aplikasi").fill(code_of_app(secret))
    page.get_by_role("button", name="Login", exact=True).click()
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()


def give_photo(page: Page, folder: Path) -> None:
    path = folder / "foto.png"
    Image.new("RGB", (400, 300), "teal").save(path)
    page.get_by_label(re.compile("^Foto")).set_input_files(path)
    page.get_by_label("Perbesar").fill("200")
    expect(page.get_by_role("img", name="Bagian gambar yang menjadi foto")).to_be_visible()
    page.get_by_role("button", name="Simpan foto").click()
    expect(page.get_by_text("Foto sudah diganti.")).to_be_visible()


def set_up_second_step(page: Page, assert_accessible) -> str:
    """Set up the authenticator app; return its secret."""
    page.goto("/akun/pengaturan/")
    page.get_by_role("link", name="Aktifkan").click()
    assert_accessible(page)
    page.locator("#id_password").fill(steps.PASSWORD)
    page.get_by_role("button", name="Lanjut").click()
    assert_accessible(page)
    secret = page.locator("main code").inner_text()
    page.get_by_label("Kode dari aplikasi").fill(code_of_app(secret))
    page.get_by_role("button", name="Aktifkan").click()
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    assert_accessible(page)
    return secret


def code_of_app(secret: str) -> str:
    """Return what an authenticator app shows (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time()) // 30))


def register_from_outside(page: Page, person: dict[str, str]) -> None:
    page.goto("/akun/daftar/external/")
    page.get_by_label("Unit Pusat/Unit Kerja").fill("Pemerintah Provinsi Bali")
    fill(page, person)
    fill_passwords(page, steps.PASSWORD)
    page.get_by_label("Saya sudah membaca dan menyetujui").check()
    tick_box(page)
    page.get_by_role("button", name="DAFTAR", exact=True).click()
    expect(page.get_by_role("heading", name="Periksa email Anda")).to_be_visible()


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
    password_field(page).fill(password)
    page.get_by_label("Konfirmasi Password").fill(password)


def type_password(page: Page, assert_accessible) -> None:
    """Type a password slowly enough to see its rules ticked."""
    met = page.locator("#password-rules [data-met]")
    for typed, count in (("belajar", 1), ("Belajar-", 3), (steps.PASSWORD, 4)):
        password_field(page).fill(typed)
        expect(met).to_have_count(count)
    expect(page.get_by_text("Semua aturan password terpenuhi.")).to_be_attached()
    assert_accessible(page)
    page.get_by_label("Konfirmasi Password").fill(steps.PASSWORD)


def password_field(page: Page):
    return page.get_by_label(re.compile("^Password"))


def tick_box(page: Page) -> None:
    """Tick “I'm not a robot” and wait until the browser has solved the puzzle."""
    page.get_by_label("I'm not a robot").click()
    expect(page.locator("altcha-widget [data-state]").first).to_have_attribute(
        "data-state", "verified", timeout=steps.ENOUGH_MS
    )


def sign_in(page: Page, identifier: str, password: str = steps.PASSWORD) -> None:
    page.goto("/akun/login/")
    page.get_by_label("NIP/Username").fill(identifier)
    password_field(page).fill(password)
    tick_box(page)
    with page.expect_navigation():
        page.get_by_role("button", name="LOGIN", exact=True).click()


def ask_for_code(page: Page, identifier: str, email: str) -> None:
    page.goto("/akun/lupa-password/")
    page.get_by_label("NIP/Username").fill(identifier)
    page.get_by_label("Alamat Email").fill(email)
    tick_box(page)
    page.get_by_role("button", name="Kirim kode").click()
    expect(page.get_by_role("heading", name="Password baru")).to_be_visible()


def type_code(page: Page, code: str) -> None:
    page.get_by_label("Kode dari mail").fill(code)
    page.get_by_label(re.compile("^Password baru")).fill(NEW_PASSWORD)
    page.get_by_label("Ulangi password baru").fill(NEW_PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Ubah Password").click()


def open_mail(page: Page, email: str, *, count: int = 1) -> None:
    """Open the newest of at least ``count`` mails to the address; the worker may still be at it."""
    row = page.get_by_role("row").filter(has_text=email)

    def is_there() -> bool:
        page.goto("/demo/mail/")
        return row.count() >= count

    for _ in range(60):
        if is_there():
            break
        page.wait_for_timeout(500)
    row.first.get_by_role("link").click()


def link_in_mail(page: Page, email: str, *, count: int = 1) -> str:
    open_mail(page, email, count=count)
    return page.locator("a[href*='/akun/aktivasi/']").first.get_attribute("href")


def open_link_in_mail(page: Page, email: str, *, other_than: str = "") -> None:
    link = link_in_mail(page, email, count=2 if other_than else 1)
    assert link != other_than
    page.goto(link)


def code_in_mail(page: Page, email: str) -> str:
    open_mail(page, email)
    return page.locator("p").filter(has_text=re.compile(r"^\d{6}$")).first.inner_text()


def expired_link(database, var_folder, email: str) -> str:
    """Return the link as it was signed a day ago: a test cannot wait for tomorrow."""
    address = database.value("SELECT id FROM account_emailaddress WHERE email = ?", email)
    secret = (var_folder / "secret_key").read_text()
    yesterday = time() - DAY_SECONDS
    with mock.patch("django.core.signing.time.time", return_value=yesterday):
        key = signing.dumps(address, key=secret, salt="account")
    return f"/akun/aktivasi/{key}/"
