"""What is asked about imports."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Site

from widya.imports.importers import Outcome, importers_for
from widya.imports.models import Import, ImportRow


def imports_of_staff(user: Any, site: Site) -> QuerySet[Import]:
    """Return the imports of the site whose kind the person may import."""
    kinds = [importer.kind for importer in importers_for(user, site)]
    imports = Import.objects.filter(site=site, kind__in=kinds)
    return imports.select_related("site", "uploaded_by", "started_by").order_by("-uploaded_at")


def refused_rows(found: Import) -> QuerySet[ImportRow]:
    """Return the rows that were refused, in the order of the file."""
    return found.rows.filter(outcome=Outcome.REFUSED).order_by("line")
