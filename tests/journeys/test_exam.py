"""What may happen to an exam page: a cut line, two tabs, a wrong clock, the deadline, a pause."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from widya.demo.files import read_toml

PEOPLE = read_toml("people.toml")["people"]
COURSE = "tujuan-dan-fungsi-pemasyarakatan"
SAVED = re.compile(r"^Tersimpan \d\d\.\d\d\.\d\d$")
SOON_MS = 60_000
FLOOD = """question => {
  const [first, second] = document.querySelectorAll(`${question} input`);
  for (let time = 0; time < 6000; time += 30) {
    setTimeout(() => (time % 60 ? first : second).click(), time);
  }
}"""


@pytest.fixture
def begin(page, database):
    """Return a function that leads a person of the demo to the open exam page."""

    def begin(number):
        page.goto("/akun/login/")
        steps.sign_in(page, database, PEOPLE[number]["nip"])
        expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
        page.goto(f"/pelatihan/{COURSE}/")
        page.get_by_role("button", name="Daftar", exact=True).first.click()
        for _ in range(3):
            steps.go_on(page)
        steps.start_assessment(page)
        return steps.questions_of_open(page, database)

    return begin


@pytest.fixture
def end_in(page, var_folder):
    """Return a function that moves the end of the open attempt to a few seconds from now."""

    def end_in(seconds, *, grace):
        deadline = datetime.now(UTC).replace(tzinfo=None) + timedelta(seconds=seconds)
        moments = [str(moment) for moment in (deadline, deadline + timedelta(seconds=grace))]
        statement = (
            "UPDATE assessment_attempt SET deadline_at = ?, grace_ends_at = ? WHERE uuid = ?"
        )
        path = var_folder / "widya.sqlite3"
        with closing(sqlite3.connect(path, timeout=20)) as connection, connection:
            connection.execute(statement, (*moments, steps.attempt_uuid(page).hex))

    return end_in


def state_of(page):
    return page.locator(".save-state")


def choose_right(page, question):
    show(page, question)
    steps.choose(page, question, question.right())


def show(page, question):
    page.evaluate(f"location.hash = 'soal-{question.position}'")
    page.get_by_role("button", name=re.compile(rf"^Soal {question.position},")).click()


def test_answers_of_a_cut_line_survive_the_crash_of_the_tab(page, begin) -> None:
    """A15, A16: nothing that was answered is lost; the next tab shows and sends it."""
    first, second, third = begin(27)[:3]
    choose_right(page, first)
    expect(state_of(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    choose_right(page, second)
    choose_right(page, third)
    expect(state_of(page)).to_contain_text("Belum terkirim (2)")
    address = page.url
    page.close()
    page.context.set_offline(False)
    tab = page.context.new_page()
    tab.goto(address)
    expect(state_of(tab)).to_have_text(SAVED, timeout=SOON_MS)
    tab.reload()
    for question in (first, second, third):
        number = re.compile(rf"^Soal {question.position}, terjawab")
        expect(tab.get_by_role("button", name=number)).to_be_visible()


def test_two_tabs_show_the_later_answer_and_say_so(page, begin) -> None:
    """A16: whichever tab answered last, the other shows it after its next answer."""
    first, second = begin(28)[:2]
    choose_right(page, first)
    expect(state_of(page)).to_have_text(SAVED)
    tab = page.context.new_page()
    tab.goto(page.url)
    steps.choose(tab, first, first.wrong())
    expect(state_of(tab)).to_have_text(SAVED)
    choose_right(page, second)
    expect(page.get_by_text("Jawaban diubah di tab atau perangkat lain")).to_be_visible()
    [wrong] = first.wrong()
    page.get_by_role("button", name=re.compile(r"^Soal 1,")).click()
    expect(page.locator("#soal-1").get_by_role(first.role, name=wrong, exact=True)).to_be_checked()


def test_a_wrong_clock_changes_nothing(open_page, database) -> None:
    """A16: a device whose date is off shows the server's time and the right rest."""
    page = open_page()
    page.context.add_init_script("const { now } = Date; Date.now = () => now() - 26 * 60_000;")
    page.goto("/akun/login/")
    steps.sign_in(page, database, PEOPLE[28]["nip"])
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto(f"/pelatihan/{COURSE}/")
    page.goto(f"/ujian/{open_attempt(database)}/")
    left = page.get_by_role("timer").inner_text()
    assert "00:00:00" < left < "01:00:00"
    question = steps.questions_of_open(page, database)[2]
    choose_right(page, question)
    expect(state_of(page)).to_have_text(SAVED)
    minute = state_of(page).inner_text().split(".")[1]
    now = datetime.now(UTC)
    assert minute in {f"{moment:%M}" for moment in (now, now - timedelta(minutes=1))}


def open_attempt(database):
    """Return the attempt that was started last."""
    newest = "SELECT uuid FROM assessment_attempt WHERE state = 'open' ORDER BY id DESC LIMIT 1"
    return UUID(database.value(newest))


