"""How identity providers are called.

Who sets one up chooses what the server calls: so only HTTPS, no redirects, and limits of size and
time that a provider has no reason to reach.
"""

from time import monotonic
from typing import Any

import requests

from widya.sso.addresses import is_allowed

MOST_SECONDS = 5
MOST_BYTES = 256 * 1024
CHUNK_BYTES = 16 * 1024


class BadAnswer(requests.RequestException):
    """What the provider did is nothing to go on with."""


class ProviderSession(requests.Session):
    """Reads small answers, at once or not at all."""

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        if not is_allowed(url):
            raise BadAnswer("address is not allowed")
        limits = {"timeout": MOST_SECONDS, "allow_redirects": False, "stream": True}
        deadline = monotonic() + MOST_SECONDS
        response = super().request(method, url, *args, **{**kwargs, **limits})
        # To read it here, with limits, is the only way that leaves `response.json()` to callers.
        response._content = _read(response, deadline)
        return response


def _read(response: requests.Response, deadline: float) -> bytes:
    with response:
        content = b""
        for chunk in response.iter_content(CHUNK_BYTES):
            content += chunk
            if len(content) > MOST_BYTES or monotonic() > deadline:
                raise BadAnswer("answer is too long")
    return content
