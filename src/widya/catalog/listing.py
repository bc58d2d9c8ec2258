"""What the catalogue shows for an address."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, QueryDict

from widya.catalog.models import CatalogPage, CoursePage
from widya.catalog.queries import course_card, published_courses
from widya.catalog.search import clean_query, search_courses

COURSES_PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asks the catalogue for; what makes no sense asks for nothing."""

    query: str
    level: str
    category: str

    @classmethod
    def of(cls, data: QueryDict) -> "Wish":
        """Return the wish that the query string holds."""
        level = data.get("level", "")
        return cls(
            query=clean_query(data.get("q", "")),
            level=level if level in CoursePage.Level.values else "",
            category=clean_query(data.get("kategori", "")),
        )

    def __bool__(self) -> bool:
        return bool(self.query or self.level or self.category)


def catalogue_context(page: CatalogPage, request: HttpRequest) -> dict[str, Any]:
    """Return the courses that the address asks for, and the ways to others."""
    wish = Wish.of(request.GET)
    courses = search_courses(published_courses(page.path), wish.query)
    if wish.level:
        courses = courses.filter(level=wish.level)
    categories = _categories(courses)
    total = sum(each["count"] for each in categories)
    category = next((each for each in categories if each["slug"] == wish.category), None)
    if wish.category:
        courses = courses.filter(category__slug=wish.category)
    paginator = Paginator(courses, COURSES_PER_PAGE)
    # Known already, so not asked for again.
    paginator.count = (category or {"count": 0})["count"] if wish.category else total
    page_obj = paginator.get_page(request.GET.get("page"))
    return {
        "wish": wish,
        "levels": CoursePage.Level.choices,
        "categories": categories,
        "category": category,
        "total": total,
        "page_obj": page_obj,
        "courses": [course_card(course) for course in page_obj],
    }


def _categories(courses: QuerySet[CoursePage]) -> list[dict[str, Any]]:
    """Return name, slug and number of courses of each category; both None for those without."""
    rows = courses.order_by("category__name").values("category__name", "category__slug")
    return [
        {"name": row["category__name"], "slug": row["category__slug"], "count": row["count"]}
        for row in rows.annotate(count=Count("pk"))
    ]
