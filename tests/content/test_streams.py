"""Adaptive streams of videos (A12): asked for, made once, made anew, given up, cleared away."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.content.files import clip
from tests.worlds import NOW, make_user
from widya.content import actions, tasks
from widya.content.actions import (
    make_stream,
    remove_unused_streams,
    renew_requests,
    request_stream,
)
from widya.content.models import Stream, Video
from widya.content.queries import stream_file
from widya.core.queues import SLOW

SOON = NOW + timedelta(seconds=30)
LATER = NOW + timedelta(minutes=6)
FIRST, SECOND = "a" * 32, "b" * 32


@pytest.fixture
def video(db, private_folder):
    return make_video()


def make_video(content=None):
    file = ContentFile(clip() if content is None else content, name="film.mp4")
    return Video.objects.create(title="Film", file=file)


def replace_file(video):
    video.file = ContentFile(clip(seconds=1), name="lain.mp4")
    video.save()


def make(video, *, folder=FIRST, now=NOW):
    make_stream(video.pk, folder=folder, clock=lambda: now)
    video = Video.objects.select_related("stream").get(pk=video.pk)
    return video.stream


def stored(folder, private_folder):
    return sorted(path.name for path in (private_folder / "streams" / folder).glob("*"))


def test_a_stream_is_made_of_the_video_s_file(video, private_folder):
    assert request_stream(video, now=NOW) is True
    assert video.stream.status == "Menunggu diproses"
    assert not video.has_stream
    stream = make(video)
    assert stream.status == "Siap (36p)"
    assert stream.video.has_stream
    assert stored(FIRST, private_folder) == ["36p.m3u8", "36p.mp4", "master.m3u8"]


def test_asking_again_and_making_again_change_nothing(video):
    request_stream(video, now=NOW)
    assert request_stream(video, now=NOW) is False
    make(video)
    assert request_stream(video, now=SOON) is False
    assert make(video, folder=SECOND).folder == FIRST


def test_a_replaced_file_gets_a_stream_of_its_own(video):
    request_stream(video, now=NOW)
    make(video)
    replace_file(video)
    assert not Video.objects.get().has_stream
    assert request_stream(video, now=SOON) is True
    stream = make(video, folder=SECOND, now=SOON)
    assert stream.folder == SECOND
    assert stream.source == video.file.name
    assert stream.video.has_stream


@pytest.mark.parametrize("happening", ["replaced", "deleted"])
def test_a_run_that_was_overtaken_stops_and_writes_nothing(
    video, monkeypatch, private_folder, happening
):
    request_stream(video, now=NOW)

    def transcode(source, folder, *, report):
        report(10)
        if happening == "deleted":
            Video.objects.get().delete()
        else:
            replace_file(video)
            request_stream(video, now=SOON)
        report(20)
        raise AssertionError("it should have been stopped")

    monkeypatch.setattr(actions, "transcode", transcode)
    times = iter([NOW, SOON, LATER])
    make_stream(video.pk, folder=FIRST, clock=lambda: next(times))
    assert [stream.state for stream in Stream.objects.all()] == (
        [] if happening == "deleted" else [Stream.State.WAITING]
    )
    assert stored(FIRST, private_folder) == []


def test_the_progress_is_shown_while_it_is_made(video, monkeypatch):
    request_stream(video, now=NOW)
    seen = []

    def transcode(source, folder, *, report):
        report(42)
        seen.append(Stream.objects.get().status)
        return [36]

    monkeypatch.setattr(actions, "transcode", transcode)
    times = iter([NOW, SOON, LATER])
    make_stream(video.pk, folder=FIRST, clock=lambda: next(times))
    assert seen == ["Sedang diproses (42%)"]


def test_a_broken_file_fails_with_its_reason_and_can_be_tried_again(db, private_folder):
    video = make_video(b"no film")
    request_stream(video, now=NOW)
    stream = make(video)
    assert stream.state == Stream.State.FAILED
    assert stream.reason == "not a video that can be played"
    assert not stream.video.has_stream
    assert renew_requests(now=LATER) == []
    assert request_stream(video, now=SOON) is True
    assert Stream.objects.get().reason == ""


def test_videos_that_nobody_asked_for_are_found(video):
    assert renew_requests(now=NOW) == [video.pk]
    assert renew_requests(now=SOON) == []
    make(video)
    replace_file(video)
    assert renew_requests(now=LATER) == [video.pk]


def test_a_stream_whose_worker_died_is_made_again(video):
    request_stream(video, now=NOW)
    Stream.objects.update(state=Stream.State.WORKING, folder=FIRST, runs=1, touched_at=NOW)
    assert renew_requests(now=SOON) == []
    assert renew_requests(now=LATER) == [video.pk]
    assert make(video, folder=SECOND, now=LATER).state == Stream.State.READY


def test_a_request_that_got_lost_is_made_again_after_an_hour(video):
    request_stream(video, now=NOW)
    assert renew_requests(now=NOW + timedelta(minutes=59)) == []
    assert renew_requests(now=NOW + timedelta(minutes=61)) == [video.pk]


def test_a_stream_that_kills_its_worker_is_given_up(video):
    request_stream(video, now=NOW)
    Stream.objects.update(state=Stream.State.WORKING, runs=3, touched_at=NOW)
    assert renew_requests(now=LATER) == []
    stream = Stream.objects.get()
    assert stream.state == Stream.State.FAILED
    assert stream.reason == "Pekerja berhenti berulang kali."


def test_only_files_of_present_streams_are_kept(video, private_folder):
    remove_unused_streams()  # when there is none yet
    request_stream(video, now=NOW)
    make(video)
    replace_file(video)
    request_stream(video, now=SOON)
    make(video, folder=SECOND, now=SOON)
    remove_unused_streams()
    assert [path.name for path in (private_folder / "streams").iterdir()] == [SECOND]
    video.delete()
    remove_unused_streams()
    assert list((private_folder / "streams").iterdir()) == []


@pytest.mark.usefixtures("_storage_elsewhere")
def test_a_video_in_the_storage_of_another_machine_is_fetched(db):
    video = make_video()
    request_stream(video, now=NOW)
    assert make(video).status == "Siap (36p)"
    assert b"36p.m3u8" in stream_file(FIRST, "master.m3u8").read()


def test_transcoding_waits_in_the_queue_of_slow_work():
    assert tasks.transcode_video.queue_name == SLOW


@pytest.fixture
def staff(client, db):
    client.force_login(make_user("staf", is_superuser=True))
    return client


def save(staff, name, *args, **fields):
    url = reverse(f"wagtailsnippets_content_video:{name}", args=args)
    return staff.post(url, {"title": "Film", **fields})


def test_an_upload_is_transcoded_by_the_worker(
    staff, private_folder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        save(staff, "add", file=SimpleUploadedFile("film.mp4", clip()))
    assert Video.objects.get().has_stream
    page = staff.get(reverse("wagtailsnippets_content_video:list"))
    assert "Siap (36p)" in page.text


def test_another_title_needs_no_transcoding(staff, video, django_capture_on_commit_callbacks):
    request_stream(video, now=NOW)
    with django_capture_on_commit_callbacks() as callbacks:
        save(staff, "edit", video.pk)
    assert not callbacks


def test_staff_see_the_progress_and_why_it_failed(staff, video):
    address = reverse("wagtailsnippets_content_video:edit", args=[video.pk])
    assert "beberapa kualitas" in staff.get(address).text
    request_stream(video, now=NOW)
    Stream.objects.update(state=Stream.State.WORKING, progress_percent=42)
    assert "Sedang diproses (42%)" in staff.get(address).text
    Stream.objects.update(state=Stream.State.FAILED, reason="moov atom not found")
    page = staff.get(address).text
    assert "Alasan: moov atom not found" in page
    assert "Simpan video ini untuk mencoba lagi" in page
