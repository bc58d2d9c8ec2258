"""What the exam page's script asks for: small JSON answers, an error always as {code, message}."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from widya.assessment import errors
from widya.assessment.actions import save_shown_answer
from widya.assessment.clock import remaining_ms
from widya.assessment.payloads import answer_from_json
from widya.assessment.queries import attempt_for
from widya.assessment.requests import SignedInRequest

View = Callable[..., JsonResponse]


def json_view(view: View) -> View:
    """Let only people who are signed in pass, and answer refusals in JSON."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> JsonResponse:
        if not request.user.is_authenticated:
            return _refusal(
                "signed_out", _("Anda sudah keluar. Masuk lagi untuk melanjutkan."), 401
            )
        try:
            return view(request, *args, **kwargs)
        except errors.AssessmentError as error:
            return _refusal(error.code, str(error.message), error.status)

    return wrapped


def _refusal(code: str, message: str, status: int) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)


@require_http_methods(["PUT", "POST"])
@json_view
def answer(request: SignedInRequest, uuid: UUID, position: int) -> JsonResponse:
    """Save an answer; say when, in the person's own time, and how much time is left."""
    given = answer_from_json(request)
    now = timezone.now()
    saved = save_shown_answer(
        request.user, uuid, position, shown=given.shown, is_doubtful=given.is_doubtful, now=now
    )
    time = date_format(timezone.localtime(saved.saved_at), "H.i.s")
    return JsonResponse(
        {
            "saved_at": saved.saved_at.isoformat(),
            "message": _("Tersimpan %(time)s") % {"time": time},
            "remaining_ms": remaining_ms(saved.deadline_at, now=now),
        }
    )


@require_safe
@never_cache
@json_view
def clock(request: SignedInRequest, uuid: UUID) -> JsonResponse:
    """Say how much time is left: 0 when the attempt is over."""
    attempt = attempt_for(request.user, uuid)
    if attempt is None:
        raise errors.AttemptUnknown
    left = remaining_ms(attempt.deadline_at, now=timezone.now())
    is_open = attempt.state == attempt.State.OPEN
    return JsonResponse({"remaining_ms": left if is_open else 0})
