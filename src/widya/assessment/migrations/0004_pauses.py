"""Pauses of an assessment, and since when an attempt's clock stands."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_staff_decisions_and_windows")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="assessment.assessmentpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "jeda",
                "verbose_name_plural": "jeda",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("assessment",),
                        name="assessment_pause_one_open",
                    )
                ],
            },
        ),
    ]
