"""Making several qualities of a video (A12), with ffmpeg itself."""

import re

import pytest

from tests.content.files import clip
from widya.content.transcoding import TranscodingError, heights_for, transcode

QUALITY = re.compile(r"BANDWIDTH=(\d+),.*RESOLUTION=(\d+x\d+),CODECS=\"([^\"]+)\"\n(\S+)")


@pytest.fixture
def made(tmp_path):
    folder = tmp_path / "made"
    folder.mkdir()
    return folder


@pytest.fixture
def source(tmp_path):
    """Return a function that writes a video and returns its path."""

    def source(content, name="film.mp4"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return source


def qualities_in(folder):
    return QUALITY.findall((folder / "master.m3u8").read_text())


@pytest.mark.parametrize(
    ("short_side", "heights"),
    [
        (36, [36]),
        (239, [238]),
        (240, [240]),
        (480, [240, 360, 480]),
        (720, [240, 360, 720]),
        (2160, [240, 360, 720]),
    ],
)
def test_no_quality_is_higher_than_the_video(short_side, heights):
    assert heights_for(short_side) == heights


def test_the_master_playlist_names_each_quality(source, made):
    percents = []
    film = source(clip(seconds=8, size="640x360", has_sound=True))
    assert transcode(film, made, report=percents.append) == [240, 360]
    found = qualities_in(made)
    assert [(resolution, name) for _, resolution, _, name in found] == [
        ("426x240", "240p.m3u8"),
        ("640x360", "360p.m3u8"),
    ]
    assert all("avc1" in codecs and "mp4a" in codecs for _, _, codecs, _ in found)
    assert all(int(bandwidth) > 0 for bandwidth, *_ in found)
    assert percents
    assert max(percents) <= 99


def test_a_quality_is_one_file_of_which_the_playlist_names_the_parts(source, made):
    transcode(source(clip(seconds=8, size="640x360", has_sound=True)), made, report=lambda _: None)
    for height in (240, 360):
        playlist = (made / f"{height}p.m3u8").read_text()
        assert re.findall(r"#EXTINF:([\d.]+)", playlist) == ["6.000000", "2.000000"]
        length, start = map(int, re.findall(r"BYTERANGE:(\d+)@(\d+)", playlist)[-1])
        assert start + length <= (made / f"{height}p.mp4").stat().st_size
        assert set(re.findall(r"^\w+\.mp4$", playlist, re.MULTILINE)) == {f"{height}p.mp4"}
    assert len(list(made.iterdir())) == 5


def test_a_silent_webm_has_qualities_without_sound(source, made):
    film = source(clip(size="426x240", ending="webm"), "film.webm")
    assert transcode(film, made, report=lambda _: None) == [240]
    ((_, _, codecs, _),) = qualities_in(made)
    assert codecs.startswith("avc1")
    assert "," not in codecs


def test_a_film_held_upright_stays_upright(source, made):
    transcode(source(clip(size="240x426")), made, report=lambda _: None)
    assert [resolution for _, resolution, *_ in qualities_in(made)] == ["240x426"]


@pytest.mark.parametrize(
    "content", [b"no film", clip()[:600], b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n"]
)
def test_what_cannot_be_read_is_refused(source, made, content):
    with pytest.raises(TranscodingError, match="not a video"):
        transcode(source(content), made, report=lambda _: None)


def test_what_cannot_be_written_is_told_in_ffmpeg_s_words(source, tmp_path):
    with pytest.raises(TranscodingError, match="nowhere"):
        transcode(source(clip()), tmp_path / "nowhere", report=lambda _: None)


def test_who_is_told_of_the_progress_can_stop_it(source, made):
    def stop(percent):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        transcode(source(clip()), made, report=stop)
