"""The site's provider as django-allauth knows providers; it looks for this module by its name."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

from widya.sso import discovery
from widya.sso.identity import MOST_SUBJECT_CHARACTERS, facts_in

Claims = dict[str, Any]


class SiteOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """Authorization code with PKCE; who the person is counts only if ID token and userinfo agree.

    ``provider_id`` is the issuer.
    """

    @property
    def openid_config(self) -> dict[str, Any]:
        return discovery.configuration(self.provider_id)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("sso:callback"))

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            return super().get_access_token_data(*args, **kwargs)
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("unreadable answer to the code") from error

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Return the access token, which is used at once and not kept."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> Any:
        claims = self._claims(app, kwargs["response"])
        if "userinfo_endpoint" in self.openid_config:
            claims |= self._more_claims(token, claims["sub"])
        return self.get_provider().sociallogin_from_response(request, claims)

    def _claims(self, app: Any, answer: dict[str, Any]) -> Claims:
        id_token = answer.get("id_token")
        if not isinstance(id_token, str):
            raise OAuth2Error("no ID token")
        claims: Claims = self._decode_id_token(app, id_token)
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= MOST_SUBJECT_CHARACTERS:
            raise OAuth2Error("no subject")
        return claims

    def _more_claims(self, token: SocialToken, subject: str) -> Claims:
        """Return the userinfo, if it is of the same person (OpenID Connect Core, 5.3.2)."""
        claims = self._fetch_user_info(token.token)
        if not isinstance(claims, dict) or claims.get("sub") != subject:
            raise OAuth2Error("userinfo of somebody else")
        return claims


class SiteProvider(OpenIDConnectProvider):
    """OpenID Connect, with PKCE always; of the claims only what is needed is kept."""

    oauth2_adapter_class = SiteOAuth2Adapter
    pkce_enabled_default = True

    def extract_uid(self, data: Claims) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: Claims) -> dict[str, str]:
        return facts_in(data, nip_claim=self.app.settings["nip_claim"])

    def extract_common_fields(self, data: Claims) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: Claims) -> list[EmailAddress]:
        return []


provider_classes = [SiteProvider]
