"""Serve stored files through the application: private media, byte ranges, resumable downloads.

Where nginx stands in front (``SENDFILE_PREFIX``), it sends the bytes and answers ranges; the
application only says which file may be had.
"""

import re
from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

CHUNK_BYTES = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def send_file(
    request: HttpRequest,
    file: FieldFile,
    *,
    content_type: str,
    filename: str = "",
    as_attachment: bool = False,
) -> HttpResponseBase:
    """Answer with a stored file: 200 whole, 206 for one byte range, 416 for one outside it.

    Several ranges at once are answered with the whole file, as RFC 9110 § 14.2 allows.

    Raises:
        FileNotFoundError: the storage has no such file.
    """
    size = file.size
    response: HttpResponseBase
    wanted = _wanted_range(request.headers.get("Range", ""), size)
    if settings.SENDFILE_PREFIX:
        response = HttpResponse(headers={"X-Accel-Redirect": _internal_address(file)})
    elif wanted is None:
        response = FileResponse(file.open("rb"))
        response.headers["Content-Length"] = str(size)
    elif not wanted:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = StreamingHttpResponse(_bytes_of(file.open("rb"), wanted), status=206)
        response.headers["Content-Length"] = str(len(wanted))
        response.headers["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    response.headers["Content-Type"] = content_type
    response.headers["Accept-Ranges"] = "bytes"
    if disposition := content_disposition_header(as_attachment, filename):
        response.headers["Content-Disposition"] = disposition
    response.headers.setdefault("Cache-Control", "private, max-age=3600")
    return response


def _internal_address(file: FieldFile) -> str:
    return settings.SENDFILE_PREFIX.rstrip("/") + "/" + quote(str(file.name))


def _wanted_range(header: str, size: int) -> range | None:
    """Return the byte range asked for; None for the whole file, an empty one if outside it."""
    match = _RANGE.fullmatch(header.strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    start, stop = int(first), min(size, int(last) + 1) if last else size
    if last and int(last) < start:
        return None
    return range(start, stop) if start < size else range(0)


def _bytes_of(stream: IO[bytes], wanted: range) -> Iterator[bytes]:
    with stream:
        stream.seek(wanted.start)
        left = len(wanted)
        while left and (chunk := stream.read(min(CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk
