"""The settings that come from the environment: one list, read and checked in one place.

``docs/operator/settings.md`` documents every option; a test holds the two together.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

PROJECT_DIR = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its name, how its text becomes a value, its default (text), what it does."""

    name: str
    parse: Callable[[str], Any]
    default: str | None
    help: str


def _boolean(text: str) -> bool:
    values = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.strip().lower() not in values:
        raise ValueError("use true or false")
    return values[text.strip().lower()]


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _count(text: str) -> int:
    if not text.strip().isdigit():
        raise ValueError("use a whole number, 0 or more")
    return int(text)


def _log_level(text: str) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("use DEBUG, INFO, WARNING or ERROR")
    return text.upper()


def _path(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _url_config(parse: Callable[[str], dict[str, Any]], schemes: set[str]) -> Callable[[str], Any]:
    def parse_url(text: str) -> dict[str, Any]:
        if text.split(":", 1)[0] not in schemes:
            raise ValueError(f"use one of {', '.join(sorted(s + '://' for s in schemes))}")
        return parse(text)

    return parse_url


database_url = _url_config(environ.Env.db_url_config, {"sqlite", "postgres", "postgresql"})


def _cache_config(text: str) -> dict[str, Any]:
    """Valkey speaks Redis's protocol; the client knows such an address by Redis's name only."""
    return dict(environ.Env.cache_url_config(re.sub("^valkey", "redis", text)))


cache_url = _url_config(
    _cache_config,
    {"locmemcache", "redis", "rediss", "valkey", "valkeys", "dummycache"},
)
email_url = _url_config(
    environ.Env.email_url_config,
    {"smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail"},
)

OPTIONS = {
    option.name: option
    for option in (
        Option("VAR_DIR", _path, str(PROJECT_DIR / "var"), "Folder for all that the server writes"),
        Option(
            "SECRET_KEY", str, None, "Key of signatures; the embedded set-up makes and keeps one"
        ),
        Option("DEBUG", _boolean, "false", "Django's debug pages; never in production"),
        Option("ALLOWED_HOSTS", _names, "*", "Host names that are served, with commas"),
        Option("CSRF_TRUSTED_ORIGINS", _names, "", "Origins behind a proxy, https://host"),
        Option("DATABASE_URL", database_url, "", "sqlite:///path or postgres://user:pw@host/name"),
        Option("DATABASE_POOL", _count, "0", "PostgreSQL connections a process pools; 0 = no pool"),
        Option(
            "DATABASE_PREPARE",
            _boolean,
            "true",
            "Let PostgreSQL keep plans; false behind a pooler that shares connections",
        ),
        Option(
            "CACHE_URL",
            cache_url,
            "locmemcache://?max_entries=10000",
            "Cache and sessions: valkey://host:6379/0",
        ),
        Option(
            "EMAIL_URL", email_url, "consolemail://", "smtp+tls://user:pw@host:587 and the like"
        ),
        Option("EMAIL_FROM", str, "Widya <noreply@localhost>", "Sender of the platform's mails"),
        Option("DEMO_MAIL", _boolean, "false", "Mails go to files, shown to all at /demo/mail/"),
        Option("HTTPS", _boolean, "false", "Served by HTTPS only: secure cookies, redirect, HSTS"),
        Option("SSO_LOCAL_HTTP", _boolean, "false", "For tests: providers at http://localhost"),
        Option("PROXY_COUNT", _count, "0", "Trusted proxies in front, for the client's address"),
        Option(
            "SENDFILE_PREFIX",
            str,
            "",
            "nginx location (internal) of VAR_DIR/private; empty = Widya sends files itself",
        ),
        Option("COMPRESS", _boolean, "true", "Compress pages here; false where a proxy does it"),
        Option("TIME_ZONE", str, "Asia/Jakarta", "Time zone of people whose unit sets none"),
        Option("LOG_LEVEL", _log_level, "INFO", "Least level that is logged"),
        Option("HOST", str, "127.0.0.1", "Address that `make run` listens on"),
        Option("PORT", _count, "8000", "Port that `make run` listens on"),
        Option("WEB_WORKERS", _count, "1", "Web processes; more than one needs a shared CACHE_URL"),
    )
}


def read(name: str, default: str | None = None) -> Any:
    """Return the value of the option ``name``.

    ``default`` (text) stands in for the option's own default.

    Raises:
        SystemExit: the value is missing or wrong; the message is one line that names it.
    """
    option = OPTIONS[name]
    text = os.environ.get(name) or (option.default if default is None else default)
    if text is None:
        raise SystemExit(f"widya: setting {name} is missing: {option.help}")
    try:
        return option.parse(text)
    except (ValueError, KeyError, ImproperlyConfigured) as error:
        raise SystemExit(f"widya: setting {name} is wrong: {error} ({option.help})") from None
