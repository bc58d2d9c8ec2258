"""Uploading videos and documents on the staff side."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model

from tests.content.files import CAPTIONS, PDF, clip
from tests.worlds import make_user
from widya.content import forms
from widya.content.models import Video
from widya.content.queries import duration_of


@pytest.fixture
def staff(client, db):
    client.force_login(make_user("staf", is_superuser=True))
    return client


def upload_video(client, **files):
    url = reverse("wagtailsnippets_content_video:add")
    defaults = {"file": SimpleUploadedFile("film.mp4", clip()), "title": "Film"}
    return client.post(url, {**defaults, **files})


def errors_of(response):
    assert response.status_code == 200
    assert not Video.objects.exists()
    return response.context["form"].errors


def test_a_video_is_kept_with_its_length(staff):
    captions = SimpleUploadedFile("film.vtt", CAPTIONS)
    response = upload_video(staff, captions=captions, transcript="Selamat datang.")
    assert response.status_code == 302
    video = Video.objects.get()
    assert video.duration_seconds == 2
    assert video.duration == "0:02"
    assert video.content_type == "video/mp4"
    with video.captions.open() as kept:
        assert kept.read() == CAPTIONS


def test_sizes_are_said_beforehand(staff):
    text = staff.get(reverse("wagtailsnippets_content_video:add")).content.decode()
    assert "500 MB" in text
    assert "1 MB" in text
    text = staff.get(reverse("wagtaildocs:add")).content.decode()
    assert "50" in text


def test_what_only_calls_itself_a_video_is_refused_at_the_field(staff):
    fake = SimpleUploadedFile("film.mp4", b"<html>not a film</html>", "video/mp4")
    errors = errors_of(upload_video(staff, file=fake))
    assert "Isi berkas ini bukan MP4" in str(errors["file"])


def test_a_damaged_video_is_refused_at_the_field(staff):
    damaged = SimpleUploadedFile("film.mp4", clip()[:600])
    assert "rusak" in str(errors_of(upload_video(staff, file=damaged))["file"])


def test_a_video_that_is_too_large_is_refused_at_the_field(staff, monkeypatch):
    monkeypatch.setattr(forms, "MOST_VIDEO_BYTES", 100)
    assert "terlalu besar" in str(errors_of(upload_video(staff))["file"])


def test_an_unknown_kind_of_file_is_refused_at_the_field(staff):
    other = SimpleUploadedFile("film.avi", b"RIFF")
    assert "file" in errors_of(upload_video(staff, file=other))


def test_wrong_captions_are_refused_with_their_line(staff):
    wrong = SimpleUploadedFile("film.vtt", b"WEBVTT\n\n00:05.000 --> 00:01.000\nx\n")
    assert "baris 3" in str(errors_of(upload_video(staff, captions=wrong))["captions"])


def test_captions_that_are_too_large_are_refused(staff, monkeypatch):
    monkeypatch.setattr(forms, "MOST_CAPTIONS_BYTES", 10)
    captions = SimpleUploadedFile("film.vtt", CAPTIONS)
    assert "terlalu besar" in str(errors_of(upload_video(staff, captions=captions))["captions"])


def test_the_list_of_videos_shows_their_length(staff):
    upload_video(staff)
    assert "0:02" in staff.get(reverse("wagtailsnippets_content_video:list")).content.decode()


@pytest.mark.parametrize(
    ("data", "count"), [(PDF, 1), (b"<html><script>alert(1)</script></html>", 0)]
)
def test_a_document_is_what_its_content_says(staff, data, count):
    file = SimpleUploadedFile("pedoman.pdf", data)
    staff.post(reverse("wagtaildocs:add"), {"title": "Pedoman", "file": file})
    assert get_document_model().objects.count() == count


def test_duration_is_refused_for_what_is_no_video(tmp_path: Path):
    playlist = tmp_path / "film.mp4"
    playlist.write_text("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n")
    with pytest.raises(ValueError, match="not a video"):
        duration_of(playlist)
    with pytest.raises(ValueError, match="not MP4"):
        duration_of(tmp_path / "film.avi")
