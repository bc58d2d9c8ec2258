"""An identity provider that answers where HTTP would leave the process."""

import io
import json
from time import time
from urllib.parse import parse_qs, urlsplit

import jwt
import requests

from widya.sso import discovery

ISSUER = "https://sso.example.go.id"
CLIENT = "widya"
BEGIN, BACK = "/akun/sso/", "/akun/sso/kembali/"
KEY = "a key that nobody checks, as answers come directly"


class FakeProvider:
    """Knows one person.

    Attributes:
        claims: of the ID token; ``userinfo`` of the userinfo.
        asked: the requests that came, by path.
        answers: by path, what is answered in place of what is right: a response or an error.
    """

    def __init__(self):
        self.claims = {"sub": "abc-1"}
        self.userinfo = {}
        self.asked = []
        self.answers = {}

    def send(self, request, **kwargs):
        path = urlsplit(request.url).path
        self.asked.append(request)
        answer = self.answers[path] if path in self.answers else response(self.right(path))
        if isinstance(answer, Exception):
            raise answer
        answer.request = request
        return answer

    def right(self, path):
        answers = {discovery.PATH: self.document, "/token": self.token, "/me": self.me}
        return answers[path]()

    def times(self, path):
        return sum(urlsplit(request.url).path == path for request in self.asked)

    def sent(self, path):
        """Return the form that was sent there last."""
        bodies = [each.body for each in self.asked if urlsplit(each.url).path == path]
        return {name: values[0] for name, values in parse_qs(bodies[-1]).items()}

    def document(self):
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/me",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self):
        claims = {"iss": ISSUER, "aud": CLIENT, "exp": time() + 60, **self.claims}
        return {"access_token": "at", "id_token": jwt.encode(claims, KEY, algorithm="HS256")}

    def me(self):
        return {"sub": self.claims["sub"], **self.userinfo}


def response(content, status=200, content_type="application/json"):
    answer = requests.Response()
    answer.status_code = status
    answer.headers["content-type"] = content_type
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    answer.raw = io.BytesIO(body)
    return answer


def go(client, **query):
    """Press the button; return what the provider is asked, by name."""
    answer = client.get(BEGIN, query)
    assert answer.status_code == 302, answer.content
    address = urlsplit(answer.url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/auth"
    return {name: values[0] for name, values in parse_qs(address.query).items()}


def come_back(client, provider, *, query=None, **claims):
    """Press the button and come back as the person whom the claims describe."""
    provider.claims |= claims
    state = go(client, **(query or {}))["state"]
    return client.get(BACK, {"state": state, "code": "c"})
