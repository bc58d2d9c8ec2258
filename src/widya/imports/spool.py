"""From an uploaded file to its rows, read by a program of its own (``reading``)."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from widya.imports.errors import UnreadableFile
from widya.imports.reading import Fault, Row

MESSAGES = {
    Fault.NO_SPREADSHEET: _("Berkas ini bukan XLSX atau CSV, atau rusak."),
    Fault.OLD_FORMAT: _(
        "Berkas ini berformat lama (XLS) atau berkata sandi. Simpan sebagai XLSX tanpa kata sandi."
    ),
    Fault.PASSWORD: _("Berkas ini berkata sandi. Simpan tanpa kata sandi."),
    Fault.TOO_MANY_ROWS: _("Berkas ini memuat lebih dari 200.000 baris. Bagi menjadi beberapa."),
}
READING_FAILED = _(
    "Berkas ini tidak dapat dibaca: terlalu besar, atau ada sel terisi yang sangat jauh di luar"
    " tabel. Salin isi tabelnya ke berkas baru."
)


@contextmanager
def rows_of(file: File) -> Iterator[Iterator[Row]]:
    """Give the rows of a stored file, each with its number, one after the other.

    Raises:
        UnreadableFile: while reading, when it turns out that the file is no spreadsheet.
    """
    with NamedTemporaryFile() as copy:
        with file.open("rb") as stream:
            for chunk in stream.chunks():
                copy.write(chunk)
        copy.flush()
        with _reader(copy.name) as process:
            try:
                yield _rows(process)
            finally:
                process.kill()


def _reader(path: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "widya.imports.reading", path]
    return subprocess.Popen(  # noqa: S603 - nothing of it comes from people
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def _rows(process: subprocess.Popen[str]) -> Iterator[Row]:
    for line in process.stdout or ():
        row = json.loads(line)
        if isinstance(row, dict):
            raise UnreadableFile(MESSAGES[Fault(row["fault"])])
        yield row[0], row[1]
    if process.wait():
        raise UnreadableFile(READING_FAILED)
