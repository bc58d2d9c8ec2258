"""The ZIP with all that is kept about a person: a page to read, the same as JSON, and files."""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import get_language

from widya.accounts.models import User
from widya.certificates.queries import certificates_for
from widya.organisation.queries import Branding
from widya.privacy.collectors import COLLECTORS
from widya.privacy.sections import Section

PAGE, DATA = "data-saya.html", "data-saya.json"


def write_archive(user: User, file: IO[bytes], *, branding: Branding, now: datetime) -> None:
    """Write the archive to ``file``, in the current language and time zone."""
    sections = [each for collect in COLLECTORS for each in collect(user)]
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        names = [_add(archive, name, stored) for name, stored in files_of(user)]
        facts = {"user": user, "branding": branding, "made_at": now}
        archive.writestr(PAGE, _page(sections, {**facts, "files": names}))
        archive.writestr(DATA, _data(sections, names, branding, now))


def files_of(user: User) -> Iterator[tuple[str, FieldFile]]:
    """Yield the person's files with their names in the archive.

    A revoked certificate is listed but its file is withheld, as on its page.
    """
    if user.photo:
        yield "foto.jpg", user.photo
    for certificate in certificates_for(user):
        if certificate.file and not certificate.is_revoked:
            name = f"{slugify(certificate.course_title)[:60]}-{certificate.running_number}"
            yield f"sertifikat/{certificate.year}-{name}.pdf", certificate.file


def _add(archive: ZipFile, name: str, stored: FieldFile) -> str:
    with stored.open("rb") as content:
        archive.writestr(name, content.read())
    return name


def _page(sections: list[Section], context: dict[str, Any]) -> str:
    # A linked style sheet inside the page: it stands alone and needs no folder beside it.
    style = render_to_string("privacy/copy.css", context)
    encoded = b64encode(style.encode()).decode()
    return render_to_string(
        "privacy/copy.html", {**context, "sections": sections, "style": encoded}
    )


def _data(sections: list[Section], files: list[str], branding: Branding, now: datetime) -> str:
    content = {
        "platform": branding.platform_name,
        "made_at": now,
        "language": get_language(),
        "files": files,
        **{each.name: each.records() for each in sections},
    }
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
