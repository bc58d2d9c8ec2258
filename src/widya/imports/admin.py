"""The staff's pages for imports: upload, look at the check, start, follow, read what came of it."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Site

from widya.core.errors import WidyaError
from widya.core.files import send_file
from widya.imports.actions import start, upload
from widya.imports.forms import UploadForm
from widya.imports.importers import Importer, importer_of, importers_for
from widya.imports.models import Import
from widya.imports.queries import imports_of_staff, refused_rows
from widya.imports.spreadsheets import template_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_ON_A_PAGE = 50


def site_of(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def kind_label(found: Import) -> str:
    return str(importer_of(found.kind).label)


class ForImporters(WagtailAdminTemplateMixin, View):
    """Opens to those who may import something on the site."""

    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.importers = importers_for(request.user, site_of(request))
        if not self.importers:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("imports:index"), "label": _("Impor")},
            {"url": "", "label": self.get_page_title()},
        ]


class OfKind(ForImporters):
    """A page for one kind of import, which the address names."""

    @cached_property
    def importer(self) -> type[Importer]:
        for each in self.importers:
            if each.kind == self.kwargs["kind"]:
                return each
        raise Http404


class OfImport(ForImporters):
    """A page for one import, which the address names."""

    @cached_property
    def found(self) -> Import:
        own = imports_of_staff(self.request.user, site_of(self.request))
        return get_object_or_404(own, uuid=self.kwargs["uuid"])


class IndexView(ForImporters, generic.IndexView):
    """What was imported on the site, the newest first."""

    model = Import
    any_permission_required = None  # asked for above, per kind and site
    page_title = gettext_lazy("Impor")
    paginate_by = 50
    default_ordering = "-uploaded_at"
    index_url_name = "imports:index"
    index_results_url_name = "imports:index_results"
    is_searchable = False
    columns = [
        TitleColumn(
            "filename",
            label=gettext_lazy("Berkas"),
            get_url=lambda found: reverse("imports:detail", args=[found.uuid]),
        ),
        Column("kind", label=gettext_lazy("Jenis data"), accessor=kind_label),
        Column("get_state_display", label=gettext_lazy("Keadaan")),
        Column("row_count", label=gettext_lazy("Baris")),
        Column("created_count", label=gettext_lazy("Baru")),
        Column("changed_count", label=gettext_lazy("Diubah")),
        Column("refused_count", label=gettext_lazy("Ditolak")),
        Column("uploaded_by", label=gettext_lazy("Diunggah oleh")),
        DateColumn("uploaded_at", label=gettext_lazy("Diunggah"), sort_key="uploaded_at"),
    ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Impor")}]

    def get_base_queryset(self) -> QuerySet[Import]:
        return imports_of_staff(self.request.user, site_of(self.request))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(
                _("Impor %(things)s") % {"things": each.label},
                url=reverse("imports:upload", args=[each.kind]),
                icon_name="upload",
            )
            for each in self.importers
        ]


class UploadView(OfKind, FormView):
    """Says how the file must look, and takes it."""

    form_class = UploadForm
    template_name = "imports/admin/upload.html"

    def get_page_title(self) -> str:
        return _("Impor %(things)s") % {"things": self.importer.label}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        template_url = reverse("imports:template", args=[self.importer.kind])
        context = {"columns": self.importer.columns, "template_url": template_url}
        return {**super().get_context_data(**kwargs), **context, "form_is_multipart": True}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        found = upload(
            kind=self.importer.kind,
            site=site_of(self.request),
            file=form.cleaned_data["file"],
            by=self.request.user,
            now=timezone.now(),
        )
        return redirect("imports:detail", found.uuid)


class TemplateFileView(OfKind):
    """Sends the spreadsheet to fill in."""

    def get(self, request: HttpRequest, kind: str) -> FileResponse:
        name = _("templat-%(kind)s.xlsx") % {"kind": self.importer.label}
        return FileResponse(
            template_of(self.importer), content_type=XLSX, filename=name, as_attachment=True
        )


class DetailView(OfImport, TemplateView):
    """Where the import stands, what was refused, and the button for what comes next."""

    template_name = "imports/admin/detail.html"

    def get_page_title(self) -> str:
        return self.found.filename

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Paginator(refused_rows(self.found), ROWS_ON_A_PAGE)
        return {
            **super().get_context_data(**kwargs),
            "found": self.found,
            "kind_label": kind_label(self.found),
            "refused": rows.get_page(self.request.GET.get("p")),
        }


class StatusView(OfImport, TemplateView):
    """The part of the page that changes while the worker works."""

    template_name = "imports/admin/_status.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"found": self.found}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if not self.found.is_active:
            response.headers["HX-Refresh"] = "true"
        return response


class StartView(OfImport):
    """Starts a checked import, or goes on with one that stopped."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            start(self.found, by=request.user, now=timezone.now())
        except WidyaError as error:
            messages.error(request, error.message)
        return redirect("imports:detail", self.found.uuid)


class ReportView(OfImport):
    """Sends the spreadsheet that says what came of the rows."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        name = _("hasil-%(file)s.xlsx") % {"file": Path(self.found.filename).stem}
        try:
            return send_file(
                request, self.found.report, content_type=XLSX, filename=name, as_attachment=True
            )
        except (FileNotFoundError, ValueError) as error:  # no such file; no file at all
            raise Http404 from error


class ImportMenuItem(MenuItem):
    """Shown to those who may import something on the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        site = Site.find_for_request(request)
        return site is not None and bool(importers_for(request.user, site))


class ImportViewSet(ViewSet):
    """All pages for imports."""

    name = "imports"
    icon = "upload"
    menu_label = gettext_lazy("Impor")
    menu_order = 595
    menu_item_class = ImportMenuItem
    add_to_settings_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", IndexView.as_view(), name="index"),
            path("results/", IndexView.as_view(results_only=True), name="index_results"),
            path("new/<slug:kind>/", UploadView.as_view(), name="upload"),
            path("template/<slug:kind>/", TemplateFileView.as_view(), name="template"),
            path("<uuid:uuid>/", DetailView.as_view(), name="detail"),
            path("<uuid:uuid>/status/", StatusView.as_view(), name="status"),
            path("<uuid:uuid>/run/", StartView.as_view(), name="start"),
            path("<uuid:uuid>/report/", ReportView.as_view(), name="report"),
        ]
