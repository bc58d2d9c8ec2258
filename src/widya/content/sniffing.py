"""What a file is, by its content: a name can say anything."""

import zipfile
from typing import IO

import filetype

HEAD_BYTES = 8192
# What must be in an office file's archive.
OFFICE_MEMBERS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN_DOCUMENT_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
# What the signature of a file's first bytes may say.
GUESSES = {"pdf": {"pdf"}, "mp4": {"mp4", "m4v"}, "webm": {"webm"}}


def is_really(extension: str, file: IO[bytes]) -> bool:
    """Return whether the file's content is what the lower-case ``extension`` says.

    An extension that is not known here is no reason for trust: the answer is False.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    try:
        return _matches(extension, head, file)
    finally:
        file.seek(0)


def _matches(extension: str, head: bytes, file: IO[bytes]) -> bool:
    if extension == "csv":
        return b"\0" not in head
    if extension in OFFICE_MEMBERS:
        return OFFICE_MEMBERS[extension] in _members(file)
    if extension in OPEN_DOCUMENT_TYPES:
        return OPEN_DOCUMENT_TYPES[extension] in head
    if extension == "zip":
        return bool(_members(file))
    return filetype.guess_extension(head) in GUESSES.get(extension, ())


def _members(file: IO[bytes]) -> list[str]:
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except zipfile.BadZipFile:
        return []
