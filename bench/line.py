"""One person's connection in a crowd of thousands: HTTP/1.1 as little of it as a crowd needs."""

import asyncio
import re
from dataclasses import dataclass, field

TIMEOUT_SECONDS = 15  # as the page's script
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=\r\n]+)=([^;\r\n]*)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r\n]+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class LineCut(Exception):
    """No answer came: the server is away, or too slow."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    location: str
    body: bytes


@dataclass(slots=True)
class Line:
    """A connection that is kept, and the cookies of its person."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
        """Send a request and return what comes back.

        Raises:
            LineCut: nothing did, or not in time.
        """
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self._exchange(self._head(method, path, body, headers) + body)
        except (OSError, EOFError, ValueError) as error:
            self.close()
            raise LineCut from error

    def close(self) -> None:
        """Hang up."""
        if self._streams:
            self._streams[1].close()
            self._streams = None

    def _head(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        fields = {
            "Host": f"localhost:{self.port}",
            "Accept-Language": "id",
            "Content-Length": str(len(body)),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {fields[name]}" for name in fields)]
        return "\r\n".join([*lines, "", ""]).encode()

    async def _exchange(self, message: bytes) -> Reply:
        if self._streams and self._streams[0].at_eof():
            self.close()  # the server hangs up on who is silent for long; browsers reconnect
        self._streams = self._streams or await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        writer.write(message)
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        length, location = _LENGTH.search(head), _LOCATION.search(head)
        if _CHUNKED.search(head):
            body = await _chunks(reader)
        else:
            body = await reader.readexactly(int(length[1]) if length else 0)
        self.cookies |= {name.decode(): value.decode() for name, value in _COOKIE.findall(head)}
        return Reply(int(head[9:12]), location[1].decode() if location else "", body)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    """Read a body whose length was not said in advance."""
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
