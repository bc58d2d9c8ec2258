"""What a provider says of itself: OpenID Connect Discovery 1.0."""

from hashlib import sha256
from typing import Any

from django.core.cache import cache
from requests import RequestException

from widya.sso.addresses import is_allowed
from widya.sso.transport import BadAnswer, ProviderSession

PATH = "/.well-known/openid-configuration"
KEPT_SECONDS = 3600
# Meanwhile nobody waits for a provider that has just failed to answer.
FAILURE_SECONDS = 10
NEEDED = ("authorization_endpoint", "token_endpoint")
METHODS = "token_endpoint_auth_methods_supported"


def configuration(issuer: str) -> dict[str, Any]:
    """Return the endpoints of the provider, from the cache for an hour.

    Raises:
        RequestException: it does not answer, or not as a provider with this name.
    """
    key = _key(issuer)
    known: dict[str, Any] | None = cache.get(key)
    if known is None:
        known = _ask_and_keep(issuer, key)
    if not known:
        raise BadAnswer("it failed to answer a moment ago")
    return known


def forget(issuer: str) -> None:
    """Ask the provider anew next time."""
    cache.delete(_key(issuer))


def _ask_and_keep(issuer: str, key: str) -> dict[str, Any]:
    try:
        answer = _ask(issuer)
    except RequestException:
        cache.set(key, {}, FAILURE_SECONDS)
        raise
    cache.set(key, answer, KEPT_SECONDS)
    return answer


def _ask(issuer: str) -> dict[str, Any]:
    with ProviderSession() as session:
        response = session.get(issuer.rstrip("/") + PATH)
    response.raise_for_status()
    document = response.json()
    if response.is_redirect or not isinstance(document, dict):
        raise BadAnswer("no configuration")
    return _checked(document, issuer)


def _checked(document: dict[str, Any], issuer: str) -> dict[str, Any]:
    """Return the part that is needed; another issuer could pass for this one (RFC 9700, 4.4)."""
    if str(document.get("issuer")).rstrip("/") != issuer.rstrip("/"):
        raise BadAnswer("it calls itself by another name")
    optional = ("userinfo_endpoint",) if "userinfo_endpoint" in document else ()
    endpoints = {name: str(document.get(name, "")) for name in (*NEEDED, *optional)}
    if not all(map(is_allowed, endpoints.values())):
        raise BadAnswer("an endpoint is missing or not allowed")
    methods = document.get(METHODS, ["client_secret_basic"])
    # allauth looks for the keys only where it checks signatures: not on answers got directly.
    return {"issuer": document["issuer"], "jwks_uri": "", METHODS: methods, **endpoints}


def _key(issuer: str) -> str:
    return f"sso.discovery.{sha256(issuer.encode()).hexdigest()}"
