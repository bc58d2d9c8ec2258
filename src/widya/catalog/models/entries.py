"""By what the catalogue finds a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from widya.catalog.fields import StemsField

from .courses import CatalogPage, CoursePage
from .runs import CourseFigures


class CatalogueEntry(models.Model):
    """A live course in the narrow form in which the catalogue filters, counts and sorts.

    A copy made when the course is published, to be made anew from its pages at any time: nothing is
    ever known here alone. On PostgreSQL the stems have the only indexes (``search.py``).

    Attributes:
        values: of all filters (``filters.py``).
        title: in lower case.
        stems: of the title, the summary, the description and the live lessons.
        is_behind: whether lessons have changed since their stems were written.
    """

    course = models.OneToOneField(
        CoursePage, on_delete=models.CASCADE, primary_key=True, related_name="entry"
    )
    catalogue = models.ForeignKey(
        CatalogPage, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    figures = models.OneToOneField(CourseFigures, on_delete=models.CASCADE, related_name="+")
    values = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    title = models.CharField(max_length=255)
    title_stems = StemsField()
    stems = StemsField()
    is_behind = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("entri katalog")
        verbose_name_plural = _("entri katalog")

    def __str__(self) -> str:
        return self.title
