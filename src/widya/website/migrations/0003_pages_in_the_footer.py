from django.db import migrations

IN_FOOTER = ("standardpage", "faqpage", "tutorialindexpage")


def show_in_menus(apps, schema_editor):
    """Keep in the footer what it linked to before it went by this mark."""
    pages = apps.get_model("wagtailcore", "Page").objects
    pages.filter(
        depth=3, content_type__app_label="website", content_type__model__in=IN_FOOTER
    ).update(show_in_menus=True)


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0002_faq_and_tutorials"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(show_in_menus, migrations.RunPython.noop)]