def test_an_answer_made_in_time_counts_when_the_line_is_back_within_the_grace(
    page, begin, end_in
) -> None:
    """A16: time is up offline; what was answered before goes out and is scored."""
    first, second = begin(35)[:2]
    end_in(20, grace=60)
    choose_right(page, first)
    expect(state_of(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    choose_right(page, second)
    expect(page.get_by_role("heading", name="Pengerjaan berakhir")).to_be_visible(timeout=SOON_MS)
    page.context.set_offline(False)
    expect(page.get_by_text("20/100")).to_be_visible(timeout=SOON_MS)


def test_an_answer_that_comes_after_the_grace_is_kept_for_staff(page, begin, end_in, watch) -> None:
    """A16: it is not scored, not lost either, and the result says so."""
    watch.allow(410)
    first, second = begin(37)[:2]
    end_in(15, grace=1)
    choose_right(page, first)
    expect(state_of(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    choose_right(page, second)
    expect(page.get_by_role("heading", name="Pengerjaan berakhir")).to_be_visible(timeout=SOON_MS)
    page.wait_for_timeout(3000)
    page.context.set_offline(False)
    expect(page.get_by_text("10/100")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text("1 jawaban terkirim setelah waktu habis.")).to_be_visible()


@pytest.fixture
def staff(open_page, database):
    """Return a function that does something about the exam of a page, for everybody."""
    board = open_page()
    board.goto("/admin/")
    steps.sign_in(board, database, "admin")
    expect(board.get_by_role("heading", name="Ujian berlangsung")).to_be_visible()

    def act(page, name, *, expecting):
        board.goto(f"/admin/attempts/board/{pause_url(page).split('/')[2]}/")
        board.get_by_role("link", name=name).click()
        board.get_by_label("Alasan").fill("Listrik padam di pusat data.")
        board.get_by_role("button", name=name).click()
        expect(board.get_by_text(expecting)).to_be_visible()

    return act


def pause_url(page):
    """Return where the exam page asks, now and then, whether there is a pause."""
    return page.locator("[data-pause-url-value]").get_attribute("data-pause-url-value")


def moment(database, column, table, where):
    """Return a moment that the database knows, in UTC."""
    return datetime.fromisoformat(database.value(f"SELECT {column} FROM {table} WHERE {where}"))


def test_a_pause_stops_the_clock_and_gives_its_time_back(page, begin, database, staff) -> None:
    """A16: the page says so by itself, keeps what was answered, and goes on where it stood."""
    questions = begin(40)
    second = next(one for one in questions if len(one.key) == 1)  # its answer closes the page
    first, third = [one for one in questions if one != second][:2]
    attempt = f"uuid = '{steps.attempt_uuid(page).hex}'"
    ends = moment(database, "deadline_at", "assessment_attempt", attempt)
    choose_right(page, first)
    expect(state_of(page)).to_have_text(SAVED)
    tab = page.context.new_page()
    tab.goto(page.url)
    page.route(f"**{pause_url(page)}", lambda route: route.abort())
    staff(page, "Jeda untuk semua", expecting="pengerjaan dijeda")
    show(page, second)
    [right] = second.right()
    choice = page.locator(f"#soal-{second.position}").get_by_role(
        second.role, name=right, exact=True
    )
    choice.click()  # `check` would look for it on a page that has closed
    for each in (page, tab):  # the one by the reply to its answer, the other by asking
        expect(each.get_by_role("heading", name="Ujian dijeda")).to_be_visible(timeout=SOON_MS)
    page.unroute_all()
    clock = page.locator(".clock").inner_text()
    page.reload()
    assert page.locator(".clock").inner_text() == clock
    staff(page, "Lanjutkan untuk semua", expecting="pengerjaan dilanjutkan")
    choose_right_once_open(page, third)
    began, ended = (
        moment(database, f"{name}_at", "assessment_pause", "1 ORDER BY id DESC")
        for name in ("started", "ended")
    )
    assert moment(database, "deadline_at", "assessment_attempt", attempt) == ends + (ended - began)
    steps.hand_in(page)
    expect(page.get_by_text("30/100")).to_be_visible()


def choose_right_once_open(page, question):
    """Answer when the page shows the questions again, by itself."""
    number = re.compile(rf"^Soal {question.position},")
    expect(page.get_by_role("button", name=number)).to_be_visible(timeout=SOON_MS)
    choose_right(page, question)
    expect(state_of(page)).to_have_text(SAVED)


def test_what_a_flood_of_answers_was_refused_is_sent_again(page, begin, watch) -> None:
    """A16: the server takes 50 saves in 10 seconds; the page keeps the last answer and waits."""
    watch.allow(429)
    first = begin(41)[0]
    with page.expect_response(lambda response: response.status == 429, timeout=SOON_MS):
        page.evaluate(FLOOD, "#soal-1")
    page.wait_for_timeout(6000)
    choose_right(page, first)
    expect(state_of(page)).to_have_text(SAVED, timeout=SOON_MS)
    steps.hand_in(page)
    expect(page.get_by_text("10/100")).to_be_visible()
