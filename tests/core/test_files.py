"""Files are sent whole or by byte range, as players and interrupted downloads ask for them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile, FileField
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from widya.core.files import send_file

# Closing a response lets Django look after its database connections.
pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 400


@pytest.fixture
def stored(tmp_path: Path) -> FieldFile:
    storage = FileSystemStorage(location=tmp_path)
    field = FileField(storage=storage)
    name = storage.save("klip pertama.mp4", ContentFile(CONTENT))
    return FieldFile(None, field, name)


def ask(stored: FieldFile, range_header: str = "") -> HttpResponseBase:
    headers = {"Range": range_header} if range_header else {}
    request = RequestFactory().get("/", headers=headers)
    return send_file(request, stored, content_type="video/mp4")


def body(response: HttpResponseBase) -> bytes:
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    response.close()
    return content


def test_send_file_sends_everything_without_a_range(stored: FieldFile) -> None:
    response = ask(stored)
    assert response.status_code == 200
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Length"] == str(len(CONTENT))
    assert body(response) == CONTENT


@pytest.mark.parametrize(
    ("header", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=102300-", 102_300, 102_400),
        ("bytes=-10", 102_390, 102_400),
        ("bytes=5-999999", 5, 102_400),
        ("bytes=-999999", 0, 102_400),
    ],
)
def test_send_file_sends_the_range_asked_for(
    stored: FieldFile, header: str, start: int, stop: int
) -> None:
    response = ask(stored, header)
    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(CONTENT)}"
    assert body(response) == CONTENT[start:stop]


def test_send_file_refuses_a_range_beyond_the_end(stored: FieldFile) -> None:
    response = ask(stored, f"bytes={len(CONTENT)}-")
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize(
    "header", ["bytes=-", "bytes=9-3", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"]
)
def test_send_file_sends_everything_for_a_range_it_cannot_read(
    stored: FieldFile, header: str
) -> None:
    response = ask(stored, header)
    assert response.status_code == 200
    assert body(response) == CONTENT


def test_send_file_leaves_the_bytes_to_the_proxy(stored: FieldFile, settings: Settings) -> None:
    settings.SENDFILE_PREFIX = "/_private/"
    response = ask(stored, "bytes=0-9")
    assert response.status_code == 200
    assert response.headers["X-Accel-Redirect"] == f"/_private/{stored.name.replace(' ', '%20')}"
    assert response.headers["Content-Type"] == "video/mp4"
