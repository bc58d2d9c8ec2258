"""Import accounts from a spreadsheet, as the worker does it: read, check, apply, report.

The file is CSV, of which reading is the smallest part. It names a unit for everybody.
"""

import csv
import sys
from collections.abc import Iterator
from io import BytesIO, StringIO

import django

django.setup()

from django.core.files.base import File  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Site  # noqa: E402

from bench.jobs import tell  # noqa: E402
from widya.accounts.models import User  # noqa: E402
from widya.imports.actions import start, upload  # noqa: E402
from widya.imports.models import Import  # noqa: E402
from widya.imports.working import work_on  # noqa: E402
from widya.organisation.models import Unit  # noqa: E402

STAFF = "admin"
HEADINGS = ("identifier", "name", "email", "unit", "position", "rank", "phone")
SERIALS = 999  # of a day of birth and a month of appointment


def main(count: int) -> None:
    """Make the file, import it, and look whether everybody has an account."""
    before = User.objects.count()
    file = file_of(count)
    tell(lambda: import_file(file))
    assert User.objects.count() == before + count


def import_file(file: File) -> None:
    """Upload the file, have it checked, start it, and work until it is done."""
    staff = User.objects.get(username=STAFF)
    site = Site.objects.get(is_default_site=True)
    found = upload(kind="users", site=site, file=file, by=staff, now=timezone.now())
    _work(found, Import.State.CHECKED)
    start(found, by=staff, now=timezone.now())
    _work(found, Import.State.DONE)


def _work(found: Import, until: Import.State) -> None:
    """Do slices as the worker does, which begins each with no more than the import's number."""
    while work_on(found.pk):
        connection.close()
    found.refresh_from_db()
    assert found.state == until, found.failure


def file_of(count: int) -> File:
    """Return a spreadsheet with so many people who have no account yet."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(HEADINGS)
    rows.writerows(people(count))
    return File(BytesIO(text.getvalue().encode()), name="pegawai.csv")


def people(count: int) -> Iterator[tuple[str, ...]]:
    """Yield a row for each person, with a NIP of their own."""
    units = list(Unit.objects.filter(name__contains="Kelas II").values_list("name", flat=True))
    for number in range(count):
        month, serial = divmod(number, SERIALS)
        nip = f"19{70 + month // 12 % 30}0{month % 9 + 1}15201503{month % 2 + 1}{serial + 1:03}"
        yield (
            nip,
            f"Pegawai Uji {number}, S.H.",
            f"{nip}@example.go.id",
            units[number % len(units)],
            "Penyuluh",
            "III/a",
            f"08{number:010}",
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
