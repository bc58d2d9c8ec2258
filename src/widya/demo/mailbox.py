"""The mails that the demonstration wrote to files instead of sending them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

# What Django's backend for files puts behind each mail.
RULE = b"-" * 79
SHOWN = 100


@dataclass(frozen=True, slots=True)
class DemoMail:
    """A mail as its reader sees it; ``name`` is its file's, without the ending."""

    name: str
    written_at: datetime
    to: str
    subject: str
    text: str
    html: str


def newest_mails(folder: Path) -> list[DemoMail]:
    """Return the mails in the folder, the newest first."""
    files = sorted(folder.glob("*.log"), key=_written_at, reverse=True)
    return [_read(path) for path in files[:SHOWN]]


def find_mail(folder: Path, name: str) -> DemoMail | None:
    """Return the mail in the file of that name, which must be a plain name."""
    path = folder / f"{name}.log"
    return _read(path) if path.is_file() else None


def _read(path: Path) -> DemoMail:
    raw = path.read_bytes().strip().removesuffix(RULE)
    message: EmailMessage = message_from_bytes(raw, policy=policy.default)
    return DemoMail(
        name=path.stem,
        written_at=datetime.fromtimestamp(_written_at(path), UTC),
        to=message.get("To", ""),
        subject=message.get("Subject", ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _written_at(path: Path) -> float:
    return path.stat().st_mtime


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return body.get_content() if body else ""
