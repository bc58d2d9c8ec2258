"""The StreamField blocks of a lesson's body (``docs/developer/lesson-block.md``)."""

from typing import Any
from zlib import crc32

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

LESSON_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "blockquote", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class PictureBlock(blocks.StructBlock):
    """A picture with its text alternative and caption."""

    image = ImageChooserBlock(label=_("Gambar"))
    alternative = blocks.CharBlock(
        label=_("Teks pengganti"),
        required=False,
        max_length=300,
        help_text=_("Untuk yang tidak melihat gambar; kosongkan bila gambar hanya hiasan."),
    )
    caption = blocks.CharBlock(label=_("Keterangan"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Gambar")
        template = "content/blocks/picture.html"


class VideoBlock(blocks.StructBlock):
    """A video inside a reading; it is not counted towards completion."""

    video = SnippetChooserBlock("content.Video", label=_("Video"))
    caption = blocks.CharBlock(label=_("Keterangan"), required=False, max_length=300)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "content/blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download; a PDF can be shown in the page."""

    document = DocumentChooserBlock(label=_("Dokumen"))
    is_shown = blocks.BooleanBlock(
        label=_("Tampilkan PDF di halaman"), required=False, default=False
    )

    class Meta:
        icon = "doc-full"
        label = _("Dokumen")
        template = "content/blocks/document.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Return the context with whether the browser is asked to show the file."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        is_pdf = value["document"] is not None and value["document"].file_extension == "pdf"
        return context | {"is_shown": value["is_shown"] and is_pdf}


class CallOutBlock(blocks.StructBlock):
    """A short text that stands out."""

    kind = blocks.ChoiceBlock(
        label=_("Jenis"),
        choices=[
            ("info", _("Informasi")),
            ("tip", _("Kiat")),
            ("warning", _("Perhatian")),
            ("law", _("Dasar hukum")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Judul"), max_length=120)
    text = blocks.RichTextBlock(label=_("Teks"), features=INLINE_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Kotak sorotan")
        template = "content/blocks/call_out.html"


class AccordionEntryBlock(blocks.StructBlock):
    """A heading that opens to show its text."""

    heading = blocks.CharBlock(label=_("Judul"), max_length=200)
    text = blocks.RichTextBlock(label=_("Teks"), features=INLINE_FEATURES)


class AccordionBlock(blocks.StructBlock):
    """Several entries that open and close."""

    entries = blocks.ListBlock(AccordionEntryBlock(), label=_("Bagian"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Akordeon")
        template = "content/blocks/accordion.html"


class SelfCheckChoiceBlock(blocks.StructBlock):
    """A possible answer of a self-check."""

    text = blocks.CharBlock(label=_("Jawaban"), max_length=300)
    is_right = blocks.BooleanBlock(label=_("Benar"), required=False, default=False)


class SelfCheckBlock(blocks.StructBlock):
    """A question inside a reading, for the reader alone: nothing is recorded."""

    question = blocks.CharBlock(label=_("Pertanyaan"), max_length=400)
    choices = blocks.ListBlock(SelfCheckChoiceBlock(), label=_("Pilihan"), min_num=2, max_num=6)
    explanation = blocks.TextBlock(label=_("Penjelasan"), required=False)

    class Meta:
        icon = "help"
        label = _("Cek pemahaman")
        template = "content/blocks/self_check.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Return the context with a name for the choices that no other question has."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        group = f"cek-{crc32(value['question'].encode()):x}"
        right_count = sum(bool(choice["is_right"]) for choice in value["choices"])
        return context | {"group": group, "has_several_right": right_count > 1}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(choice["is_right"] for choice in cleaned["choices"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "choices": blocks.list_block.ListBlockValidationError(
                        non_block_errors=[_("Tandai sedikitnya satu jawaban yang benar.")]
                    )
                }
            )
        return cleaned


class LessonBody(blocks.StreamBlock):
    """All blocks that a lesson may hold."""

    rich_text = blocks.RichTextBlock(
        label=_("Teks"), features=LESSON_FEATURES, template="content/blocks/rich_text.html"
    )
    picture = PictureBlock()
    video = VideoBlock()
    document = DocumentBlock()
    table = TypedTableBlock(
        [("text", blocks.CharBlock(required=False)), ("rich_text", blocks.RichTextBlock())],
        label=_("Tabel"),
        icon="table",
        template="content/blocks/table.html",
    )
    call_out = CallOutBlock()
    accordion = AccordionBlock()
    self_check = SelfCheckBlock()

    class Meta:
        template = "content/blocks/body.html"
