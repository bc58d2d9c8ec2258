"""Questions: what authors edit (Item, Choice) and what attempts ask (ItemRevision)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from widya.assessment.item_forms import ItemForm


class ItemBank(index.Indexed, models.Model):
    """A named collection of items from which assessments draw."""

    name = models.CharField(_("nama"), max_length=160)
    description = models.TextField(_("keterangan"), blank=True)

    search_fields = (index.SearchField("name"), index.AutocompleteField("name"))
    panels: ClassVar = [FieldPanel("name"), FieldPanel("description")]

    class Meta:
        verbose_name = _("bank soal")
        verbose_name_plural = _("bank soal")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Item(index.Indexed, ClusterableModel):
    """A question as its author edits it; each saved state is frozen as a revision."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("Pilihan tunggal")
        MULTIPLE = "multiple", _("Pilihan ganda kompleks (lebih dari satu jawaban)")
        TRUE_FALSE = "true_false", _("Benar atau salah")

    bank = models.ForeignKey(
        ItemBank, verbose_name=_("bank soal"), on_delete=models.PROTECT, related_name="items"
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind, default=Kind.SINGLE)
    stem = models.TextField(_("pertanyaan"), max_length=4000)
    explanation = models.TextField(
        _("pembahasan"), blank=True, help_text=_("Tampil bersama kunci bila ujian mengizinkan.")
    )
    is_retired = models.BooleanField(
        _("tidak dipakai lagi"), default=False, help_text=_("Tidak akan terpilih lagi.")
    )

    base_form_class = ItemForm
    search_fields = (index.SearchField("stem"), index.FilterField("bank"))
    panels: ClassVar = [
        FieldPanel("bank"),
        FieldPanel("kind"),
        FieldPanel("stem"),
        InlinePanel(
            "choices", heading=_("Pilihan jawaban"), label=_("pilihan"), min_num=2, max_num=9
        ),
        FieldPanel("explanation"),
        FieldPanel("is_retired"),
    ]

    class Meta:
        verbose_name = _("soal")
        verbose_name_plural = _("soal")
        ordering = ("bank", "pk")

    def __str__(self) -> str:
        return Truncator(self.stem).chars(80)


class Choice(Orderable):
    """A possible answer of an item."""

    item = ParentalKey(Item, on_delete=models.CASCADE, related_name="choices")
    text = models.TextField(_("teks"), max_length=1000)
    is_right = models.BooleanField(_("benar"), default=False)

    panels: ClassVar = [FieldPanel("text"), FieldPanel("is_right")]

    class Meta(Orderable.Meta):
        verbose_name = _("pilihan jawaban")
        verbose_name_plural = _("pilihan jawaban")

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)


class ItemRevision(models.Model):
    """A frozen state of an item. Rows are only ever added, and go only with an item never asked.

    ``choices`` is the list of texts, ``key`` the sorted list of indexes of the right ones.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Item.Kind)
    stem = models.TextField()
    choices = models.JSONField()
    key = models.JSONField()
    explanation = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("revisi soal")
        verbose_name_plural = _("revisi soal")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "number"], name="assessment_itemrevision_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}.{self.number}"
