"""What a file is is read from the file."""

from io import BytesIO

import pytest

from tests.content.files import PDF, archive, clip
from widya.content.sniffing import is_really

DOCX = archive(word__document_xml=b"<w/>")
ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("pdf", PDF),
        ("docx", DOCX),
        ("xlsx", archive(xl__workbook_xml=b"<w/>")),
        ("pptx", archive(ppt__presentation_xml=b"<p/>")),
        ("odt", ODT),
        ("zip", archive(catatan_txt=b"isi")),
        ("csv", "nama;nilai\nSiti;90\n".encode("cp1252")),
        ("mp4", clip()),
        ("webm", clip(ending="webm")),
    ],
)
def test_a_file_is_what_its_content_says(extension, data):
    assert is_really(extension, BytesIO(data))


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("pdf", DOCX),
        ("pdf", b"<html><script>alert(1)</script>"),
        ("docx", PDF),
        ("docx", archive(xl__workbook_xml=b"<w/>")),
        ("docx", b"PK\x03\x04 broken"),
        ("odt", DOCX),
        ("csv", b"a\0b"),
        ("zip", b""),
        ("mp4", clip(ending="webm")),
        ("mp4", b"#EXTM3U\nfile:///etc/passwd\n"),
        ("webm", clip()),
        ("exe", b"MZ"),
        ("", PDF),
    ],
)
def test_a_name_that_says_otherwise_is_not_believed(extension, data):
    assert not is_really(extension, BytesIO(data))


def test_the_file_can_be_read_from_its_start_afterwards():
    file = BytesIO(ODT)
    is_really("odt", file)
    assert file.read() == ODT
