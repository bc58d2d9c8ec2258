"""Forms of uploads: what a file is is read from the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import IO, Any, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.forms import BaseDocumentForm

from widya.content.captions import CaptionsError, check_webvtt
from widya.content.models import MOST_CAPTIONS_BYTES, MOST_VIDEO_BYTES
from widya.content.queries import duration_of
from widya.content.sniffing import is_really


class DocumentForm(BaseDocumentForm):
    """Refuses a document whose content is not what its name says."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            _check_content(file)
        return file


class VideoForm(WagtailAdminModelForm):
    """Checks video and captions, and reads the video's length."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            _check_size(file, MOST_VIDEO_BYTES)
            _check_content(file)
            self.instance.duration_seconds = _read_duration(file)
        return file

    def clean_captions(self) -> Any:
        captions = self.cleaned_data["captions"]
        if isinstance(captions, UploadedFile):
            _check_size(captions, MOST_CAPTIONS_BYTES)
            _check_captions(captions)
        return captions


def _check_size(file: UploadedFile, most_bytes: int) -> None:
    size = file.size or 0
    if size > most_bytes:
        message = _("Berkas terlalu besar (%(size)s). Paling besar %(most)s.")
        sizes = {"size": filesizeformat(size), "most": filesizeformat(most_bytes)}
        raise ValidationError(message % sizes)


def _check_content(file: UploadedFile) -> None:
    extension = _extension(file).lstrip(".")
    if not is_really(extension, cast(IO[bytes], file.file)):
        message = _("Isi berkas ini bukan %(kind)s. Periksa berkas yang Anda pilih.")
        raise ValidationError(message % {"kind": extension.upper() or _("berkas yang dikenal")})


def _check_captions(file: UploadedFile) -> None:
    try:
        check_webvtt(file.read())
    except CaptionsError as error:
        message = _("Berkas ini bukan WebVTT yang benar.")
        if error.line:
            message = _("Berkas ini bukan WebVTT yang benar; lihat baris %(line)d.")
        raise ValidationError(message % {"line": error.line}) from error
    finally:
        file.seek(0)


def _read_duration(file: UploadedFile) -> int:
    with _on_disk(file) as path:
        try:
            return duration_of(path)
        except ValueError as error:
            raise ValidationError(_("Video ini rusak atau tidak dapat diputar.")) from error


@contextmanager
def _on_disk(file: UploadedFile) -> Iterator[Path]:
    """Lend the upload as a local file with its own ending."""
    if isinstance(file, TemporaryUploadedFile):
        yield Path(file.temporary_file_path())
        return
    with NamedTemporaryFile(suffix=_extension(file)) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        yield Path(copy.name)


def _extension(file: UploadedFile) -> str:
    return PurePosixPath(file.name or "").suffix.lower()
