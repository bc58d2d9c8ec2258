"""Worlds for tests: small sites, courses and people, made as the product makes them.

Nothing here is random; what a test cares about it passes in.
"""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify
from wagtail.models import Page, Site
from wagtail.signals import page_published

from widya.accounts.models import User
from widya.assessment.actions import freeze_item
from widya.assessment.models import (
    AssessmentPage,
    AssessmentSource,
    Choice,
    Item,
    ItemBank,
)
from widya.catalog.models import CatalogPage, CoursePage, LessonPage, TopicPage
from widya.organisation.models import SiteSettings
from widya.website.models import HomePage, NewsIndexPage

NOW = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)
PASSWORD = "Belajar-2026"


def make_site(hostname: str = "localhost", *, is_default: bool = True, **settings: Any) -> Site:
    """Return a site with a home page, a catalogue, a news index and settings."""
    Site.objects.filter(is_default_site=is_default, root_page__slug="home").delete()
    root = Page.get_first_root_node()
    slug = f"beranda-{slugify(hostname)}"
    home = _add(root, HomePage(title=f"Beranda {hostname}", slug=slug))
    _add(home, CatalogPage(title="Pelatihan", slug="pelatihan"))
    _add(home, NewsIndexPage(title="Berita", slug="berita"))
    site = Site.objects.create(hostname=hostname, root_page=home, is_default_site=is_default)
    SiteSettings.objects.update_or_create(site=site, defaults=settings)
    return site


def make_user(username: str = "siti", **fields: Any) -> User:
    """Return an active account with the password ``PASSWORD``."""
    defaults = {"name": username.title(), "email": f"{username}@example.id"}
    return User.objects.create(
        username=username, password=make_password(PASSWORD), **{**defaults, **fields}
    )


def publish(page: Page) -> Any:
    """Publish the page as an editor would, with a revision; return it fresh."""
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def add_live(parent: Page, page: Page) -> Any:
    """Add the page, live but without a revision, which costs half as much; announce it."""
    _add_silently(parent, page)
    page_published.send(type(page), instance=page, revision=None)
    return page.specific_class.objects.get(pk=page.pk)


def _add_silently(parent: Page, page: Page) -> Any:
    page.live = True
    page.first_published_at = page.last_published_at = NOW
    return _add(parent, page)


def _add(parent: Page, page: Page) -> Any:
    page.locale_id = parent.locale_id  # else Wagtail asks for it each time
    return parent.add_child(instance=page)


def make_course(
    site: Site, *, title: str = "Pelayanan Publik", topics: int = 2, **fields: Any
) -> CoursePage:
    """Return a published course with ``topics`` topics of two readings each."""
    catalogue = CatalogPage.objects.child_of(site.root_page).get()
    defaults: dict[str, Any] = {"summary": f"Ringkasan {title}.", "credit_hours": 3}
    course = _add(catalogue, CoursePage(title=title, live=False, **{**defaults, **fields}))
    for number in range(1, topics + 1):
        _add_topic(course, f"Topik {number}", readings=2)
    return publish(course)  # which announces the course as a whole


def make_topic(course: CoursePage, *, title: str = "Topik", readings: int = 2) -> TopicPage:
    """Return a published topic of the course with ``readings`` readings."""
    topic = _add_topic(course, title, readings=readings)
    page_published.send(TopicPage, instance=topic, revision=None)
    return TopicPage.objects.get(pk=topic.pk)


def _add_topic(course: CoursePage, title: str, *, readings: int) -> TopicPage:
    topic = _add_silently(course, TopicPage(title=title))
    for number in range(1, readings + 1):
        _add_silently(topic, _reading(f"{title}: bacaan {number}"))
    return topic


def make_reading(topic: TopicPage, *, title: str = "Bacaan", **fields: Any) -> LessonPage:
    """Return a published lesson of the topic."""
    return add_live(topic, _reading(title, **fields))


def _reading(title: str, **fields: Any) -> LessonPage:
    body = [("rich_text", f"<p>Isi dari {title}.</p>")]
    return LessonPage(**{"title": title, "body": body, **fields})


def make_item(bank: ItemBank, stem: str, **fields: Any) -> Item:
    """Return a frozen single-choice item whose first of four choices is right."""
    item = Item(bank=bank, stem=stem, **fields)
    item.choices = [
        Choice(text=f"{letter}. {stem}", is_right=letter == "A", sort_order=order)
        for order, letter in enumerate("ABCD")
    ]
    item.save()
    freeze_item(item, by=None, now=NOW)
    return item


def make_bank(name: str = "Bank", *, count: int = 4) -> ItemBank:
    """Return a bank of ``count`` frozen single-choice items; index 0 is right."""
    bank = ItemBank.objects.create(name=name)
    for number in range(1, count + 1):
        make_item(bank, f"Soal {number} {name}")
    return bank


def make_exam(
    course: CoursePage, *, bank: ItemBank, draw_count: int = 4, **fields: Any
) -> AssessmentPage:
    """Return the published final exam of the course."""
    return _make_assessment(course, bank, draw_count, {"title": "Ujian Akhir", **fields})


def make_quiz(
    topic: TopicPage, *, bank: ItemBank, draw_count: int = 2, **fields: Any
) -> AssessmentPage:
    """Return a published quiz at the end of the topic."""
    return _make_assessment(topic, bank, draw_count, {"title": f"Tes: {topic.title}", **fields})


def _make_assessment(
    parent: Page, bank: ItemBank, draw_count: int, fields: dict[str, Any]
) -> AssessmentPage:
    page = AssessmentPage(live=False, **fields)
    page.sources = [AssessmentSource(bank=bank, draw_count=draw_count)]
    return publish(_add(parent, page))
