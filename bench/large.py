"""Make the bench's platform large: 5,000 courses in the catalogue, 1,000 units in the tree.

Runs in a process of its own with the bench's settings. The courses are copies of one of the
demonstration's, made by the database, with texts put together from the words of all of them.
"""

import random

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402
from treebeard.numconv import NumConv  # noqa: E402
from wagtail.models import Page  # noqa: E402

from widya.catalog.filters import values_of  # noqa: E402
from widya.catalog.models import (  # noqa: E402
    CatalogPage,
    CatalogueEntry,
    CourseFigures,
    CoursePage,
)
from widya.catalog.words import texts_of_lessons, texts_of_page  # noqa: E402
from widya.core.stems import stems_in, words_in  # noqa: E402
from widya.organisation.models import Unit  # noqa: E402
from widya.organisation.queries import forget_units  # noqa: E402

COURSES = 5_000
WORDS_IN_A_COURSE = 600
UNITS_ABOVE, UNITS_IN_EACH = 33, 30


def main() -> None:
    """Add the courses and units; let the planner know of them."""
    chance = random.Random(1)  # noqa: S311 - no secret
    add_courses(chance)
    add_units()
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add_courses(chance: random.Random) -> None:
    """Copy a course until there are 5,000 more, each with a title and words of its own."""
    courses = list(CoursePage.objects.live().order_by("pk"))
    vocabulary = sorted({word for course in courses for word in words_of(course)})
    model = courses[0]
    catalogue = CatalogPage.objects.parent_of(model).get()
    numbers = NumConv(len(Page.alphabet), Page.alphabet)
    last = numbers.str2int(catalogue.get_last_child().path[-Page.steplen :])
    first_pk = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    entries = []
    for number in range(COURSES):
        pk, slug = first_pk + number, f"kursus-{number}"
        words = chance.sample(vocabulary, WORDS_IN_A_COURSE)
        title = " ".join(words[:4]).title()
        place = numbers.int2str(last + 1 + number).rjust(Page.steplen, Page.alphabet[0])
        copy(
            model.page_ptr,
            id=pk,
            path=catalogue.path + place,
            title=title,
            draft_title=title,
            slug=slug,
            url_path=f"{catalogue.url_path}{slug}/",
            translation_key=f"00000000-0000-4000-8000-{number:012}",
            numchild=0,
            latest_revision_id=None,
            live_revision_id=None,
        )
        copy(model, page_ptr_id=pk)
        copy(CourseFigures.objects.get(course=model), course_id=pk)
        copy(model.runs.get(), id=pk, course_id=pk)
        entries.append(
            CatalogueEntry(
                course_id=pk,
                catalogue=catalogue,
                figures_id=pk,
                values=values_of(chance.choice(courses)),
                published_at=model.first_published_at,
                title=title.lower(),
                title_stems=stems_in([title]),
                stems=stems_in([title, " ".join(words)]),
                is_behind=False,
            )
        )
    CatalogueEntry.objects.bulk_create(entries, batch_size=500)
    CatalogPage.objects.filter(pk=catalogue.pk).update(numchild=catalogue.numchild + COURSES)


def words_of(course: CoursePage) -> set[str]:
    """Return the words of a course and its lessons."""
    texts = [*texts_of_page(course), *texts_of_lessons(course)]
    return {word for text in texts for word in words_in(text)}


def copy(row: Model, **changes: object) -> None:
    """Insert a copy of the row with other values in some columns."""
    table, key = row._meta.db_table, row._meta.pk
    assert key is not None
    changed = ", ".join(f"'{column}', %s" for column in changes)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} SELECT new.* FROM {table} old, "  # noqa: S608 - names of ours
            f"jsonb_populate_record(old, jsonb_build_object({changed})) new "
            f"WHERE old.{key.column} = %s",
            [*changes.values(), getattr(row, key.attname)],
        )


def add_units() -> None:
    """Add 33 regional offices with 30 units each."""
    for number in range(UNITS_ABOVE):
        office = Unit.add_root(name=f"Kantor Wilayah {number + 1}", kind=Unit.Kind.REGIONAL)
        for place in range(UNITS_IN_EACH):
            office.add_child(
                name=f"Lembaga Pemasyarakatan Kelas II {number + 1}.{place + 1}", kind=Unit.Kind.UPT
            )
    forget_units()


if __name__ == "__main__":
    main()
