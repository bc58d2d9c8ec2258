"""A12: an uploaded video streams in several qualities, under controls of our own."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.harness import Database

COURSE = "sejarah-dan-filosofi-pemasyarakatan"
LESSON = "Delapan Asas dalam Satu Hari Tugas"
UNTIL_SECOND = """(video, second) => new Promise((resolve, reject) => {
    const look = () => video.currentTime > second && resolve();
    video.addEventListener("timeupdate", look);
    setTimeout(() => reject(new Error(`The video stands at ${video.currentTime} s.`)), 30_000);
    look();
})"""


def test_a_video_streams_in_the_quality_that_is_chosen(page, database, assert_accessible) -> None:
    open_lesson(page, database)
    player, video = page.get_by_role("region", name="pemutar video"), page.locator("video")
    for name in ("gambar dalam gambar", "layar penuh"):
        expect(player.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert_accessible(page)
    player.get_by_role("button", name="putar", exact=True).click()
    video.evaluate(UNTIL_SECOND, 0.5)
    assert video.evaluate("video => video.currentSrc").startswith("blob:")
    for height in (240, 360):
        choose(player, "kualitas", f"{height}p")
        expect(video).to_have_js_property("videoHeight", height, timeout=60_000)
    choose(player, "Kecepatan", "1.5")
    expect(video).to_have_js_property("playbackRate", 1.5)
    captions = player.get_by_role("switch", name="takarir")
    expect(captions).to_be_checked()
    captions.click()
    expect(captions).not_to_be_checked()
    player.get_by_role("button", name="jeda", exact=True).press("ArrowRight")
    video.evaluate(UNTIL_SECOND, 10)
    with page.expect_response(re.compile("/tontonan/")):
        player.get_by_role("button", name="jeda", exact=True).press("k")
    expect(video).to_have_js_property("paused", value=True)
    expect(page.get_by_text(re.compile(r"Sudah ditonton [1-9]\d?%"))).to_be_visible()
    page.reload()
    video.evaluate(UNTIL_SECOND, 9)


def test_the_file_plays_where_the_stream_fails(page, database) -> None:
    open_lesson(page, database)
    page.route("**/aliran/", lambda route: route.abort())
    page.reload()
    video = page.locator("video")
    page.get_by_role("button", name="putar", exact=True).click()
    video.evaluate(UNTIL_SECOND, 0.5)
    assert "/belajar/video/" in video.evaluate("video => video.currentSrc")
    expect(page.get_by_role("button", name="kualitas")).to_be_hidden()


def open_lesson(page: Page, database: Database) -> None:
    """Open the lesson as one of its learners."""
    page.goto("/akun/login/")
    steps.sign_in(page, database, steps.PARTICIPANT)
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    lesson = database.value("SELECT id FROM wagtailcore_page WHERE title = ?", LESSON)
    page.goto(f"/belajar/{COURSE}/{lesson}/")


def choose(player: Locator, menu: str, choice: str) -> None:
    """Choose in a menu of the player."""
    player.get_by_role("button", name=re.compile(f"^{menu}")).click()
    player.get_by_role("menuitemradio", name=re.compile(rf"^{re.escape(choice)}")).click()
