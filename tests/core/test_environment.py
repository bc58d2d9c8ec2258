"""A wrong setting stops the start with one line that names it."""

import subprocess
import sys

import pytest

from widya.config.environment import OPTIONS, read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/widya"),
        ("CACHE_URL", "memcached://localhost"),
        ("EMAIL_URL", "mail.example.id"),
        ("PORT", "delapan"),
        ("DEBUG", "mungkin"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_read_names_the_setting_that_is_wrong(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=f"widya: setting {name} is wrong"):
        read(name)


def test_read_names_the_setting_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(SystemExit, match="widya: setting SECRET_KEY is missing"):
        read("SECRET_KEY")


def test_every_default_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = {"SECRET_KEY": "x", "DATABASE_URL": "sqlite:///x.sqlite3"}
    for name in OPTIONS:
        monkeypatch.delenv(name, raising=False)
        read(name, defaults.get(name))


def test_production_does_not_start_without_a_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "widya.config.settings.production")
    command = [sys.executable, "-c", "import widya.config.settings.production"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("widya: setting SECRET_KEY is missing: ")
