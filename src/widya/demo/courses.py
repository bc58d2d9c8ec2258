"""Build the demonstration's courses as an author would: banks, pages, media, then publish."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.text import slugify
from wagtail.images.models import Image
from wagtail.models import Page, Site

from widya.accounts.models import User
from widya.accounts.queries import site_collection
from widya.assessment.actions import freeze_item
from widya.assessment.models import AssessmentPage, AssessmentSource, Choice, Item, ItemBank
from widya.catalog.models import (
    CatalogPage,
    Category,
    CourseInstructor,
    CoursePage,
    Instructor,
    LessonPage,
    TopicPage,
)
from widya.content.models import Video
from widya.demo.clips import make_clip
from widya.demo.drawings import draw_flow
from widya.demo.files import read_toml
from widya.demo.reading import body_from_html


@dataclass(frozen=True, slots=True)
class Workshop:
    """What building a course needs: the site, its colours, its author and the time."""

    site: Site
    colours: tuple[str, str]
    author: User
    author_name: str
    now: datetime


def build_course(folder: Path, workshop: Workshop) -> CoursePage:
    """Build and publish the course that the folder's files describe."""
    facts = read_toml(*folder.parts[-3:], "course.toml")
    catalogue = CatalogPage.objects.child_of(workshop.site.root_page).get()
    course = catalogue.add_child(instance=_course_page(facts, workshop))
    for topic_facts in facts["topics"]:
        _add_topic(course, topic_facts, folder, workshop)
    _add_assessment(course, {"slug": "ujian-akhir", **facts["final_exam"]}, folder, workshop)
    course.preview_video = Video.objects.filter(lessons__path__startswith=course.path).first()
    for page in (course, *course.get_descendants().specific()):
        publish(page, workshop)
    return CoursePage.objects.get(pk=course.pk)


def _course_page(facts: dict[str, Any], workshop: Workshop) -> CoursePage:
    category, _ = Category.objects.get_or_create(
        name=facts["category"], defaults={"slug": slugify(facts["category"])}
    )
    page = CoursePage(
        **{name: facts[name] for name in ("title", "slug", "summary", "description", "level")},
        **{name: facts[name] for name in ("requirements", "duration_minutes", "credit_hours")},
        is_pinned=facts["pinned"],
        is_in_order=facts["in_order"],
        category=category,
        author_name=workshop.author_name,
        owner=workshop.author,
        live=False,
    )
    person = facts["instructors"][facts["instructor"]]
    instructor, _ = Instructor.objects.get_or_create(name=person["name"], defaults=person)
    page.course_instructors.set([CourseInstructor(instructor=instructor)])
    return page


def _add_topic(course: CoursePage, facts: dict[str, Any], folder: Path, workshop: Workshop) -> None:
    topic = course.add_child(
        instance=TopicPage(
            title=facts["title"],
            slug=facts["slug"],
            summary=facts["summary"],
            owner=workshop.author,
            live=False,
        )
    )
    for lesson in facts["lessons"]:
        topic.add_child(instance=_lesson_page(lesson, folder, workshop))
    if "quiz" in facts:
        _add_assessment(topic, facts["quiz"], folder, workshop)


def _lesson_page(facts: dict[str, Any], folder: Path, workshop: Workshop) -> LessonPage:
    page = LessonPage(
        **{name: facts[name] for name in ("title", "slug", "duration_minutes")},
        owner=workshop.author,
        live=False,
    )
    if facts["kind"] == "video":
        page.video = make_video(facts, workshop)
        html = facts["intro"]
    else:
        html = (folder / facts["body"]).read_text()
    page.body = body_from_html(
        html, draw_picture=lambda steps, title: _picture(steps, title, workshop)
    )
    return page


def make_video(facts: dict[str, Any], workshop: Workshop) -> Video:
    """Save the clip that the facts describe, with its captions and transcript."""
    clip = make_clip(facts["slides"], footer=workshop.author_name, colours=workshop.colours)
    video = Video(title=facts["title"], transcript=clip.transcript, duration_seconds=clip.seconds)
    video.file.save(f"{facts['slug']}.mp4", ContentFile(clip.video), save=False)
    video.captions.save(f"{facts['slug']}.vtt", ContentFile(clip.captions.encode()), save=False)
    video.save()
    return video


def _picture(steps: list[str], title: str, workshop: Workshop) -> int:
    drawing = draw_flow(steps, colour=workshop.colours[0])
    return int(save_picture(drawing, title, workshop).pk)


def save_picture(png: bytes, title: str, workshop: Workshop) -> Image:
    """Save a drawing among the site's pictures."""
    return Image.objects.create(
        title=title[:255],
        file=ImageFile(BytesIO(png), name=f"{slugify(title)[:60]}.png"),
        uploaded_by_user=workshop.author,
        collection=site_collection(workshop.site),
    )


def _add_assessment(parent: Page, facts: dict[str, Any], folder: Path, workshop: Workshop) -> None:
    banks = [_bank(folder, name, workshop) for name in facts["banks"]]
    page = AssessmentPage(
        **{name: facts[name] for name in ("title", "slug", "pass_mark", "time_limit_minutes")},
        retakes_allowed=facts["retakes"],
        duration_minutes=facts["time_limit_minutes"],
        feedback=AssessmentPage.Feedback.SCORE if "exam" in facts["banks"][0] else "key",
        owner=workshop.author,
        live=False,
    )
    page.sources.set(AssessmentSource(bank=bank, draw_count=facts["draw"]) for bank in banks)
    parent.add_child(instance=page)


def _bank(folder: Path, name: str, workshop: Workshop) -> ItemBank:
    facts = read_toml(*folder.parts[-3:], name)
    bank = ItemBank.objects.create(name=facts["name"])
    for entry in facts["items"]:
        item = Item(
            bank=bank,
            kind=entry["kind"],
            stem=entry["stem"],
            explanation=entry["explanation"],
        )
        item.choices.set(
            Choice(text=text, is_right=index in entry["key"], sort_order=index)
            for index, text in enumerate(entry["choices"])
        )
        item.save()
        freeze_item(item, by=workshop.author, now=workshop.now)
    return bank


def publish(page: Page, workshop: Workshop) -> None:
    """Publish the page as the workshop's author would."""
    page.save_revision(user=workshop.author).publish(user=workshop.author)
    Page.objects.filter(pk=page.pk).update(
        first_published_at=workshop.now, last_published_at=workshop.now
    )
