"""Two workers and two people at the same stream. Threads, against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import close_old_connections, connection

from tests.worlds import NOW
from widya.content import actions
from widya.content.actions import make_stream, request_stream
from widya.content.models import Stream, Video

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def video(private_folder):
    file = ContentFile(b"film", name="film.mp4")
    return Video.objects.create(title="Film", file=file)


def at_once(count, call):
    """Make the call in threads, at the same moment, with 0, 1, …; return what each gave."""
    barrier = Barrier(count)

    def run(number):
        close_old_connections()
        try:
            barrier.wait(timeout=30)
            return call(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_of_two_workers_one_transcodes(video, monkeypatch):
    folders = []

    def transcode(source, folder, *, report):
        folders.append(folder)
        return [36]

    monkeypatch.setattr(actions, "transcode", transcode)
    request_stream(video, now=NOW)
    at_once(4, lambda number: make_stream(video.pk, folder=str(number) * 32, clock=lambda: NOW))
    assert len(folders) == 1
    stream = Stream.objects.get()
    assert (stream.state, stream.runs) == (Stream.State.READY, 1)


def test_of_two_requests_one_asks(video):
    asked = at_once(4, lambda _: request_stream(video, now=NOW))
    assert sorted(asked) == [False, False, False, True]
    assert Stream.objects.count() == 1
