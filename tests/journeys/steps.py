"""What people do on many pages, in the words of the manuals."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.test import override_settings
from playwright.sync_api import Locator, Page, expect

from tests.journeys.harness import Database
from widya.accounts.pictures import signs_of
from widya.demo.files import read_toml

PARTICIPANT = "199001012015031001"
PASSWORD = "Belajar-2026"
FASTEST = 2
ENOUGH_MS = 90_000
PHONE = {"width": 360, "height": 740}


def people_of(site: str) -> list[dict[str, str]]:
    """Return the demo's people of one of its two sites."""
    return [person for person in read_toml("people.toml")["people"] if person["site"] == site]


def sign_in(page: Page, database: Database, identifier: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in page that is open; the captcha is read with the server's key."""
    page.get_by_label("NIP/Username").fill(identifier)
    password_field(page).fill(password)
    page.get_by_label("Kode pada gambar").fill(captcha_answer(page, database))
    page.get_by_role("button", name="LOGIN", exact=True).click()


def captcha_answer(page: Page, database: Database) -> str:
    """Return what the picture of the sign-in page shows."""
    key = page.locator('input[type="hidden"][name$="_0"]').input_value()
    with override_settings(SECRET_KEY=database.secret_key):
        return signs_of(key)


def sign_in_with_box(page: Page, identifier: str, password: str = PASSWORD) -> None:
    """Sign in where the human check is the box."""
    page.goto("/akun/login/")
    page.get_by_label("NIP/Username").fill(identifier)
    password_field(page).fill(password)
    tick_box(page)
    with page.expect_navigation():
        page.get_by_role("button", name="LOGIN", exact=True).click()


def password_field(page: Page) -> Locator:
    return page.get_by_label(re.compile("^Password"))


def tick_box(page: Page) -> None:
    """Tick “I'm not a robot” and wait until the browser has solved the puzzle."""
    page.get_by_label("I'm not a robot").click()
    expect(page.locator("altcha-widget [data-state]").first).to_have_attribute(
        "data-state", "verified", timeout=ENOUGH_MS
    )


def sign_out(page: Page, name: str) -> None:
    """Sign out by the menu under the person's name."""
    page.get_by_role("banner").locator("summary", has_text=name).click()
    page.get_by_role("button", name="Logout").click()
    expect(page.get_by_role("link", name="Login")).to_be_visible()


def scrolls_sideways(page: Page) -> bool:
    """Return whether something on the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def go_on(page: Page) -> None:
    """Press “Selanjutnya”, a link on what was completed before, and wait for the next page."""
    button = page.get_by_role("button", name="Selanjutnya")
    with page.expect_navigation():
        button.or_(page.get_by_role("link", name="Selanjutnya")).first.click()


def watch_video(page: Page) -> None:
    """Play the lesson's video at double speed until the page counts it as completed."""
    page.get_by_role("button", name="putar", exact=True).click()
    page.locator("video").evaluate(
        f"video => {{ video.muted = true; video.playbackRate = {FASTEST}; }}"
    )
    expect(page.locator("#langkah form")).to_have_count(0, timeout=ENOUGH_MS)


@dataclass(frozen=True)
class Question:
    """A question of an attempt, as the database knows it."""

    position: int
    kind: str
    choices: list[str]
    key: list[int]

    @property
    def role(self) -> str:
        """Return what a choice is to a screen reader."""
        return "checkbox" if self.kind == "multiple" else "radio"

    def right(self) -> list[str]:
        """Return the texts of the right choices."""
        return [self.choices[index] for index in self.key]

    def wrong(self) -> list[str]:
        """Return the text of one wrong choice."""
        return [next(text for index, text in enumerate(self.choices) if index not in self.key)]


def questions_of_open(page: Page, database: Database) -> list[Question]:
    """Wait for the exam page, then return what it asks."""
    expect(page.locator("#soal-1")).to_be_visible()
    return questions_of(page, database)


def questions_of(page: Page, database: Database) -> list[Question]:
    """Return what the open attempt asks, in the order shown."""
    uuid = attempt_uuid(page)
    form = database.value("SELECT form FROM assessment_attempt WHERE uuid = ?", uuid.hex)
    return [
        _question(database, position, entry["revision"])
        for position, entry in enumerate(json.loads(form), start=1)
    ]


def attempt_uuid(page: Page) -> UUID:
    """Return the attempt that the page's address names."""
    return UUID(re.search(r"/ujian/([0-9a-f-]{36})/", page.url).group(1))


def _question(database: Database, position: int, revision: int) -> Question:
    def column(name: str) -> str:
        return database.value(f"SELECT {name} FROM assessment_itemrevision WHERE id = ?", revision)

    return Question(
        position, column("kind"), json.loads(column("choices")), json.loads(column("key"))
    )


def choose(page: Page, question: Question, texts: list[str]) -> None:
    """Choose the texts as the answer of the question that is shown."""
    field = page.locator(f"#soal-{question.position}")
    for text in texts:
        field.get_by_role(question.role, name=text, exact=True).check()


def answer_all(page: Page, database: Database, *, wrong: int = 0) -> None:
    """Answer every question of the open attempt, the first ``wrong`` of them wrongly."""
    questions = questions_of_open(page, database)
    for question in questions:
        expect(page.locator(f"#soal-{question.position}")).to_be_visible()
        texts = question.wrong() if question.position <= wrong else question.right()
        choose(page, question, texts)
        if question.position < len(questions):
            page.get_by_role("button", name="Selanjutnya").click()
    expect(page.locator(".save-state")).to_have_text(re.compile(r"^Tersimpan \d\d\.\d\d\.\d\d$"))


def hand_in(page: Page, *, button: str = "Selesai") -> None:
    """End the attempt by its summary."""
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name="Kumpulkan Jawaban").click()


def take_assessment(page: Page, database: Database, *, kind: str = "Ujian", wrong: int = 0) -> None:
    """Start the assessment whose page is open, answer it and hand it in."""
    start_assessment(page, kind=kind)
    answer_all(page, database, wrong=wrong)
    hand_in(page, button="Selesai" if kind == "Ujian" else "Submit")


def start_assessment(page: Page, *, kind: str = "Ujian") -> None:
    """Start the assessment whose page is open."""
    page.get_by_role("button", name=f"Mulai {kind}", exact=True).click()
    page.get_by_role("button", name="Ya, mulai sekarang").click()


def download_certificate(page: Page) -> bytes:
    """Return the file that the certificate's open page offers."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Sertifikat").click()
    return Path(download.value.path()).read_bytes()
