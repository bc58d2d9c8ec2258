from django.db import migrations


class Migration(migrations.Migration):
    """Drop the tables that ``accounts_session`` stands for now."""

    dependencies = [("accounts", "0010_session")]

    operations = [
        migrations.RunSQL(
            [
                "DROP TABLE IF EXISTS usersessions_usersession",
                "DROP TABLE IF EXISTS django_session",
                "DELETE FROM django_migrations WHERE app IN ('sessions', 'usersessions')",
            ],
            migrations.RunSQL.noop,
        )
    ]
