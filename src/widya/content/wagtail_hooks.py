"""The staff side of media."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from widya.content.forms import VideoForm
from widya.content.models import Video


class VideoViewSet(SnippetViewSet):
    """Videos stand in the menu next to pictures and documents."""

    model = Video
    icon = "media"
    menu_label = _("Video")
    menu_name = "videos"
    menu_order = 350
    add_to_admin_menu = True
    list_display = [
        "title",
        Column("duration", label=_("Durasi")),
        BooleanColumn("captions", label=_("Takarir")),
        DateColumn("created_at", label=_("Diunggah"), sort_key="created_at"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("file"),
            MultiFieldPanel(
                [FieldPanel("captions"), FieldPanel("transcript")],
                heading=_("Untuk yang tidak mendengar atau melihat video"),
            ),
            FieldPanel("poster"),
        ],
        base_form_class=VideoForm,
    )


register_snippet(VideoViewSet)
