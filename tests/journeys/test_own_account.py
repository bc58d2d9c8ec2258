"""What people set for themselves: photo, address, password, devices, second step, mails."""

import re
from pathlib import Path
from time import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys import mails, steps

CAREFUL, MOBILE, CHOOSY = steps.people_of("kemenkum")[6:9]
NEW_PASSWORD = "Belajar-2027"


@pytest.fixture
def page(open_page, site_b):
    return open_page(base_url=site_b)


def test_photo_address_and_second_step_are_ones_own_to_set(
    page, assert_accessible, tmp_path
) -> None:
    """B18, B19: a photo is cropped, an address is confirmed, the app's code is asked for."""
    steps.sign_in_with_box(page, CAREFUL["nip"])
    page.goto("/akun/profil/")
    page.get_by_label("Jabatan").fill("Pemeriksa Merek Ahli Muda")
    page.get_by_role("button", name="Simpan Perubahan Profil").click()
    expect(page.get_by_text("Perubahan profil sudah disimpan.")).to_be_visible()
    expect(page.get_by_label("Jabatan")).to_have_value("Pemeriksa Merek Ahli Muda")
    give_photo(page, tmp_path)
    assert_accessible(page)
    page.get_by_label("Alamat email baru").fill("baru@baru.example.id")
    page.locator("#id_email-password").fill(steps.PASSWORD)
    page.get_by_role("button", name="Ganti alamat email").click()
    mails.open_link_in_mail(page, "baru@baru.example.id")
    assert_accessible(page)
    page.get_by_role("button", name="Konfirmasi email").click()
    page.goto("/akun/profil/")
    expect(page.get_by_text("baru@baru.example.id")).to_be_visible()
    secret = set_up_second_step(page, assert_accessible)
    steps.sign_out(page, CAREFUL["name"])
    steps.sign_in_with_box(page, CAREFUL["nip"])
    expect(page.get_by_role("heading", name="Langkah kedua")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Kode dari aplikasi").fill(code_of_app(secret))
    page.get_by_role("button", name="Login", exact=True).click()
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()


def test_other_devices_are_signed_out_by_their_button_and_by_another_password(
    page, open_page, site_b, assert_accessible
) -> None:
    """B7, B19: the device in use stays signed in, the others go to the sign-in page."""
    other = open_page(base_url=site_b)
    for each in (page, other):
        steps.sign_in_with_box(each, MOBILE["nip"])
    page.goto("/akun/pengaturan/")
    expect(page.get_by_text("Perangkat ini")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Keluar dari semua perangkat lain").click()
    expect(page.get_by_text("Semua perangkat lain sudah dikeluarkan.")).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="Login")).to_be_visible()
    steps.sign_in_with_box(other, MOBILE["nip"])
    change_password(page, old="Bukan-passwordnya-1")
    expect(page.get_by_text("Password lama tidak cocok.").first).to_be_visible()
    assert_accessible(page)
    change_password(page, old=steps.PASSWORD)
    expect(page.get_by_text("Password sudah diganti.")).to_be_visible()
    expect(page.get_by_role("heading", name="Pengaturan")).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="Login")).to_be_visible()


def test_the_mails_that_one_wants_are_chosen_and_stay_so(page, assert_accessible) -> None:
    """B19: one kind is switched off, by the keyboard."""
    steps.sign_in_with_box(page, CHOOSY["nip"])
    page.goto("/akun/pengaturan/")
    box = page.get_by_label("JP tahun ini belum cukup")
    expect(box).to_be_checked()
    expect(box).to_have_accessible_description(re.compile("Awal Oktober dan awal Desember"))
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Simpan Pilihan").press("Enter")
    expect(page.get_by_text("Pilihan pemberitahuan sudah disimpan.")).to_be_visible()
    page.reload()
    expect(box).not_to_be_checked()
    expect(page.get_by_label("Sertifikat terbit")).to_be_checked()
    assert_accessible(page)


def change_password(page: Page, *, old: str) -> None:
    page.get_by_label("Password lama").fill(old)
    page.get_by_label(re.compile("^Password baru")).fill(NEW_PASSWORD)
    expect(page.get_by_text("Semua aturan password terpenuhi.")).to_be_attached()
    page.get_by_label("Ulangi password baru").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Ubah Password").click()


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
