"""Signing in by a real OpenID Connect provider (npm ``oidc-provider``) that the site trusts."""

import json
import re
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tools import serve
from tools.environment import node_environment, node_wheel

LINKED, SHUT, MISTYPED, HURRIED = steps.people_of("kemenimipas")[3:7]
SECRET = "only-for-tests"
NEWCOMER = {"name": "Made Wirawan, S.E.", "email": "made@baru.example.id", "email_verified": True}


def at_provider(person, **claims):
    """Return what the provider says of a participant."""
    return {"name": person["name"], "email": person["email"], "email_verified": True, **claims}


KNOWN_THERE = {
    "baru": NEWCOMER,
    "terhubung": at_provider(LINKED),
    "ditutup": at_provider(SHUT),
    "keliru": {"name": MISTYPED["name"], "nip": MISTYPED["nip"]},
    "tergesa": at_provider(HURRIED),
    "belum-pasti": at_provider(LINKED, email_verified=False),
}


@pytest.fixture(scope="module")
def provider_port():
    return serve.free_port()


@pytest.fixture(scope="module")
def run_provider(base_url, provider_port):
    """Return a context manager under which the provider answers."""
    script = Path(__file__).parent / "identity_provider.js"
    options = {
        "port": provider_port,
        "redirectUri": f"{base_url}/akun/sso/kembali/",
        "secret": SECRET,
        "people": KNOWN_THERE,
    }
    command = [node_wheel() / "bin" / "node", script, json.dumps(options)]

    @contextmanager
    def run():
        processes = {"provider": serve.start(command, node_environment())}
        try:
            serve.wait_until_answering("localhost", provider_port, processes)
            yield
        finally:
            serve.stop(processes)

    return run


@pytest.fixture(scope="module")
def _offered(browser, base_url, database, provider_port, run_provider):
    """Let the site's administrator set the provider up."""
    with run_provider(), closing(browser.new_context(base_url=base_url, locale="id-ID")) as context:
        page = context.new_page()
        page.goto("/admin/settings/sso/identityprovider/")
        steps.sign_in(page, database, "admin")
        page.get_by_role("checkbox", name="Tampilkan di halaman Login").check()
        issuer = f"http://localhost:{provider_port}"
        for label, value in (
            ("Nama penyedia", "SSO Pegawai"),
            ("Alamat penyedia (issuer)", issuer),
            ("Client ID", "widya"),
        ):
            page.get_by_role("textbox", name=label).fill(value)
        page.locator("#id_client_secret").fill(SECRET)
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_role("status").get_by_text("Penyedia identitas")).to_be_visible()
        expect(page.locator("#id_client_secret")).to_have_value("")


@pytest.fixture
def provider(_offered, run_provider):
    with run_provider():
        yield


def test_a_newcomer_registers_without_a_mail_to_confirm(
    page, database, provider, assert_accessible
) -> None:
    """SSO: somebody whom only the provider knows."""
    enter(page, assert_accessible)
    page.get_by_role("link", name="baru").click()
    expect(page.get_by_text("belum mempunyai akun di sini")).to_be_visible()
    assert_accessible(page)
    expect(page.get_by_label("Nama Lengkap")).to_have_value(NEWCOMER["name"])
    expect(page.get_by_label("Alamat Email")).to_have_value(NEWCOMER["email"])
    page.get_by_label("Unit Pusat/Unit Kerja").fill("Pemkot Denpasar")
    page.get_by_label("NIP/Username").fill("made.w")
    page.get_by_label("Nomor Telepon").fill("081234567890")
    page.get_by_label("Jabatan").fill("Analis")
    page.get_by_label(re.compile("^Password")).fill("Rahasia-Made-2026")
    page.get_by_label("Konfirmasi Password").fill("Rahasia-Made-2026")
    page.get_by_label("Saya sudah membaca dan menyetujui").check()
    answer_picture(page, database)
    page.get_by_role("button", name="DAFTAR", exact=True).click()
    expect(page).to_have_url("/dashboard/")
    steps.sign_out(page, "Made Wirawan")
    enter(page)
    expect(page).to_have_url("/dashboard/")


