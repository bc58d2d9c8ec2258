"""List the courses that were published before there was a list."""

from django.db import migrations
from django.utils import timezone

from widya.catalog.filters import values_of
from widya.core.stems import stems_in

STEP_LENGTH = 4  # of a page's path, as treebeard has it


def list_courses(apps, schema_editor):
    """Enter the live courses by what their own pages say; the worker then reads their lessons."""
    get_model = apps.get_model
    courses = get_model("catalog", "CoursePage").objects.filter(live=True)
    catalogues = dict(get_model("catalog", "CatalogPage").objects.values_list("path", "pk"))
    for course in courses.iterator():
        figures, _ = get_model("catalog", "CourseFigures").objects.get_or_create(course=course)
        get_model("catalog", "CatalogueEntry").objects.create(
            course=course,
            catalogue_id=catalogues[course.path[:-STEP_LENGTH]],
            figures=figures,
            values=values_of(course),
            published_at=course.first_published_at or timezone.now(),
            title=course.title.lower(),
            title_stems=stems_in([course.title]),
            stems=stems_in([course.title, course.summary]),
            is_behind=True,
        )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_catalogue_entry")]

    operations = [migrations.RunPython(list_courses, migrations.RunPython.noop)]
