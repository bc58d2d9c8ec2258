"""What the exam page's script asks for: small JSON answers, an error always as {code, message}."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from widya.assessment import errors
from widya.assessment.actions import keep_late_answer, save_shown_answer
from widya.assessment.clock import remaining_ms
from widya.assessment.desks import Desk, desk_for
from widya.assessment.models import AssessmentPage
from widya.assessment.pace import count_save
from widya.assessment.payloads import answer_from_json
from widya.assessment.queries import attempt_for
from widya.assessment.requests import SignedInRequest
from widya.assessment.rules import rules_of
from widya.assessment.sheet import shown_answers

View = Callable[..., JsonResponse]
SAVING_METHODS = {"PUT", "POST"}


def json_view(view: View) -> View:
    """Let only people who are signed in pass, and answer refusals in JSON."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> JsonResponse:
        if not request.user.is_authenticated:
            return _problem(
                "signed_out", _("Anda sudah keluar. Masuk lagi untuk melanjutkan."), 401
            )
        try:
            return view(request, *args, **kwargs)
        except errors.AssessmentError as error:
            return refusal(error)

    return wrapped


def refusal(error: errors.AssessmentError) -> JsonResponse:
    """Return what tells a program why it is refused."""
    return _problem(error.code, str(error.message), error.status)


def _problem(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)


@require_http_methods(list(SAVING_METHODS))
@json_view
def answer(request: SignedInRequest, uuid: UUID, position: int) -> JsonResponse:
    """Save an answer; ``middleware.AnswerPassMiddleware`` does so before for who has a pass.

    One that was made in time and comes too late is kept for staff.
    """
    desk = desk_for(request.user, uuid)
    try:
        return save_at_desk(request, desk, position)
    except errors.DeadlinePassed as error:
        now = timezone.now()
        given = answer_from_json(request, now=now)
        if keep_late_answer(desk, position, shown=given.shown, act=given.act, now=now):
            raise errors.KeptForStaff from error
        raise


def save_at_desk(request: HttpRequest, desk: Desk, position: int) -> JsonResponse:
    """Save the request's answer; say when that was and how much time is left.

    Raises:
        AssessmentError: as ``count_save``, ``answer_from_json`` and ``save_shown_answer`` do.
    """
    count_save(desk.attempt_uuid)
    now = timezone.now()
    given = answer_from_json(request, now=now)
    saved = save_shown_answer(
        desk,
        position,
        shown=given.shown,
        is_doubtful=given.is_doubtful,
        act=given.act,
        now=now,
    )
    return JsonResponse(
        {
            "saved_at": saved.saved_at.isoformat(),
            "remaining_ms": remaining_ms(saved.left),
            "is_paused": saved.is_paused,
            "others": saved.others,
        }
    )


@require_safe
@never_cache
def opening(request: HttpRequest, assessment_id: int) -> JsonResponse:
    """Say how long it is until the assessment opens; a crowd asks, so nothing is looked up."""
    try:
        rules = rules_of(assessment_id)
    except AssessmentPage.DoesNotExist as error:
        raise Http404 from error
    return JsonResponse({"left_ms": rules.opens_in_ms(now=timezone.now())})


@require_safe
@never_cache
def pause(request: HttpRequest, assessment_id: int) -> JsonResponse:
    """Say whether the assessment is paused; all who write it ask, so nothing is looked up."""
    try:
        rules = rules_of(assessment_id)
    except AssessmentPage.DoesNotExist as error:
        raise Http404 from error
    return JsonResponse({"is_paused": rules.is_paused})


@require_safe
@never_cache
@json_view
def answers(request: SignedInRequest, uuid: UUID) -> JsonResponse:
    """Say what is answered, by position, as ``answer`` takes it."""
    attempt = attempt_for(request.user, uuid)
    if attempt is None:
        raise errors.AttemptUnknown
    return JsonResponse({"answers": shown_answers(attempt)})


@require_safe
@never_cache
@json_view
def clock(request: SignedInRequest, uuid: UUID) -> JsonResponse:
    """Say how much time is left: 0 when the attempt is over."""
    attempt = attempt_for(request.user, uuid)
    if attempt is None:
        raise errors.AttemptUnknown
    left = remaining_ms(attempt.deadline_at - attempt.clock(timezone.now()))
    is_open = attempt.state == attempt.State.OPEN
    return JsonResponse({"remaining_ms": left if is_open else 0})
