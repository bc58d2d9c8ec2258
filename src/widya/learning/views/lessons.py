"""The learning page."""

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from widya.catalog.models import CoursePage, LessonPage
from widya.catalog.queries import Element, Outline, course_of, course_outline
from widya.content.models import Video
from widya.core.embeds import Embed, embed_for
from widya.learning.actions import complete_lesson, record_watching, visit
from widya.learning.errors import LearningError
from widya.learning.models import Enrolment, Watching
from widya.learning.queries import (
    ASSESSMENT_KINDS,
    completed_ids,
    course_url,
    element_url,
    enrolment_for,
    learning_context,
)
from widya.learning.reports import read_report
from widya.learning.views.access import for_learner
from widya.learning.watching import share_percent


@require_safe
def page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Lead from a page below a course to where it is learned; strangers to the course's page."""
    course = _course_of_or_404(get_object_or_404(Page, pk=page_id, live=True))
    enrolment = enrolment_for(request.user, course.pk) if request.user.is_authenticated else None
    if enrolment is None:
        return redirect(course_url(request, course))
    outline = course_outline(course.pk)
    return redirect(element_url(outline, outline.find(page_id) or _first_of(outline, page_id)))


def _course_of_or_404(page: Page) -> CoursePage:
    try:
        return course_of(page)
    except CoursePage.DoesNotExist as error:
        raise Http404 from error


def _first_of(outline: Outline, topic_id: int) -> Element | None:
    return next((element for element in outline.elements if element.topic_id == topic_id), None)


@require_safe
@for_learner
def course(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:  # noqa: ARG001 - a view's
    """Go on where the learner left off: there, or behind it when it is completed."""
    outline = course_outline(enrolment.run.course_id)
    element = outline.find(enrolment.last_element_id or 0)
    if element and element.id in completed_ids(enrolment):
        element = outline.after(element.id) or element
    return redirect(element_url(outline, element))


@require_safe
@for_learner
def description(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    outline = course_outline(enrolment.run.course_id)
    context = learning_context(request, enrolment, outline, None)
    return render(request, "learning/description.html", context)


@require_safe
@for_learner
def element(request: HttpRequest, enrolment: Enrolment, element_id: int) -> HttpResponse:
    """Show a lesson; lead to the assessment's own page for a quiz or the final exam."""
    outline = course_outline(enrolment.run.course_id)
    wanted = outline.find(element_id)
    if wanted is None:
        raise Http404
    if wanted.kind in ASSESSMENT_KINDS:
        return redirect(element_url(outline, wanted))
    context = learning_context(request, enrolment, outline, wanted)
    if context["blocking"]:
        return render(request, "learning/locked.html", context, status=403)
    visit(enrolment, element_id, now=timezone.now())
    return _lesson_page(request, context)


def _lesson_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    # The template keeps the body as HTML in the cache and asks for it only when it is not there.
    lessons = LessonPage.objects.only("title", "live_revision_id", "video", "video_url", "document")
    lesson = get_object_or_404(lessons, pk=context["element"].id)
    nonce = token_urlsafe(16)
    context |= {"lesson": lesson, "nonce": nonce, **_video_context(request, context, lesson)}
    response = render(request, "learning/lesson.html", context)
    response.more_sources = _more_sources(nonce, context.get("embed"))  # type: ignore[attr-defined]
    return response


def _more_sources(nonce: str, embed: Embed | None) -> dict[str, str]:
    """Return what players need of the Content-Security-Policy: ours, and that of another house.

    Ours has its styles in its elements' own scripts, and is fed with what it fetched.
    """
    ours = {"style-src": f"'nonce-{nonce}'", "media-src": "blob:"}
    return {**ours, "frame-src": embed.origin} if embed else ours


def _video_context(
    request: HttpRequest, context: dict[str, Any], lesson: LessonPage
) -> dict[str, Any]:
    if lesson.element_kind != LessonPage.Kind.VIDEO:
        return {}
    if lesson.video_id:
        lesson.video = Video.objects.select_related("poster", "stream").get(pk=lesson.video_id)
    record = Watching.objects.filter(enrolment=context["enrolment"], lesson=lesson).first()
    position = _resume_position(record)
    return {
        "position_seconds": position,
        "watching_message": _watching_message(
            record, context["outline"], is_completed=context["is_completed"]
        ),
        "embed": None if lesson.video_id else _embed(request, lesson, position),
    }


def _resume_position(record: Watching | None) -> int:
    """Return the second to go on from: the start again once the video was seen to its end."""
    if record is None or record.position_seconds >= record.duration_seconds - 1:
        return 0
    return record.position_seconds


def _embed(request: HttpRequest, lesson: LessonPage, position: int) -> Embed | None:
    origin = f"{request.scheme}://{request.get_host()}"
    return embed_for(lesson.video_url, start_seconds=position, page_origin=origin)


def _watching_message(record: Watching | None, outline: Outline, *, is_completed: bool) -> str:
    if is_completed:
        return _("Video ini tercatat selesai ditonton.")
    watched = share_percent(record.watched_seconds, record.duration_seconds) if record else 0
    return _("Sudah ditonton %(watched)d%%. Tercatat selesai pada %(share)d%%.") % {
        "watched": watched,
        "share": outline.watch_share_percent,
    }


@require_POST
@for_learner
def complete(request: HttpRequest, enrolment: Enrolment, element_id: int) -> HttpResponse:
    """Leave a lesson by “Selanjutnya”: complete it if that does, and go on."""
    lesson = get_object_or_404(LessonPage, pk=element_id)
    outline = course_outline(enrolment.run.course_id)
    if not complete_lesson(enrolment, lesson, now=timezone.now()):
        messages.info(request, _unwatched_message(lesson, outline))
    was_active = enrolment.state == Enrolment.State.ACTIVE
    enrolment.refresh_from_db(fields=["state"])
    if was_active and enrolment.state == Enrolment.State.PASSED:
        messages.success(request, _("Selamat, Anda lulus pelatihan ini."))
    return redirect(element_url(outline, outline.after(element_id)))


def _unwatched_message(lesson: LessonPage, outline: Outline) -> str:
    return _("Video “%(title)s” tercatat selesai setelah %(share)d%% ditonton.") % {
        "title": lesson.title,
        "share": outline.watch_share_percent,
    }


@require_POST
@for_learner
def watching(request: HttpRequest, enrolment: Enrolment, element_id: int) -> HttpResponseBase:
    """Take a player's report; answer with how much of the video was watched."""
    try:
        report = read_report(request.body)
    except ValueError:
        return JsonResponse({"message": _("Laporan pemutar tidak terbaca.")}, status=400)
    try:
        record = record_watching(
            enrolment,
            element_id,
            ranges=report.ranges,
            position_seconds=report.position_seconds,
            duration_seconds=report.duration_seconds,
            now=timezone.now(),
        )
    except LearningError as error:
        return JsonResponse({"message": str(error.message)}, status=error.status)
    return JsonResponse(_watching_state(record, course_outline(enrolment.run.course_id)))


def _watching_state(record: Watching, outline: Outline) -> dict[str, Any]:
    watched = share_percent(record.watched_seconds, record.duration_seconds)
    is_completed = watched >= outline.watch_share_percent
    return {
        "watched_percent": watched,
        "is_completed": is_completed,
        "message": _watching_message(record, outline, is_completed=is_completed),
    }
