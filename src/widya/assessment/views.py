"""Pages of an assessment: before, during and after an attempt."""

from collections.abc import Callable
from functools import wraps
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks

from widya.assessment import errors
from widya.assessment.actions import (
    hand_in_overdue,
    save_shown_answer,
    start_attempt,
    submit_attempt,
)
from widya.assessment.clock import clock_context
from widya.assessment.models import AssessmentPage, Attempt
from widya.assessment.payloads import answer_from_form
from widya.assessment.queries import attempt_for, attempts_left, question_count
from widya.assessment.requests import SignedInRequest
from widya.assessment.sheet import Feedback, ReviewedQuestion, questions_of, review_of
from widya.assessment.standing import standing_of
from widya.catalog.queries import course_id_of, course_outline
from widya.learning.actions import visit
from widya.learning.queries import element_url, enrolment_for, learning_context

RESULT_CONTEXT_HOOK = "construct_result_context"
MAX_DIGITS = 3
State = Attempt.State
View = Callable[..., HttpResponse]


def page_view(view: View) -> View:
    """Let only people who are signed in pass, never from a cache, and show refusals as a page."""

    @wraps(view)
    def wrapped(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except errors.AttemptUnknown as error:
            raise Http404(str(error)) from error
        except errors.AssessmentError as error:
            context = {"error": error, "assessment_id": kwargs.get("assessment_id")}
            return render(request, "assessment/refused.html", context, status=error.status)

    return login_required(never_cache(wrapped))


@require_safe
@page_view
def intro(request: SignedInRequest, assessment_id: int) -> HttpResponse:
    """Show the rules, what is missing, earlier attempts, and the way in."""
    assessment = _live_assessment(assessment_id)
    now = timezone.now()
    hand_in_overdue(request.user, assessment, now=now)
    outline = course_outline(course_id_of(assessment))
    element = outline.find(assessment.pk)
    enrolment = enrolment_for(request.user, outline.course_id)
    if enrolment is None or element is None:
        return redirect("learning:page", assessment_id)
    visit(enrolment, assessment.pk, now=now)
    standing = standing_of(enrolment, assessment, outline)
    context = {
        **learning_context(request, enrolment, outline, element),
        "assessment": assessment,
        "question_count": question_count(assessment),
        "standing": standing,
        "missing": [(one.title, element_url(outline, one)) for one in standing.missing],
    }
    return render(request, "assessment/intro.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_view
def start(request: SignedInRequest, assessment_id: int) -> HttpResponse:
    """Start an attempt, or ask first where no script did; an open one is gone on with."""
    assessment = _live_assessment(assessment_id)
    if request.method != "POST":
        context = {"assessment": assessment, "question_count": question_count(assessment)}
        return render(request, "assessment/start.html", context)
    attempt = start_attempt(request.user, assessment, now=timezone.now(), rng=SystemRandom())
    return redirect("assessment:attempt", attempt.uuid)


@require_safe
@page_view
def attempt(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show all questions of an open attempt, one at a time by script."""
    attempt = _attempt(request, uuid)
    if attempt.state != State.OPEN:
        return redirect("assessment:result", uuid)
    return render(request, "assessment/exam.html", _exam_context(attempt))


@require_http_methods(["GET", "HEAD", "POST"])
@page_view
def question(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Show one question with a form of its own; sending it saves the answer and moves on."""
    attempt = _attempt(request, uuid)
    if attempt.state != State.OPEN:
        return redirect("assessment:result", uuid)
    if not 1 <= position <= attempt.question_count:
        raise Http404
    if request.method == "POST":
        given = answer_from_form(request.POST, position)
        save_shown_answer(
            request.user,
            uuid,
            position,
            shown=given.shown,
            is_doubtful=given.is_doubtful,
            now=timezone.now(),
        )
        return _move_on(attempt, request.POST.get("ke", ""))
    context = _exam_context(attempt)
    question = context["questions"][position - 1]
    context |= {"question": question, "shown": [question]}
    return render(request, "assessment/question.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_view
def submission(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Hand the attempt in, or show first what is unanswered where no script did."""
    attempt = _attempt(request, uuid)
    if request.method == "POST":
        submit_attempt(request.user, uuid, now=timezone.now())
    if request.method == "POST" or attempt.state != State.OPEN:
        return redirect("assessment:result", uuid)
    return render(request, "assessment/summary.html", _exam_context(attempt))


@require_safe
@page_view
def result(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what came of a closed attempt, as much of it as its author allows."""
    attempt = _attempt(request, uuid)
    if attempt.state == State.OPEN:
        return redirect("assessment:attempt", uuid)
    assessment = attempt.assessment
    outline = course_outline(attempt.enrolment.run.course_id)
    context = {
        "attempt": attempt,
        "assessment": assessment,
        "outline": outline,
        "left": attempts_left(attempt.enrolment, assessment),
        "shows_score": assessment.feedback != Feedback.NONE,
        "review": _review(attempt),
        "unsent": _count(request.GET.get("belum-terkirim", "")),
    }
    for add in hooks.get_hooks(RESULT_CONTEXT_HOOK):
        context |= add(request, attempt)
    return render(request, "assessment/result.html", context)


def _live_assessment(assessment_id: int) -> AssessmentPage:
    return get_object_or_404(AssessmentPage.objects.live(), pk=assessment_id)


def _attempt(request: SignedInRequest, uuid: UUID) -> Attempt:
    """Return the person's attempt, handed in if it is past its deadline."""
    attempt = attempt_for(request.user, uuid)
    now = timezone.now()
    if attempt and attempt.state == State.OPEN and attempt.deadline_at <= now:
        submit_attempt(request.user, uuid, now=now)
        attempt = attempt_for(request.user, uuid)
    if attempt is None:
        raise errors.AttemptUnknown
    return attempt


def _exam_context(attempt: Attempt) -> dict[str, Any]:
    questions = questions_of(attempt)
    return {
        "attempt": attempt,
        "assessment": attempt.assessment,
        "outline": course_outline(attempt.enrolment.run.course_id),
        "questions": questions,
        "unanswered": [one for one in questions if not one.is_answered],
        "doubtful": [one for one in questions if one.is_doubtful],
        **clock_context(attempt, now=timezone.now()),
    }


def _move_on(attempt: Attempt, goal: str) -> HttpResponse:
    """Go to the question with the number ``goal``, or to the summary."""
    if goal.isdecimal() and 1 <= int(goal) <= attempt.question_count:
        return redirect("assessment:question", attempt.uuid, int(goal))
    return redirect("assessment:submission", attempt.uuid)


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else 0


def _review(attempt: Attempt) -> list[ReviewedQuestion]:
    feedback = attempt.assessment.feedback
    if attempt.state == State.VOIDED or feedback not in {Feedback.RIGHT_WRONG, Feedback.KEY}:
        return []
    return review_of(attempt, shows_key=feedback == Feedback.KEY)
