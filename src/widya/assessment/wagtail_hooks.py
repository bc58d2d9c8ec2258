"""The staff side: banks, items, and what guards them."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from widya.assessment.actions import freeze_item
from widya.assessment.admin import (
    AttemptViewSet,
    ExtraTimeViewSet,
    ItemBankInspectView,
    ItemInspectView,
    LateAnswerViewSet,
)
from widya.assessment.models import Attempt, ExtraTime, Item, ItemBank, LateAnswer
from widya.assessment.permissions import extra_time_policy, late_answer_policy, policy
from widya.assessment.queries import is_in_use

register_permission_policy(Attempt, policy)
register_permission_policy(LateAnswer, late_answer_policy)
register_permission_policy(ExtraTime, extra_time_policy)


class FreezingMixin:
    """Freezes the item in the transaction that saves it."""

    def save_instance(self) -> Item:
        item: Item = super().save_instance()  # type: ignore[misc]
        freeze_item(item, by=self.request.user, now=timezone.now())  # type: ignore[attr-defined]
        return item


class ItemCreateView(FreezingMixin, CreateView):
    """Creates an item."""


class ItemEditView(FreezingMixin, EditView):
    """Changes an item; what was asked before stays as it was."""


def _status_of(item: Item) -> str:
    return _("tidak dipakai lagi") if item.is_retired else _("dipakai")


class ItemViewSet(SnippetViewSet):
    model = Item
    icon = "help"
    menu_label = gettext_lazy("Soal")
    add_view_class = ItemCreateView
    edit_view_class = ItemEditView
    inspect_view_class = ItemInspectView
    inspect_view_enabled = True
    inspect_view_fields = ("bank", "kind", "stem", "choices", "explanation", "is_retired")
    list_display = [
        "__str__",
        Column("bank", label=gettext_lazy("Bank soal"), sort_key="bank__name"),
        Column("kind", label=gettext_lazy("Jenis"), accessor="get_kind_display"),
        Column("status", label=gettext_lazy("Keadaan"), accessor=_status_of),
    ]
    list_filter = ["bank", "kind", "is_retired"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        return Item.objects.select_related("bank")


class ItemBankViewSet(SnippetViewSet):
    model = ItemBank
    icon = "list-ul"
    menu_label = gettext_lazy("Bank soal")
    inspect_view_class = ItemBankInspectView
    inspect_view_enabled = True
    inspect_view_fields = ("name", "description", "items")
    list_display = [
        "name",
        Column("active_count", label=gettext_lazy("Soal yang dipakai"), sort_key="active_count"),
        Column("retired_count", label=gettext_lazy("Tidak dipakai lagi")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ItemBank]:
        return ItemBank.objects.annotate(
            active_count=Count("items", filter=Q(items__is_retired=False)),
            retired_count=Count("items", filter=Q(items__is_retired=True)),
        )


class ItemBankViewSetGroup(SnippetViewSetGroup):
    """Banks and their items in one menu."""

    items = (ItemBankViewSet, ItemViewSet)
    menu_icon = "list-ul"
    menu_label = gettext_lazy("Bank Soal")
    menu_name = "item-banks"
    menu_order = 20


register_snippet(ItemBankViewSetGroup)


@hooks.register("before_delete_snippet")
def keep_items_in_use(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Refuse to delete an item that was or may be asked, and a bank that holds any."""
    for instance in instances:
        if isinstance(instance, Item) and is_in_use(instance):
            text = _(
                "“%(item)s” sudah atau dapat diujikan, jadi tidak dapat dihapus. "
                "Tandai “tidak dipakai lagi” agar tidak terpilih lagi."
            )
            messages.error(request, text % {"item": instance})
            return redirect("wagtailsnippets_assessment_item:edit", instance.pk)
        if isinstance(instance, ItemBank) and instance.items.exists():
            text = _("“%(bank)s” masih berisi soal, jadi tidak dapat dihapus.")
            messages.error(request, text % {"bank": instance})
            return redirect("wagtailsnippets_assessment_itembank:edit", instance.pk)
    return None


@hooks.register("course_page_has_records")
def has_attempts(page: Page) -> bool:
    """Tell the catalogue whether an assessment on or below the page was ever started."""
    return Attempt.objects.filter(assessment__path__startswith=page.path).exists()


@hooks.register("register_admin_viewset")
def register_staff_pages() -> list[ModelViewSet]:
    return [AttemptViewSet(), LateAnswerViewSet(), ExtraTimeViewSet()]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for name, label, message in (
        ("void_attempt", _("Batalkan pengerjaan"), _("Pengerjaan ujian dibatalkan")),
        ("extend_attempt", _("Tambah waktu"), _("Waktu pengerjaan ditambah")),
        ("extend_all", _("Tambah waktu untuk semua"), _("Waktu semua pengerjaan ditambah")),
        ("pause", _("Jeda untuk semua"), _("Ujian dijeda")),
        ("resume", _("Lanjutkan untuk semua"), _("Ujian dilanjutkan")),
        ("reopen_attempt", _("Buka kembali"), _("Pengerjaan dibuka kembali")),
        ("regrade", _("Nilai ulang"), _("Pengerjaan dinilai ulang")),
        ("accept_late_answer", _("Terima jawaban terlambat"), _("Jawaban terlambat diterima")),
        ("reject_late_answer", _("Tolak jawaban terlambat"), _("Jawaban terlambat ditolak")),
    ):
        actions.register_action(f"assessment.{name}", label, message)
