"""The blocks of the FAQ."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class QuestionBlock(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label=_("Pertanyaan"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Jawaban"), features=ANSWER_FEATURES)

    class Meta:
        icon = "help"


class TopicBlock(blocks.StructBlock):
    """Questions about one thing."""

    title = blocks.CharBlock(label=_("Topik"), max_length=80)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Pertanyaan"), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Topik")
