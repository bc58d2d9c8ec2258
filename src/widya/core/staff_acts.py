"""Pages of the staff side on which something is done about one object, with what it needs."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from widya.core.errors import WidyaError


class ActView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for what an act needs, such as the reason, and does it.

    Who derives from it says which objects there are (``get_queryset``) and where one leads back to
    (``get_success_url``).

    Attributes:
        name: the act, as the object's addresses name it.
        explanation: what the member of staff should know before.
        index_label, index_url_name: the list that the object is found in.
    """

    form_class: type[Form]
    template_name = "core/admin/act.html"
    name = ""
    explanation: str | Promise = ""
    index_label: str | Promise = ""
    index_url_name = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.get_queryset(), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.index_label},
            {"url": self.get_success_url(), "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            done = self.act(by=self.request.user, now=timezone.now(), **form.cleaned_data)
        except WidyaError as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, done)
        return redirect(self.get_success_url())

    def act(self, **given: Any) -> str:
        """Do it; return what to tell the member of staff."""
        raise NotImplementedError
