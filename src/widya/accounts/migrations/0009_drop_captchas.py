from django.db import migrations


class Migration(migrations.Migration):
    """Drop what django-simple-captcha kept; pictures need no table any more."""

    dependencies = [("accounts", "0008_reviewers")]

    operations = [
        migrations.RunSQL(
            [
                "DROP TABLE IF EXISTS captcha_captchastore",
                "DELETE FROM django_migrations WHERE app = 'captcha'",
            ],
            migrations.RunSQL.noop,
        )
    ]
