"""What is measured: public pages, sign-in, a participant's pages, sittings of the final exam."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.client import Answer, Browser
from bench.rows import Instrument, Row
from widya.accounts.pictures import signs_of

REPEATS = 200
SIGN_INS = 60
SITTINGS = 30
# Before a row is measured its pages are asked for so often: a server that has run for a while has
# its templates compiled, and each of its threads is connected to the database.
WARM_UPS = 10
# PostgreSQL keeps the plan of a statement at its third use on a connection, and there is one for
# each of five threads, of which a sign-in's post needs one.
SIGN_IN_WARM_UPS = 30
LEARNERS = max(2 * (SITTINGS + WARM_UPS), SIGN_INS + SIGN_IN_WARM_UPS) + 1
SIGN_IN = "/akun/login/"
_PASS = re.compile(r'data-autosave-pass-value="(\w+)"')
_CAPTCHA = re.compile(r'name="(\w+)_0"[^>]*value="([^"]{100,})"')


@dataclass
class Bench:
    """A served platform, the instrument on it, and what is known of its data."""

    port: int
    world: dict[str, Any]
    instrument: Instrument

    def browser(self, learner: int | None = None) -> Browser:
        """Return a signed-out visitor, or the learner with that number, signed in."""
        browser = Browser(self.port)
        if learner is not None:
            browser.cookies["widya_session"] = self.world["sessions"][learner]
        return browser

    @property
    def first_learner(self) -> int:
        """Return the first learner who has no attempt yet: counting comes after measuring."""
        return SITTINGS + WARM_UPS if self.instrument.is_counting else 0


def all_rows(bench: Bench) -> list[Row]:
    """Measure everything, in the order of the table."""
    return [
        *signed_out(bench),
        *sign_in(bench),
        *signed_in(bench),
        *sittings(bench),
    ]


def signed_out(bench: Bench) -> Iterator[Row]:
    """Measure public pages: from the page cache, and ``_uncached`` by an address seen first."""
    course = bench.world["course"]
    pages = {"home": "/", "catalogue": "/pelatihan/", "course": f"/pelatihan/{course}/"}
    for name, path in pages.items():
        yield _page(bench, bench.browser(), name, path)
        yield _page(bench, bench.browser(), f"{name}_uncached", f"{path}?nomor=%d", times=50)


def signed_in(bench: Bench) -> Iterator[Row]:
    """Measure the pages of a participant."""
    world = bench.world
    browser = bench.browser(0)
    yield _page(bench, browser, "dashboard", "/dashboard/")
    yield _page(bench, browser, "my_courses", "/dashboard/pelatihan/")
    yield _page(bench, browser, "lesson", f"/belajar/{world['course']}/{world['reading']}/")


def _page(bench: Bench, browser: Browser, name: str, path: str, *, times: int = REPEATS) -> Row:
    def act(index: int) -> Answer:
        return _expect(browser.get(path % index if "%d" in path else path), 200)

    for index in range(WARM_UPS):
        act(times + index)
    row = bench.instrument.row(name, act, times=times)
    browser.close()
    return row


def large(bench: Bench) -> Iterator[Row]:
    """Measure what grows with the platform: searches in its catalogue and in its units."""
    words = ["pelayanan", "masyarakat", "pembinaan", "hukum", "warga", "petugas", "tugas", "hak"]
    pairs = [f"{first}+{second}" for first in words for second in words if first != second]

    def search(index: int) -> Answer:
        query = f"{pairs[index % len(pairs)]}&nomor={index}"
        return _expect(browser.get(f"/pelatihan/?q={query}"), 200)

    def find_unit(index: int) -> Answer:
        return _expect(browser.get(f"/unit/?q=kanwil+{index % 33}+lapas"), 200)

    def register(index: int) -> Answer:  # noqa: ARG001 - an action's signature
        return _expect(browser.get("/akun/daftar/internal/"), 200)

    actions = {"catalogue_search": search, "unit_search": find_unit, "registration": register}
    for name, act in actions.items():
        browser = bench.browser()
        for index in range(WARM_UPS):
            act(REPEATS + index)
        yield bench.instrument.row(name, act, times=len(pairs))
        browser.close()


def sign_in(bench: Bench) -> Iterator[Row]:
    """Measure the form, its post and the page where it leads, together; and the hash alone.

    The bare server hashes, in turns with the sign-ins: a hash right after another one finds its
    memory in the processor's caches, that of a sign-in does not.
    """
    yardstick = bench.instrument.yardstick
    hashes_ms: list[float] = []

    def act(index: int) -> list[Answer]:
        browser = bench.browser()
        form = _expect(browser.get(SIGN_IN), 200)
        fields = {
            "login": bench.world["usernames"][index],
            "password": bench.world["password"],
            **_human_check(form),
        }
        post = _expect(browser.post(SIGN_IN, fields), 302)
        landing = _expect(browser.get(post.location), 200)
        browser.close()
        hashes_ms.append(yardstick.hash_ms() if yardstick else 0)
        return [form, post, landing]

    for index in range(SIGN_IN_WARM_UPS):
        act(SIGN_INS + index)
    hashes_ms.clear()
    row = bench.instrument.row("sign_in", act, times=SIGN_INS)
    mean_ms = sum(hashes_ms) / len(hashes_ms) - row.bare_ms
    yield row
    yield Row("password_hash", mean_ms, 0, bare_ms=row.bare_ms)


def _human_check(form: Answer) -> dict[str, object]:
    """Return the captcha's fields, answered with the server's key, which no visitor has."""
    match = _CAPTCHA.search(form.text)
    assert match is not None, "the sign-in page shows no captcha"
    name, key = match.groups()
    return {"check": "picture", f"{name}_0": key, f"{name}_1": signs_of(key)}


def sittings(bench: Bench) -> Iterator[Row]:
    """Measure the parts of a sitting, each over all learners, and their sum."""
    ExamHall(bench, first=bench.first_learner + SITTINGS, seats=WARM_UPS).rehearse()
    hall = ExamHall(bench, first=bench.first_learner, seats=SITTINGS)
    questions = bench.world["questions"]
    measure = bench.instrument.row
    parts = [
        measure("start_attempt", hall.start, times=SITTINGS),
        measure("exam_page", hall.read, times=SITTINGS),
        measure("save_answer", hall.save, times=SITTINGS * questions),
        measure("submit_attempt", hall.submit, times=SITTINGS),
        measure("result", hall.result, times=SITTINGS),
    ]
    yield from parts
    yield _sum("sitting", parts, {"save_answer": questions})


class ExamHall:
    """Learners who sit the final exam, step by step together."""

    def __init__(self, bench: Bench, *, first: int, seats: int) -> None:
        self.browsers = [bench.browser(first + number) for number in range(seats)]
        self.exam = f"/ujian/{bench.world['exam']}/"
        self.questions: int = bench.world["questions"]
        self.attempts: list[str] = []
        self.passes: list[str] = []
        self.results: list[str] = []

    def rehearse(self) -> None:
        """Let everybody sit the exam, answering one question each."""
        for number in range(len(self.browsers)):
            self.start(number)
            self.read(number)
            self.save(number * self.questions)
            self.submit(number)
            self.result(number)

    def start(self, number: int) -> list[Answer]:
        """Look at what the exam asks for, and begin."""
        answers = _start(self.browsers[number], self.exam)
        self.attempts.append(answers[-1].location)
        return answers

    def read(self, number: int) -> Answer:
        """Open the exam page with all its questions."""
        page = _expect(self.browsers[number].get(self.attempts[number]), 200)
        self.passes.extend(_PASS.findall(page.text))
        return page

    def save(self, index: int) -> Answer:
        """Answer the next question of the learner whose turn it is."""
        number, position = divmod(index, self.questions)
        path = f"{self.attempts[number]}answers/{position + 1}/"
        act = {"client": "bench", "sequence": position + 1, "made_at": round(time.time() * 1000)}
        value = {"choices": [index % 2], "is_doubtful": False, **act}
        headers = {"X-Answer-Pass": self.passes[number]}
        return _expect(self.browsers[number].put_json(path, value, **headers), 200)

    def submit(self, number: int) -> Answer:
        """Hand in."""
        answer = _expect(self.browsers[number].post(f"{self.attempts[number]}submission/"), 302)
        self.results.append(answer.location)
        return answer

    def result(self, number: int) -> Answer:
        """Look at the result."""
        return _expect(self.browsers[number].get(self.results[number]), 200)


def open_attempt(bench: Bench, browser: Browser) -> str:
    """Start an attempt of the final exam; return its address."""
    return _start(browser, f"/ujian/{bench.world['exam']}/")[-1].location


def _start(browser: Browser, exam: str) -> list[Answer]:
    intro = _expect(browser.get(exam), 200)
    return [intro, _expect(browser.post(f"{exam}attempt/"), 302)]


def _sum(name: str, parts: list[Row], repeats: dict[str, int]) -> Row:
    total = Row(name, 0, 0)
    for row in parts:
        times = repeats.get(row.name, 1)
        total.web_ms += times * row.web_ms
        total.database_ms += times * row.database_ms
        total.queries += times * row.queries
        total.bytes += times * row.bytes
        total.bare_ms += row.bare_ms / len(parts)
    return total


def _expect(answer: Answer, status: int) -> Answer:
    assert answer.status == status, f"{answer.status} instead of {status}: {answer.body[:300]!r}"
    return answer
