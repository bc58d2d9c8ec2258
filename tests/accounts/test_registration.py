"""Registration in two steps (B1)."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from tests import worlds
from tests.accounts.doors import NIP, errors, submit
from widya.accounts.models import Acceptance, User
from widya.organisation.actions import place_unit
from widya.organisation.models import SiteSettings, Unit
from widya.website.actions import add_standard_page

pytestmark = pytest.mark.django_db
STEP_1, INTERNAL, EXTERNAL = "/akun/daftar/", "/akun/daftar/internal/", "/akun/daftar/external/"
SENT = "/akun/daftar/terkirim/"
EMAIL = "siti@example.go.id"
WRONG_CHECK = {"check": "picture", "human_check_0": "x", "human_check_1": "y"}


@pytest.fixture(autouse=True)
def site():
    return worlds.make_site(platform_name="MOOC Uji", short_name="Uji")


@pytest.fixture
def unit():
    ministry = place_unit(Unit(name="Kementerian", kind="ministry"), None)
    return place_unit(Unit(name="Kantor Wilayah Bali", kind="regional"), ministry)


def data(**changes):
    typed = {
        "name": "Siti Rahmawati, S.H.",
        "identifier": "19900101 201503 1 001",
        "email": EMAIL,
        "phone": "0812-3456-7890",
        "position": "Penyuluh",
        "password1": worlds.PASSWORD,
        "password2": worlds.PASSWORD,
    }
    return {**typed, **changes}


def register_internal(client, unit, **changes):
    check = changes.pop("check", None)
    typed = {"unit_words": unit.name, "unit": str(unit.pk), **data(**changes)}
    return submit(client, INTERNAL, check, **typed)


def register_external(client, **changes):
    check = changes.pop("check", None)
    return submit(client, EXTERNAL, check, **{"workplace": "Pemda Bali", **data(**changes)})


def test_step_1_leads_to_the_data_of_the_chosen_type(client):
    page = client.get(STEP_1)
    assert "Tipe Pegawai" in page.text
    assert errors(client.post(STEP_1)) == {"employee_type": ["Pilih tipe pegawai."]}
    for employee_type, path in (("internal", INTERNAL), ("external", EXTERNAL)):
        assert client.post(STEP_1, {"employee_type": employee_type}).url == path


def test_the_summary_of_what_is_wrong_leads_to_the_first_of_the_choices(client):
    page = client.post(STEP_1, {})
    assert "Ada yang perlu diperbaiki" in page.text
    assert 'href="#id_employee_type_0"' in page.text
    assert 'id="id_employee_type_0"' in page.text


def test_step_2_costs_no_query(client, django_assert_num_queries):
    client.get(INTERNAL)
    with django_assert_num_queries(0):
        client.get(INTERNAL)


def test_step_2_bears_the_manuals_labels(client):
    for path in (INTERNAL, EXTERNAL):
        page = client.get(path).text
        for label in (
            "Unit Pusat/Unit Kerja",
            "Nama Lengkap",
            "NIP/Username",
            "Alamat Email",
            "Nomor Telepon",
            "Jabatan",
            "Password",
            "Konfirmasi Password",
            "DAFTAR",
        ):
            assert label in page


def test_an_employee_gets_an_account_that_waits_for_its_activation(client, unit, site):
    assert register_internal(client, unit).url == SENT
    user = User.objects.get()
    assert (user.username, user.nip, user.name) == (NIP, NIP, "Siti Rahmawati, S.H.")
    assert (user.unit, user.joined_through) == (unit, site)
    assert (user.employee_type, user.employment_status) == ("internal", "pns")
    assert (user.phone, user.position, user.email) == ("0812-3456-7890", "Penyuluh", EMAIL)
    assert user.check_password(worlds.PASSWORD)
    assert user.awaits_activation
    assert EMAIL in client.get(SENT).text


def test_somebody_from_outside_chooses_a_user_name_and_types_the_workplace(client):
    assert register_external(client, identifier="Budi.S").url == SENT
    user = User.objects.get()
    assert (user.username, user.nip, user.workplace) == ("budi.s", None, "Pemda Bali")
    assert (user.employee_type, user.employment_status) == ("external", "other")


def test_a_pppks_number_tells_the_status(client):
    register_external(client, identifier="199001012022211001")
    assert User.objects.get().employment_status == "pppk"


def test_a_mail_in_the_sites_look_carries_the_link(client, unit):
    register_internal(client, unit)
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert message.subject == "Aktifkan akun Anda di MOOC Uji"
    assert message.from_email.startswith("Uji <")
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    for text in (message.body, html):
        assert "http://localhost/akun/aktivasi/" in text
        assert "MOOC Uji" in text
    assert worlds.PASSWORD not in message.body
    assert message.expires_at - message_time(message) == timedelta(hours=24)


def message_time(message):
    return message.expires_at - timedelta(days=1)


def test_links_lead_to_the_sites_own_address_whatever_host_was_asked(client, unit):
    submit(client, INTERNAL, unit=str(unit.pk), **data())
    client.post(INTERNAL, HTTP_HOST="jahat.example")
    assert "jahat" not in mail.outbox[0].body


def test_whose_number_is_taken_is_led_to_the_password_and_to_help(client, unit):
    worlds.make_user(NIP, nip=NIP)
    response = register_internal(client, unit)
    assert list(errors(response)) == ["identifier"]
    for way in ("/akun/lupa-password/", "/kontak-kami/"):
        assert f'href="{way}"' in response.text.partition("Ini NIP atau username Anda?")[2][:700]
    assert "Ini NIP atau username Anda?" not in register_internal(client, unit, email="x").text


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Kolom ini  harus diisi."),
        ({"identifier": ""}, "identifier", "Tulis NIP atau username Anda."),
        ({"identifier": "1990"}, "identifier", "NIP terdiri dari 18 angka."),
        ({"identifier": "siti"}, "identifier", "NIP terdiri dari 18 angka."),
        (
            {"identifier": "199013012015031001"},
            "identifier",
            "Delapan angka pertama NIP harus tanggal lahir: tahun, bulan, hari.",
        ),
        ({"email": "siti@"}, "email", "Masukkan alamat email yang valid."),
        (
            {"phone": "tidak ada"},
            "phone",
            "Tulis nomor telepon dengan angka, misalnya 081234567890.",
        ),
        ({"password2": "Lain-2027"}, "password2", "Kedua password tidak sama."),
    ],
)
def test_what_is_wrong_stands_at_its_field(client, unit, changes, field, message):
    response = register_internal(client, unit, **changes)
    assert errors(response) == {field: [message]}
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "password",
    ["Pendek1", "tanpabesar1", "TANPAKECIL1", "TanpaAngka", "Password1", "Siti-Rahmawati-1"],
)
def test_a_password_that_breaks_a_rule_is_refused(client, unit, password):
    response = register_internal(client, unit, password1=password, password2=password)
    assert list(errors(response)) == ["password1"]


def test_what_was_typed_stays_except_the_passwords(client, unit):
    page = register_internal(client, unit, name="<b>Siti</b>", email="salah").text
    for kept in ("&lt;b&gt;Siti&lt;/b&gt;", "19900101 201503 1 001", "0812-3456-7890", "Penyuluh"):
        assert kept in page
    assert f'value="{unit.pk}"' in page
    assert worlds.PASSWORD not in page


@pytest.mark.parametrize("identifier", ["bu", "1siti", "siti rahma", "siti@rumah", "x" * 31])
def test_a_user_name_has_a_form(client, identifier):
    response = register_external(client, identifier=identifier)
    assert list(errors(response)) == ["identifier"]


@pytest.mark.parametrize("taken", [{"username": "lama", "nip": NIP}, {"username": NIP}])
def test_a_nip_that_an_account_has_is_refused_at_its_field(client, unit, taken):
    worlds.make_user(**taken)
    response = register_internal(client, unit)
    assert errors(response) == {"identifier": ["Username atau NIP ini sudah dipakai akun lain."]}


def test_an_address_that_an_account_has_is_told_to_its_owner_only(client, unit):
    worlds.make_user("lama", email=EMAIL.upper())
    assert register_internal(client, unit).url == SENT
    assert User.objects.count() == 1
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert message.subject == "Anda sudah punya akun di MOOC Uji"
    assert EMAIL in client.get(SENT).text


def test_who_had_a_slip_in_the_address_registers_once_more(client, unit):
    register_internal(client, unit, email="siti@exmple.go.id")
    assert register_internal(client, unit).url == SENT
    assert User.objects.get().email == EMAIL
    assert EmailAddress.objects.get().email == EMAIL


def test_a_doubtful_nip_is_taken_with_a_warning(client, unit):
    register_internal(client, unit, identifier="199001012015033001")
    assert User.objects.get().nip == "199001012015033001"
    assert "angka ke-15 (jenis kelamin) bukan 1 atau 2" in client.get(SENT).text


def test_nothing_is_made_before_the_human_check(client, unit):
    response = register_internal(client, unit, check=WRONG_CHECK)
    assert list(errors(response)) == ["human_check"]
    assert not User.objects.exists()
    assert mail.outbox == []


def test_nothing_is_said_of_accounts_before_the_human_check(client, unit):
    worlds.make_user(NIP)
    assert list(errors(register_internal(client, unit, check=WRONG_CHECK))) == ["human_check"]


def test_another_check_and_the_search_for_a_unit_lose_nothing_that_was_typed(client, unit):
    for button in ({"show": "checkbox"}, {"unit_search": "1", "unit_words": "kanwil bali"}):
        response = client.post(INTERNAL, {**data(), **button})
        assert errors(response) == {}
        assert "Siti Rahmawati, S.H." in response.text
    assert "Kantor Wilayah Bali" in response.text
    assert not User.objects.exists()


def test_a_unit_of_another_agency_is_refused(client, unit, site):
    other = place_unit(Unit(name="Kementerian Lain", kind="ministry"), None)
    SiteSettings.objects.update(top_unit=Unit.objects.get(name="Kementerian"))
    SiteSettings.objects.get(site=site).save()
    assert list(errors(register_internal(client, other))) == ["unit"]


def test_an_account_may_be_asked_for_five_times_an_hour(client, unit):
    for _ in range(5):
        register_internal(client, unit)
    response = register_internal(client, unit)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "3600"
    assert "Tunggu paling lama 1 jam" in errors(response)["__all__"][0]
    assert register_internal(client, unit, identifier="199001012015032002").status_code == 302


class TestAcceptance:
    @pytest.fixture
    def pages(self, site):
        terms = add_standard_page(site, title="Ketentuan", slug="ketentuan", body="<p>A</p>")
        privacy = add_standard_page(site, title="Privasi", slug="privasi", body="<p>B</p>")
        SiteSettings.objects.filter(site=site).update(terms_page=terms, privacy_page=privacy)
        terms.refresh_from_db()
        privacy.refresh_from_db()
        return terms, privacy

    def test_the_sites_terms_must_be_accepted(self, client, pages):
        page = client.get(EXTERNAL).text
        assert 'href="/ketentuan/"' in page
        assert 'href="/privasi/"' in page
        response = register_external(client)
        message = "Anda perlu menyetujuinya untuk mendaftar."
        assert errors(response) == {"is_accepted": [message]}

    def test_the_accepted_versions_are_kept(self, client, pages):
        register_external(client, is_accepted="on")
        kept = list(Acceptance.objects.order_by("title"))
        assert [(each.page_id, each.revision_id) for each in kept] == [
            (page.pk, page.live_revision_id) for page in pages
        ]
        user = User.objects.get()
        assert {(each.user, each.published_at) for each in kept} == {
            (user, page.last_published_at) for page in pages
        }

    def test_a_page_that_is_not_published_is_not_asked_for(self, client, pages):
        for page in pages:
            page.unpublish()
        assert register_external(client).url == SENT


class TestWhoMayRegister:
    @pytest.fixture(autouse=True)
    def restrict(self, site):
        def restrict(registration, **fields):
            settings = SiteSettings.objects.get(site=site)
            for name, value in {"registration": registration, **fields}.items():
                setattr(settings, name, value)
            settings.full_clean()
            settings.save()

        return restrict

    def test_where_it_is_closed_a_page_says_so(self, client, restrict):
        restrict("closed")
        for path in (STEP_1, INTERNAL, EXTERNAL):
            assert "Pendaftaran ditutup" in client.get(path).text
        assert "Pendaftaran ditutup" in register_external(client).text
        assert not User.objects.exists()
        assert "Daftar akun baru" not in client.get("/akun/login/").text

    def test_where_only_employees_may_there_is_no_choice(self, client, restrict, unit):
        restrict("internal")
        assert client.get(STEP_1).url == INTERNAL
        assert client.get(EXTERNAL).status_code == 404
        assert register_external(client).status_code == 404
        assert register_internal(client, unit).url == SENT

    @pytest.mark.parametrize(
        ("email", "is_taken"),
        [
            ("siti@kemenkum.go.id", True),
            ("siti@BPSDM.kemenkum.go.id", True),
            ("siti@lapas.example", True),
            ("siti@jahatkemenkum.go.id", False),
            ("siti@kemenkum.go.id.jahat.example", False),
        ],
    )
    def test_where_domains_are_listed_only_their_addresses_may(
        self, client, restrict, email, is_taken
    ):
        restrict("domains", registration_domains="@kemenkum.go.id\nlapas.example")
        response = register_external(client, email=email)
        if is_taken:
            assert response.url == SENT
        else:
            message = "hanya alamat email dari kemenkum.go.id, lapas.example yang dapat mendaftar."
            assert message in errors(response)["email"][0]

    def test_domains_must_be_named_where_they_count(self, restrict):
        with pytest.raises(Exception, match="Tulis paling sedikit satu domain"):
            restrict("domains")


def test_a_flood_from_one_address_gets_the_page_for_it(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "2/m/ip"}
    answers = [register_external(client, check=WRONG_CHECK) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Terlalu banyak permintaan" in answers[-1].text


def test_who_is_signed_in_is_led_on(client):
    client.force_login(worlds.make_user())
    for path in (STEP_1, INTERNAL):
        assert client.get(path).url == "/dashboard/"
