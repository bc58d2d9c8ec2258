"""Late answers for staff to decide, windows of assessments, extra time, corrections of grades."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_grace_and_sequences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assessmentpage",
            name="closes_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Saat ini semua pengerjaan berakhir. Kosong: tidak pernah.",
                null=True,
                verbose_name="ditutup",
            ),
        ),
        migrations.AddField(
            model_name="assessmentpage",
            name="feedback_after",
            field=models.CharField(
                choices=[
                    ("each", "Setelah setiap pengerjaan"),
                    ("last", "Setelah lulus atau kesempatan habis"),
                    ("closing", "Setelah ujian ditutup"),
                ],
                default="each",
                help_text="Sebelum itu hanya nilai yang tampil.",
                max_length=7,
                verbose_name="tampil sejak",
            ),
        ),
        migrations.AddField(
            model_name="assessmentpage",
            name="opens_at",
            field=models.DateTimeField(
                blank=True, help_text="Kosong: sejak diterbitkan.", null=True, verbose_name="dibuka"
            ),
        ),
        migrations.AddField(
            model_name="grade",
            name="corrections",
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name="ExtraTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(300)],
                        verbose_name="tambahan (persen)",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(600)],
                        verbose_name="tambahan (menit)",
                    ),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="alasan")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extra_time",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="peserta",
                    ),
                ),
            ],
            options={
                "verbose_name": "waktu tambahan",
                "verbose_name_plural": "waktu tambahan",
                "ordering": ("user__name",),
            },
        ),
        migrations.CreateModel(
            name="LateAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="nomor soal")),
                ("choices", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(verbose_name="dijawab menurut peramban")),
                ("received_at", models.DateTimeField(verbose_name="diterima server")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu keputusan"),
                            ("accepted", "Diterima"),
                            ("rejected", "Ditolak"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=8,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="diputuskan"),
                ),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="alasan")),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_answers",
                        to="assessment.attempt",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "jawaban terlambat",
                "verbose_name_plural": "jawaban terlambat",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("attempt", "position"), name="assessment_lateanswer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_lateanswer_decided_has_moment",
                    ),
                ],
            },
        ),
    ]
