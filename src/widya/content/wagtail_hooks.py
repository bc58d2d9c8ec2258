"""The staff side of media."""

from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from widya.content.actions import request_stream
from widya.content.forms import VideoForm
from widya.content.models import Video
from widya.content.tasks import transcode_video


class StreamingMixin:
    """Has the stream of a new file made."""

    def save_instance(self) -> Video:
        video: Video = super().save_instance()  # type: ignore[misc]
        if request_stream(video, now=timezone.now()):
            transaction.on_commit(partial(transcode_video.enqueue, video.pk), robust=True)
        return video


class VideoCreateView(StreamingMixin, CreateView):
    """Takes a video."""


class VideoEditView(StreamingMixin, EditView):
    """Changes a video; saving one whose stream failed has it tried anew."""


def _stream_status_of(video: Video) -> str:
    return video.stream.status if hasattr(video, "stream") else ""


class VideoViewSet(SnippetViewSet):
    """Videos stand in the menu next to pictures and documents."""

    model = Video
    icon = "media"
    menu_label = _("Video")
    menu_name = "videos"
    menu_order = 350
    add_to_admin_menu = True
    add_view_class = VideoCreateView
    edit_view_class = VideoEditView
    list_display = [
        "title",
        Column("duration", label=_("Durasi")),
        BooleanColumn("captions", label=_("Takarir")),
        Column("stream", label=_("Streaming"), accessor=_stream_status_of),
        DateColumn("created_at", label=_("Diunggah"), sort_key="created_at"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("file"),
            HelpPanel(heading=_("Streaming"), template="content/admin/stream.html"),
            MultiFieldPanel(
                [FieldPanel("captions"), FieldPanel("transcript")],
                heading=_("Untuk yang tidak mendengar atau melihat video"),
            ),
            FieldPanel("poster"),
        ],
        base_form_class=VideoForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Video]:
        return Video.objects.select_related("stream")


register_snippet(VideoViewSet)
