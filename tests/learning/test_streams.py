"""Adaptive streams (A12): entered by right, then sent for a pass."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import worlds
from widya.content.models import Stream, Video
from widya.learning.stream_passes import LIFETIME

FOLDER, OTHER_FOLDER = "a" * 32, "b" * 32
FILES = {"master.m3u8": b"#EXTM3U\n36p.m3u8\n", "36p.m3u8": b"#EXTM3U\n", "36p.mp4": b"0123456789"}


@pytest.fixture
def video(db, monkeypatch, tmp_path):
    field = Video._meta.get_field("file")
    monkeypatch.setattr(field, "storage", FileSystemStorage(location=tmp_path))
    video = Video.objects.create(
        title="Video", file=ContentFile(b"film", name="film.mp4"), duration_seconds=100
    )
    for name, content in FILES.items():
        field.storage.save(f"streams/{FOLDER}/{name}", ContentFile(content))
    Stream.objects.create(
        video=video,
        source=video.file.name,
        state=Stream.State.READY,
        folder=FOLDER,
        heights=[36],
        touched_at=worlds.NOW,
    )
    return video


@pytest.fixture
def lesson(course, video):
    return worlds.make_reading(course.get_children().first().specific, title="Video", video=video)


@pytest.fixture
def page(learner, course, lesson):
    """Return the lesson's page as it was answered."""
    return learner.get(reverse("learning:element", args=[course.slug, lesson.pk]))


def enter(client, video):
    return client.get(reverse("learning:stream", args=[video.uuid]))


def sent(response):
    assert response.status_code in {200, 206}
    return b"".join(response.streaming_content)


def test_a_learner_is_led_to_the_playlist_and_has_its_files(learner, lesson, video):
    entrance = enter(learner, video)
    assert entrance.status_code == 302
    assert entrance.headers["Cache-Control"] == "no-store"
    playlist = learner.get(entrance.url)
    assert sent(playlist) == FILES["master.m3u8"]
    assert playlist.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    assert playlist.headers["Cache-Control"].startswith("private")
    segment = learner.get(
        entrance.url.replace("master.m3u8", "36p.mp4"), headers={"range": "bytes=2-5"}
    )
    assert sent(segment) == b"2345"
    assert segment.headers["Content-Type"] == "video/mp4"


def test_a_segment_needs_no_query(learner, lesson, video, django_assert_num_queries):
    address = enter(learner, video).url
    with django_assert_num_queries(0):
        sent(learner.get(address))


def test_strangers_do_not_enter(client, lesson, video):
    assert enter(client, video).url.startswith(reverse("account_login"))
    client.force_login(worlds.make_user("budi"))
    assert enter(client, video).status_code == 403


def test_an_address_that_was_handed_on_opens_nothing(learner, lesson, video):
    address = enter(learner, video).url
    stranger = Client()
    assert stranger.get(address).status_code == 403
    stranger.force_login(worlds.make_user("budi"))
    assert stranger.get(address).status_code == 403


def test_a_pass_is_for_one_stream(learner, lesson, video):
    address = enter(learner, video).url
    assert learner.get(address.replace(FOLDER, OTHER_FOLDER)).status_code == 403


def test_a_pass_ends(learner, lesson, video):
    address = enter(learner, video).url
    end = timezone.now() + LIFETIME + timedelta(seconds=1)
    with mock.patch("django.core.signing.time.time", return_value=end.timestamp()):
        assert learner.get(address).status_code == 403


@pytest.mark.parametrize("name", ["720p.mp4", "film.txt", "../film.mp4"])
def test_what_is_no_file_of_the_stream_is_not_found(learner, lesson, video, name):
    address = enter(learner, video).url
    assert learner.get(address.replace("master.m3u8", name)).status_code == 404


def test_a_replaced_file_has_no_stream_until_it_is_made(learner, lesson, video):
    video.file = ContentFile(b"another", name="lain.mp4")
    video.save()
    assert enter(learner, video).status_code == 404


def test_the_page_offers_the_stream_and_the_file(page, video):
    assert (
        f'data-player-stream-value="{reverse("learning:stream", args=[video.uuid])}"' in page.text
    )
    assert f'src="{reverse("learning:video", args=[video.uuid])}"' in page.text
    assert "<media-controller" in page.text.split("<template")[1]


def test_the_page_lets_the_player_s_styles_in_by_a_nonce(page):
    policy = page.headers["Content-Security-Policy"]
    nonce = page.context["nonce"]
    assert f'<meta property="csp-nonce" nonce="{nonce}">' in page.text
    assert f"style-src 'self' 'nonce-{nonce}'" in policy
    assert "media-src 'self' blob:" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("state", [Stream.State.WORKING, Stream.State.FAILED])
def test_without_a_stream_the_file_plays(learner, course, lesson, video, state):
    Stream.objects.update(state=state)
    page = learner.get(reverse("learning:element", args=[course.slug, lesson.pk])).text
    assert "data-player-stream-value" not in page
    assert sent(learner.get(reverse("learning:video", args=[video.uuid]))) == b"film"


def test_a_page_without_a_video_does_not_load_the_player(learner, course):
    reading = course.get_children().first().get_children().first()
    page = learner.get(reverse("learning:element", args=[course.slug, reading.pk])).text
    assert "player" not in page
