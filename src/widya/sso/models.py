"""The identity provider of a site. Who people are at it is allauth's ``SocialAccount``.

That row is named by issuer and subject, which is what identifies a person (OpenID Connect Core,
5.7), never by the site: who points a site at another provider inherits no identities.
"""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.permission_policies.sites import SitePermissionPolicy

from widya.organisation.models import SiteSettings
from widya.sso import vault
from widya.sso.addresses import validate_issuer
from widya.sso.setting_forms import IdentityProviderForm


@register_setting(icon="key", order=20)
class IdentityProvider(BaseSiteSetting):
    """Where people of one site may sign in instead of with a password: OpenID Connect."""

    is_active = models.BooleanField(
        _("tampilkan di halaman Login"),
        default=False,
        help_text=_("Penyedia diperiksa saat disimpan."),
    )
    label = models.CharField(
        _("nama penyedia"),
        max_length=40,
        blank=True,
        help_text=_("Tombolnya berbunyi “Login dengan …”."),
    )
    issuer = models.CharField(
        _("alamat penyedia (issuer)"),
        max_length=200,
        blank=True,
        validators=[validate_issuer],
        help_text=_(
            "Tanpa /.well-known/openid-configuration. Mengganti alamat ini memutus semua identitas"
            " yang terhubung lewat alamat lama."
        ),
    )
    client_id = models.CharField(_("client ID"), max_length=191, blank=True)
    locked_secret = models.TextField(blank=True, editable=False)
    nip_claim = models.CharField(
        _("klaim yang memuat NIP"),
        max_length=60,
        blank=True,
        default="nip",
        help_text=_("Kosongkan bila penyedia tidak mengirim NIP."),
    )

    edit_handler = ObjectList(
        [
            HelpPanel(template="sso/admin/help.html", heading=_("Yang didaftarkan di penyedia")),
            FieldPanel("is_active"),
            FieldPanel("label"),
            FieldPanel("issuer"),
            FieldPanel("client_id"),
            FieldPanel("client_secret"),
            FieldPanel("nip_claim"),
        ],
        base_form_class=IdentityProviderForm,
    )

    class Meta:
        verbose_name = _("penyedia identitas (SSO)")
        verbose_name_plural = _("penyedia identitas (SSO)")

    def __str__(self) -> str:
        return self.label

    @classmethod
    def get_permission_policy(cls) -> Any:
        """Return that of the site's settings: who may change those may change this."""
        return SitePermissionPolicy(cls, auth_model=SiteSettings)

    @cached_property
    def secret(self) -> str:
        """The client's secret in plain; empty for a public client."""
        return vault.unlock(self.locked_secret)
