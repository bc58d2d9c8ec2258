"""What the views of protected forms have in common."""

from typing import Any

from django.http import HttpResponse

from widya.accounts.protected_forms import LimitedMixin

TOO_MANY_REQUESTS = 429


class ProtectedFormMixin:
    """Gives the form its request, and tells clients of a limit by the status."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return {**kwargs, "request": self.request}  # type: ignore[attr-defined]

    def form_invalid(self, form: LimitedMixin) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if form.is_limited:
            response.status_code = TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(form.limit_seconds)
        return response
