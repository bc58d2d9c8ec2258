"""Index the stems on PostgreSQL; SQLite, for the small, reads them through."""

from django.db import migrations

INDEX = (
    "CREATE INDEX catalog_entry_{column} ON catalog_catalogueentry"
    " USING gin ({column}) WITH (fastupdate = off)"
)


def index_stems(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX.format(column="title_stems"))
        schema_editor.execute(INDEX.format(column="stems"))


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_list_courses")]

    operations = [migrations.RunPython(index_stems, migrations.RunPython.noop)]
