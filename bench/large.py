"""Make the bench's platform large: 5,000 courses in the catalogue, 1,000 units in the tree.

Runs in a process of its own with the bench's settings. The courses are copies of one of the
demonstration's, made by the database, with texts put together from the words of all of them.
"""

import json
import random

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection, transaction  # noqa: E402
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
from widya.organisation.models import SiteSettings, Unit  # noqa: E402
from widya.organisation.queries import forget_units  # noqa: E402

COURSES = 5_000
WORDS_IN_A_COURSE = 600
UNITS_ABOVE, UNITS_IN_EACH = 33, 30


def main() -> None:
    """Add the courses and units; let the planner know of them, and leave nothing to clean up."""
    chance = random.Random(1)
    add_courses(chance)
    add_units()
    cache.clear()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@transaction.atomic
def add_courses(chance: random.Random) -> None:
    """Copy a course 5,000 times, each with a title and words of its own."""
    courses = list(CoursePage.objects.live().order_by("pk"))
    vocabulary = sorted({word for course in courses for word in words_of(course)})
    model = courses[0]
    catalogue = CatalogPage.objects.parent_of(model).get()
    first_pk = 1 + max(Page.objects.values_list("pk", flat=True))
    keys = range(first_pk, first_pk + COURSES)
    words = [chance.sample(vocabulary, WORDS_IN_A_COURSE) for _ in keys]
    titles = [" ".join(each[:4]).title() for each in words]
    places = paths_in(catalogue)
    copy(
        model.page_ptr,
        [page_of(catalogue, *each) for each in zip(keys, places, titles, strict=True)],
    )
    copy(model, [{"page_ptr_id": key} for key in keys])
    copy(CourseFigures.objects.get(course=model), [{"id": key, "course_id": key} for key in keys])
    copy(model.runs.get(), [{"id": key, "course_id": key, "uuid": uuid_of(key)} for key in keys])
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(
            course_id=key,
            catalogue=catalogue,
            figures_id=key,
            values=values_of(chance.choice(courses)),
            published_at=model.first_published_at,
            title=title.lower(),
            title_stems=stems_in([title]),
            stems=stems_in([" ".join(each)]),
            is_behind=False,
        )
        for key, title, each in zip(keys, titles, words, strict=True)
    )
    CatalogPage.objects.filter(pk=catalogue.pk).update(numchild=catalogue.numchild + COURSES)


def page_of(catalogue: CatalogPage, key: int, path: str, title: str) -> dict[str, object]:
    """Return what the page of a course has of its own."""
    return {
        "id": key,
        "path": path,
        "title": title,
        "draft_title": title,
        "slug": f"kursus-{key}",
        "url_path": f"{catalogue.url_path}kursus-{key}/",
        "translation_key": uuid_of(key),
        "numchild": 0,
        "latest_revision_id": None,
        "live_revision_id": None,
    }


def uuid_of(key: int) -> str:
    return f"00000000-0000-4000-8000-{key:012}"


def paths_in(catalogue: CatalogPage) -> list[str]:
    """Return the next 5,000 places below the catalogue."""
    numbers = NumConv(Page.alphabet)
    last = numbers.str2int(catalogue.get_last_child().path[-Page.steplen :])
    places = (numbers.int2str(last + 1 + number) for number in range(COURSES))
    return [catalogue.path + place.rjust(Page.steplen, Page.alphabet[0]) for place in places]


def words_of(course: CoursePage) -> set[str]:
    """Return the words of a course and its lessons."""
    texts = [*texts_of_page(course), *texts_of_lessons(course)]
    return {word for text in texts for word in words_in(text)}


def copy(row: Model, changes: list[dict[str, object]]) -> None:
    """Insert copies of the row, each with other values in some columns."""
    table, key = row._meta.db_table, row._meta.pk
    assert key is not None
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} SELECT new.* FROM {table} old, "  # noqa: S608 - names of ours
            "jsonb_array_elements(%s::jsonb) change, jsonb_populate_record(old, change) new "
            f"WHERE old.{key.column} = %s",
            [json.dumps(changes), getattr(row, key.attname)],
        )


def add_units() -> None:
    """Add 33 regional offices with 30 units each to the tree of the first site."""
    ministry = SiteSettings.objects.get(site__is_default_site=True).top_unit
    assert ministry is not None
    for number in range(UNITS_ABOVE):
        name = f"Kantor Wilayah {number + 1}"
        office = ministry.add_child(name=name, kind=Unit.Kind.REGIONAL)
        for place in range(UNITS_IN_EACH):
            office.add_child(
                name=f"Lembaga Pemasyarakatan Kelas II {number + 1}.{place + 1}", kind=Unit.Kind.UPT
            )
    forget_units()


if __name__ == "__main__":
    main()