def test_an_account_is_linked_by_its_password_then_opens_at_once(
    page, database, provider, assert_accessible
) -> None:
    """SSO: somebody whom both know; and the identity taken off again."""
    enter(page)
    page.get_by_role("link", name="terhubung").click()
    expect(page.get_by_role("heading", name="Hubungkan akun")).to_be_visible()
    expect(page.get_by_text(f"{LINKED['email'][0]}•••@example.id")).to_be_visible()
    assert_accessible(page)
    type_password(page, database, steps.PASSWORD)
    expect(page.get_by_text("Akun terhubung.")).to_be_visible()
    steps.sign_out(page, LINKED["name"].split(",")[0])
    enter(page)
    expect(page).to_have_url("/dashboard/")
    page.goto("/akun/pengaturan/")
    expect(page.get_by_text(f"SSO Pegawai · {LINKED['email']}")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name=f"Putuskan {LINKED['email']}").click()
    expect(page.get_by_text("Identitas sudah diputuskan dari akun Anda.")).to_be_visible()


def test_a_wrong_password_links_nothing(page, database, provider, assert_accessible) -> None:
    enter(page)
    page.get_by_role("link", name="keliru").click()
    expect(page.get_by_text(f"NIP {MISTYPED['nip'][:4]} •••• ••••")).to_be_visible()
    type_password(page, database, "Bukan-passwordnya-1")
    expect(page.get_by_text("Password tidak cocok.").first).to_be_visible()
    assert_accessible(page)
    page.goto("/dashboard/")
    expect(page.get_by_role("heading", name="Login")).to_be_visible()


def test_an_address_that_the_provider_has_not_verified_finds_nobody(page, provider) -> None:
    enter(page)
    page.get_by_role("link", name="belum-pasti").click()
    expect(page.get_by_text("belum mempunyai akun di sini")).to_be_visible()
    expect(page.get_by_label("Alamat Email")).to_have_value("")


def test_a_deactivated_account_is_refused(
    page, provider, watch, var_folder, assert_accessible
) -> None:
    watch.allow(403)
    shut(var_folder, SHUT["nip"])
    enter(page)
    page.get_by_role("link", name="ditutup").click()
    expect(page.get_by_text("Akun Anda dinonaktifkan. Hubungi pengelola situs.")).to_be_visible()
    assert_accessible(page)


def test_who_says_no_at_the_provider_is_back_at_the_sign_in_page(page, provider) -> None:
    enter(page)
    page.get_by_role("link", name="Batal").click()
    expect(page.get_by_text("Masuk dengan SSO Pegawai dibatalkan.")).to_be_visible()
    expect(page.get_by_role("heading", name="Login")).to_be_visible()


def test_an_old_state_leads_to_another_try(page, provider, watch, assert_accessible) -> None:
    watch.allow(400)
    enter(page)
    page.context.clear_cookies(name="widya_session")
    page.get_by_role("link", name="tergesa").click()
    expect(page.get_by_text("Waktu untuk masuk sudah habis")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Coba lagi").click()
    expect(page.get_by_role("heading", name="Hubungkan akun")).to_be_visible()


def test_a_provider_that_goes_down_on_the_way_is_told_and_tried_again(
    page, provider, run_provider, watch, assert_accessible
) -> None:
    watch.allow(503)
    enter(page)
    page.get_by_role("link", name="Lalu mati").click()
    expect(page.get_by_text("SSO Pegawai sedang tidak dapat dihubungi.")).to_be_visible()
    assert_accessible(page)
    with run_provider():
        page.get_by_role("link", name="Coba lagi").click()
        page.get_by_role("link", name="tergesa").click()
        expect(page.get_by_role("heading", name="Hubungkan akun")).to_be_visible()


def enter(page: Page, assert_accessible=None) -> None:
    """Go from the sign-in page to the provider."""
    page.goto("/akun/login/")
    if assert_accessible:
        assert_accessible(page)
    page.get_by_role("link", name="Login dengan SSO Pegawai").click()


def type_password(page: Page, database, password: str) -> None:
    page.get_by_label(re.compile("^Password")).fill(password)
    answer_picture(page, database)
    page.get_by_role("button", name="Hubungkan", exact=True).click()


def answer_picture(page: Page, database) -> None:
    page.get_by_label("Kode pada gambar").fill(steps.captcha_answer(page, database))


def shut(var_folder: Path, nip: str) -> None:
    """Deactivate the account, as the staff would."""
    with closing(sqlite3.connect(var_folder / "widya.sqlite3")) as connection, connection:
        connection.execute("UPDATE accounts_user SET is_active = 0 WHERE nip = ?", (nip,))
