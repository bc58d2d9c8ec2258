"""What an import leaves in the history of the records that it touches."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry

from widya.imports.importers import Step
from widya.imports.models import Import


def log_steps(found: Import, steps: Sequence[Step]) -> None:
    """Write an entry for each record that was created or changed: by whom, when, which fields."""
    now = timezone.now()
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=ContentType.objects.get_for_model(step.instance),
            object_id=str(step.instance.pk),
            label=str(step.instance),
            action=f"imports.{step.outcome}",
            data={"import": found.uuid, "fields": step.changed},
            timestamp=now,
            user=found.started_by,
            content_changed=True,
        )
        for step in steps
        if step.is_change and step.instance
    )
