"""Row A18: “Riwayat Ujian”."""

from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from random import Random
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from tests import worlds
from tests.portal.learners import make_exam_course, read_all, sit
from widya.assessment.actions import start_attempt, void_attempt

pytestmark = pytest.mark.django_db
ADDRESS = "/dashboard/riwayat-ujian/"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(scope="module")
def shared_attempts(make_once, shared_world):
    return make_once(sit_three_times, shared_world["siti"], shared_world["site"])


def sit_three_times(siti, site):
    """Let Siti fail “Alfa” with 25, pass it with 100, and fail “Beta” with 50."""
    alfa, alfa_exam = make_exam_course(site, title="Alfa")
    beta, beta_exam = make_exam_course(site, title="Beta", pass_mark=70)
    read_all(siti, alfa)
    read_all(siti, beta)
    return [
        sit(siti, alfa_exam, right=1, now=worlds.NOW),
        sit(siti, alfa_exam, right=4, now=worlds.NOW + timedelta(hours=1)),
        sit(siti, beta_exam, right=2, now=worlds.NOW + timedelta(hours=2)),
    ]


@pytest.fixture
def three_attempts(shared_attempts, db):
    return deepcopy(shared_attempts)


def scores(response):
    return [int(attempt.score) for attempt in response.context["page_obj"]]


def test_the_page_asks_visitors_to_sign_in(client, site):
    assert client.get(ADDRESS).url == f"/akun/login/?next={ADDRESS}"


def test_all_closed_attempts_are_listed_the_newest_first(signed_in, three_attempts):
    response = signed_in.get(ADDRESS)
    assert scores(response) == [50, 100, 25]
    html = response.content.decode()
    for text in ("Beta", "70/100", "50/100", "Tidak Lulus", "Lulus", "5 Mei 2026", "12.00 WIB"):
        assert text in html


def test_an_attempt_that_is_being_written_is_not_listed(budis_browser, budi, site):
    course, exam = make_exam_course(site)
    read_all(budi, course)
    start_attempt(budi, exam, now=worlds.NOW, rng=Random(1))
    assert "Belum ada ujian" in budis_browser.get(ADDRESS).content.decode()


def test_a_voided_attempt_stays_in_the_list_without_a_score(signed_in, siti, three_attempts):
    staff = worlds.make_user("admin")
    void_attempt(three_attempts[2], by=staff, reason="Listrik padam", now=worlds.NOW)
    html = signed_in.get(ADDRESS).content.decode()
    assert "Dibatalkan" in html
    assert "50/100" not in html


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("nilai", [25, 50, 100]),
        ("-nilai", [100, 50, 25]),
        ("pelatihan", [100, 25, 50]),
        ("-kelulusan", [100, 25, 50]),
        ("hasil", [50, 25, 100]),
        ("tanggal", [25, 100, 50]),
        ("rahasia", [50, 100, 25]),
        ("--nilai", [50, 100, 25]),
    ],
)
def test_the_table_sorts_by_any_column_and_ignores_others(
    signed_in, three_attempts, sort, expected
):
    assert scores(signed_in.get(ADDRESS, {"sort": sort})) == expected


def test_headings_tell_the_order_and_ask_for_the_other_one(signed_in, three_attempts):
    response = signed_in.get(ADDRESS, {"sort": "nilai"})
    heading = next(column for column in response.context["columns"] if column["label"] == "Nilai")
    assert (heading["order"], heading["sort"]) == ("ascending", "-nilai")
    html = response.content.decode()
    assert html.count("aria-sort") == 1
    assert 'href="?sort=-nilai"' in html


def test_attempts_of_others_are_not_listed(budis_browser, three_attempts):
    assert scores(budis_browser.get(ADDRESS)) == []


def test_the_page_asks_the_database_as_often_for_many_as_for_one(
    signed_in, three_attempts, django_assert_max_num_queries
):
    signed_in.get(ADDRESS)
    with django_assert_max_num_queries(5):
        signed_in.get(ADDRESS)


def test_the_spreadsheet_holds_text_numbers_and_dates(signed_in, three_attempts):
    response = signed_in.get(f"{ADDRESS}unduh/", {"sort": "nilai"})
    assert 'filename="riwayat-ujian.xlsx"' in response["Content-Disposition"]
    rows = read_spreadsheet(b"".join(response.streaming_content))
    assert rows[0] == [
        "Nama Pelatihan",
        "Total Pertanyaan",
        "Nilai Kelulusan",
        "Nilai",
        "Hasil",
        "Tanggal Ujian",
    ]
    assert rows[1][:5] == ["Alfa", 4.0, 80.0, 25.0, "Tidak Lulus"]
    assert rows[3][:5] == ["Alfa", 4.0, 80.0, 100.0, "Lulus"]
    assert rows[1][5] == pytest.approx(46147 + 10 / 24)  # 5 May 2026, 10.00 in Jakarta


def test_a_title_that_looks_like_a_formula_stays_text_in_the_spreadsheet(budis_browser, budi, site):
    course, exam = make_exam_course(site, title="=1+1")
    read_all(budi, course)
    sit(budi, exam, right=4)
    rows = read_spreadsheet(b"".join(budis_browser.get(f"{ADDRESS}unduh/").streaming_content))
    assert rows[1][0] == "=1+1"


def read_spreadsheet(content):
    """Return the rows of the first sheet, with text as str and everything else as float."""
    with ZipFile(BytesIO(content)) as archive:
        shared = ET.fromstring(archive.read("xl/sharedStrings.xml"))
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(entry.itertext()) for entry in shared]
    return [[_value(cell, texts) for cell in row] for row in sheet.iter(f"{{{MAIN}}}row")]


def _value(cell, texts):
    assert cell.find(f"{{{MAIN}}}f") is None
    value = cell.findtext(f"{{{MAIN}}}v")
    return texts[int(value)] if cell.get("t") == "s" else float(value)
