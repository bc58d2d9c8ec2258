"""The blocks of a lesson: meaningful without scripts, safe with strange text."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.content.files import PDF
from widya.content.blocks import LessonBody, SelfCheckBlock
from widya.content.models import Video

SELF_CHECK = {
    "question": "Berapa menit 1 JP?",
    "choices": [{"text": "45", "is_right": True}, {"text": "60"}],
    "explanation": "Satu jam pelajaran lamanya 45 menit.",
}


def html_of(kind, value):
    block = LessonBody()
    return block.render(block.to_python([{"type": kind, "value": value}]))


def test_rich_text_is_shown_as_it_was_written():
    assert "<p>Isi <b>tebal</b>.</p>" in html_of("rich_text", "<p>Isi <b>tebal</b>.</p>")


def test_a_self_check_offers_its_answer_without_scripts():
    html = html_of("self_check", SELF_CHECK)
    assert html.count('type="radio"') == 2
    assert html.count("data-right") == 1
    assert "<details" in html
    assert "Satu jam pelajaran lamanya 45 menit." in html


def test_a_self_check_with_several_right_answers_has_check_boxes():
    choices = [{"text": text, "is_right": True} for text in "ab"]
    assert html_of("self_check", {**SELF_CHECK, "choices": choices}).count('type="checkbox"') == 2


def test_a_self_check_needs_a_right_answer():
    block = SelfCheckBlock()
    choices = [{"text": text, "is_right": False} for text in "ab"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({**SELF_CHECK, "choices": choices}))


def test_html_in_plain_fields_is_text():
    strange = "<script>alert(1)</script>"
    html = html_of("self_check", {**SELF_CHECK, "question": strange, "explanation": strange})
    html += html_of("accordion", {"entries": [{"heading": strange, "text": "<p>Isi</p>"}]})
    html += html_of("call_out", {"kind": "law", "title": strange, "text": "<p>Isi</p>"})
    html += html_of("table", table(caption=strange, cell=strange))
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 6


def table(*, caption, cell):
    return {
        "columns": [{"type": "text", "heading": "Tahap"}],
        "rows": [{"values": [cell]}],
        "caption": caption,
    }


def test_a_table_has_a_caption_headings_and_a_region_that_scrolls():
    html = html_of("table", table(caption="Tahapan", cell="Adjudikasi"))
    assert html.count("Tahapan") >= 2
    assert '<th scope="col">Tahap</th>' in html
    assert 'role="region"' in html
    assert 'tabindex="0"' in html


def test_an_accordion_opens_without_scripts():
    html = html_of("accordion", {"entries": [{"heading": "Apa itu?", "text": "<p>Ini.</p>"}]})
    assert "<details" in html
    assert "<summary" in html


@pytest.mark.parametrize("kind", ["info", "tip", "warning", "law"])
def test_a_call_out_is_an_aside_with_its_name(kind):
    html = html_of("call_out", {"kind": kind, "title": "Dasar", "text": "<p>Pasal 1</p>"})
    assert '<aside class="alert' in html
    assert 'aria-label="Dasar"' in html


@pytest.mark.django_db
def test_a_picture_has_its_text_and_a_light_format():
    file = BytesIO()
    PillowImage.new("RGB", (1200, 800), "white").save(file, "PNG")
    image = get_image_model().objects.create(
        title="Bagan", file=ContentFile(file.getvalue(), "bagan.png")
    )
    html = html_of("picture", {"image": image.pk, "alternative": "Alur perkara", "caption": "Alur"})
    assert 'alt="Alur perkara"' in html
    assert "<figcaption>Alur</figcaption>" in html
    assert ".webp" in html


@pytest.mark.django_db
def test_a_pdf_is_shown_in_the_page_when_the_author_wants_it():
    document = get_document_model().objects.create(
        title="Pedoman", file=ContentFile(PDF, "pedoman.pdf")
    )
    shown = html_of("document", {"document": document.pk, "is_shown": True})
    assert "<iframe" in shown
    assert document.url in shown
    assert "<iframe" not in html_of("document", {"document": document.pk, "is_shown": False})


@pytest.mark.django_db
def test_a_video_has_its_captions_and_transcript():
    video = Video(title="Film", transcript="Selamat datang.")
    video.file.save("film.mp4", ContentFile(b"x"))
    video.captions.save("film.vtt", ContentFile(b"WEBVTT\n"))
    html = html_of("video", {"video": video.pk, "caption": "Pembukaan"})
    assert "<video" in html
    assert '<track kind="captions"' in html
    assert "Selamat datang." in html
    assert "autoplay" not in html
