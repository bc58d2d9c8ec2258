"""How django-allauth's sign-in by a provider is set up for the platform."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.http import HttpRequest

from widya.organisation.queries import site_for
from widya.sso import answers
from widya.sso.provider import SiteProvider
from widya.sso.queries import provider_for
from widya.sso.transport import ProviderSession


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Takes the provider from the site's settings, and answers for what allauth cannot know.

    allauth itself makes no account and links none: ``pre_social_login`` answers before it would.
    """

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return what the request's site has set up; never saved."""
        own = provider_for(site_for(request))
        if own is None or provider not in {None, SiteProvider.id, own.issuer}:
            return []
        return [
            SocialApp(
                provider=SiteProvider.id,
                provider_id=own.issuer,
                name=own.label,
                client_id=own.client_id,
                secret=own.secret,
                settings={"server_url": own.issuer, "nip_claim": own.nip_claim},
            )
        ]

    def get_requests_session(self) -> ProviderSession:
        return ProviderSession()

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        response = answers.instead_of_sign_in(request, sociallogin)
        if response:
            raise ImmediateHttpResponse(response)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        state = (extra_context or {}).get("state")
        reason = answers.reason_of(error, exception, is_expected=state is not None)
        next_url = (state or {}).get("next")
        raise ImmediateHttpResponse(answers.failure(request, provider.app, reason, next_url))
