"""Answers made in time are taken for a while after the deadline; browsers number what they send."""

import django.core.validators
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def end_grace_at_deadline(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the attempts that were begun without a grace none."""
    attempts = apps.get_model("assessment", "Attempt").objects
    attempts.update(grace_ends_at=models.F("deadline_at"))


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="assessmentpage",
            name="grace_seconds",
            field=models.PositiveSmallIntegerField(
                default=60,
                help_text="Jawaban yang dibuat sebelum waktu habis tetapi baru terkirim sesudahnya"
                " masih diterima selama ini.",
                validators=[django.core.validators.MaxValueValidator(3600)],
                verbose_name="tenggang (detik)",
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="sequences",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="attempt",
            name="grace_ends_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(end_grace_at_deadline, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="attempt",
            name="grace_ends_at",
            field=models.DateTimeField(),
        ),
        migrations.RemoveIndex(model_name="attempt", name="assessment_attempt_due"),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["grace_ends_at"],
                name="assessment_attempt_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("grace_ends_at__gte", models.F("deadline_at"))),
                name="assessment_attempt_grace_after_deadline",
            ),
        ),
    ]
