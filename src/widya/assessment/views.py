"""Pages of an assessment: before, during and after an attempt."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
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
from widya.assessment.answer_passes import make_pass
from widya.assessment.clock import clock_context
from widya.assessment.desks import desk_for, keep_desk
from widya.assessment.feedback import Feedback, feedback_at
from widya.assessment.models import AssessmentPage, Attempt
from widya.assessment.pace import count_save
from widya.assessment.payloads import answer_from_form
from widya.assessment.queries import (
    attempt_for,
    attempts_left,
    graded_attempt_for,
    late_answers_waiting,
)
from widya.assessment.requests import SignedInRequest
from widya.assessment.rules import Rules, rules_of
from widya.assessment.sheet import ReviewedQuestion, questions_of, review_of
from widya.assessment.standing import standing_of
from widya.catalog.queries import course_outline
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
    rules = _live_rules(assessment_id)
    outline = course_outline(rules.course_id)
    element = outline.find(assessment_id)
    enrolment = enrolment_for(request.user, rules.course_id)
    if enrolment is None or element is None:
        return redirect("learning:page", assessment_id)
    now = timezone.now()
    visit(enrolment, assessment_id, now=now)
    standing = standing_of(enrolment, rules, outline, now=now)
    if standing.open_attempt and standing.open_attempt.is_overdue(now):
        hand_in_overdue(standing.open_attempt, now=now)
        return redirect("assessment:intro", assessment_id)
    context = {
        **learning_context(request, enrolment, outline, element, completed=standing.completed),
        "assessment": rules,
        "opens_in_ms": rules.opens_in_ms(now=now),
        "standing": standing,
        "missing": [(one.title, element_url(outline, one)) for one in standing.missing],
    }
    return render(request, "assessment/intro.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_view
def start(request: SignedInRequest, assessment_id: int) -> HttpResponse:
    """Start an attempt, or ask first where no script did; an open one is gone on with."""
    rules = _live_rules(assessment_id)
    if request.method != "POST":
        return render(request, "assessment/start.html", {"assessment": rules})
    attempt = start_attempt(request.user, rules, now=timezone.now(), rng=SystemRandom())
    return redirect("assessment:attempt", attempt.uuid)


@require_safe
@page_view
def attempt(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show all questions of an open attempt, one at a time by script."""
    attempt = _attempt(request, uuid)
    if attempt.state != State.OPEN:
        return redirect("assessment:result", uuid)
    if attempt.paused_at:
        return _paused(request, attempt)
    desk = keep_desk(request.user, uuid, attempt.form)
    answer_pass = make_pass(desk, session_key=request.session.session_key or "")
    context = {
        **_exam_context(attempt),
        "answer_pass": answer_pass,
        "others": sum(attempt.sequences.values()),
    }
    return render(request, "assessment/exam.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page_view
def question(request: SignedInRequest, uuid: UUID, position: int) -> HttpResponse:
    """Show one question with a form of its own; sending it saves the answer and moves on."""
    attempt = _attempt(request, uuid, waits_for_grace=False)
    if attempt.state != State.OPEN:
        return redirect("assessment:result", uuid)
    if not 1 <= position <= attempt.question_count:
        raise Http404
    if request.method == "POST":
        _save(request, uuid, position)
        return _move_on(attempt, request.POST.get("ke", ""))
    if attempt.paused_at:
        return _paused(request, attempt)
    context = _exam_context(attempt)
    question = context["questions"][position - 1]
    context |= {"question": question, "shown": [question]}
    return render(request, "assessment/question.html", context)


def _save(request: SignedInRequest, uuid: UUID, position: int) -> None:
    count_save(uuid)
    now = timezone.now()
    given = answer_from_form(request.POST, position, now=now)
    save_shown_answer(
        desk_for(request.user, uuid),
        position,
        shown=given.shown,
        is_doubtful=given.is_doubtful,
        act=given.act,
        now=now,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page_view
def submission(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Hand the attempt in, or show first what is unanswered where no script did.

    A page whose clock ran out before it knew of a pause is led to the pause by way of the result.
    """
    if request.method == "POST":
        with suppress(errors.AssessmentPaused):
            submit_attempt(request.user, uuid, now=timezone.now())
        return redirect("assessment:result", uuid)
    attempt = _attempt(request, uuid, waits_for_grace=False)
    if attempt.state != State.OPEN:
        return redirect("assessment:result", uuid)
    if attempt.paused_at:
        return _paused(request, attempt)
    return render(request, "assessment/summary.html", _exam_context(attempt))


@require_safe
@page_view
def result(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what came of a closed attempt, as much of it as its author allows."""
    attempt = graded_attempt_for(request.user, uuid)
    if attempt is None:
        raise errors.AttemptUnknown
    if attempt.state == State.OPEN:
        return redirect("assessment:attempt", uuid)
    rules = rules_of(attempt.assessment_id)
    left = attempts_left(attempt.enrolment_id, rules)
    is_last = bool(attempt.is_passed) or not left
    feedback = feedback_at(rules, is_last=is_last, now=timezone.now())
    context = {
        "attempt": attempt,
        "assessment": rules,
        "outline": course_outline(rules.course_id),
        "left": left,
        "shows_score": feedback != Feedback.NONE,
        "review": _review(attempt, feedback),
        "unsent": _count(request.GET.get("belum-terkirim", "")),
        "late": late_answers_waiting(attempt) if attempt.state == State.EXPIRED else 0,
    }
    for add in hooks.get_hooks(RESULT_CONTEXT_HOOK):
        context |= add(request, attempt)
    return render(request, "assessment/result.html", context)


def _live_rules(assessment_id: int) -> Rules:
    try:
        rules = rules_of(assessment_id)
    except AssessmentPage.DoesNotExist as error:
        raise Http404 from error
    if not rules.is_live:
        raise Http404
    return rules


def _attempt(request: SignedInRequest, uuid: UUID, *, waits_for_grace: bool = True) -> Attempt:
    """Return the person's attempt, handed in if its time is over.

    Only the exam page sends answers during the grace. Forms without scripts keep none back, so
    for them the deadline is the end.
    """
    attempt = attempt_for(request.user, uuid)
    if attempt is None:
        raise errors.AttemptUnknown
    now = timezone.now()
    end = attempt.grace_ends_at if waits_for_grace else attempt.deadline_at
    if attempt.state != State.OPEN or attempt.paused_at or now < end:
        return attempt
    submit_attempt(request.user, uuid, now=now)
    return _attempt(request, uuid)


def _paused(request: SignedInRequest, attempt: Attempt) -> HttpResponse:
    """Show that the exam is paused, and no question: nobody gains time to think."""
    context = {
        "attempt": attempt,
        "assessment": rules_of(attempt.assessment_id),
        **clock_context(attempt, now=timezone.now()),
    }
    return render(request, "assessment/paused.html", context)


def _exam_context(attempt: Attempt) -> dict[str, Any]:
    questions = questions_of(attempt)
    rules = rules_of(attempt.assessment_id)
    return {
        "attempt": attempt,
        "assessment": rules,
        "outline": course_outline(rules.course_id),
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


def _review(attempt: Attempt, feedback: str) -> list[ReviewedQuestion]:
    if attempt.state == State.VOIDED or feedback not in {Feedback.RIGHT_WRONG, Feedback.KEY}:
        return []
    return review_of(attempt, shows_key=feedback == Feedback.KEY)
