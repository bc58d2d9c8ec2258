"""A small HTTP client that keeps its connection and its cookies, as a browser does."""

import http.client
import json
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from bench.middleware import HEADER

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status, body, where it leads, and the statements that it took."""

    status: int
    body: bytes
    location: str
    queries: int

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()


@dataclass(slots=True)
class Browser:
    """One person's connection to the server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    _connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> Answer:
        """Fetch a page; remember the token of its forms."""
        return self._request("GET", path, None, {})

    def post(self, path: str, fields: dict[str, object] | None = None) -> Answer:
        """Send a form."""
        body = urlencode({**(fields or {}), "csrfmiddlewaretoken": self.token}, doseq=True)
        return self._request(
            "POST", path, body.encode(), {"Content-Type": "application/x-www-form-urlencoded"}
        )

    def put_json(self, path: str, value: object, **headers: str) -> Answer:
        """Send a JSON document as the pages' scripts do."""
        headers |= {"Content-Type": "application/json", "X-CSRFToken": self.token}
        return self._request("PUT", path, json.dumps(value).encode(), headers)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _request(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        headers = {
            **headers,
            "Host": f"localhost:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": "identity",
            "Accept-Language": "id",
        }
        if not self.cookies:
            del headers["Cookie"]
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        for header in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        if match := _TOKEN.search(content.decode(errors="replace")):
            self.token = match.group(1)
        return Answer(
            status=response.status,
            body=content,
            location=_path_of(response.headers.get("Location", "")),
            queries=int(response.headers.get(HEADER, 0)),
        )


def _path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
