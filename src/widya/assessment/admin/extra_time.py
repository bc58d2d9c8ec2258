"""Who gets extra time."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from widya.assessment.models import ExtraTime


class ExtraTimeViewSet(ModelViewSet):
    """Who gets extra time, whatever they sit."""

    model = ExtraTime
    name = "extra_time"
    url_prefix = "extra-time"
    icon = "time"
    menu_label = _("Waktu tambahan")
    menu_order = 34
    add_to_admin_menu = True
    form_fields = ("user", "percent", "minutes", "reason")
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ("user", "percent", "minutes", "reason")
    search_fields = ("user__name", "user__username", "user__nip")
    search_backend_name = None
