"""How a site's administrator sets up the identity provider."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from requests import RequestException
from wagtail.admin.forms import WagtailAdminModelForm

from widya.sso import discovery, vault

NEEDED = ("label", "issuer", "client_id")


class IdentityProviderForm(WagtailAdminModelForm):
    """Takes the secret in and never shows it again; checks a provider that is to be shown."""

    client_secret = forms.CharField(
        label=_("client secret"),
        required=False,
        strip=True,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("Disimpan terenkripsi dan tidak ditampilkan lagi. Kosong: tidak diganti."),
    )

    def clean_issuer(self) -> str:
        issuer: str = self.cleaned_data["issuer"]
        return issuer.removesuffix(discovery.PATH)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._keep_secret_from_others(cleaned)
        if cleaned.get("is_active") and not self.errors:
            self._check_provider(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        if secret := self.cleaned_data["client_secret"]:
            self.instance.locked_secret = vault.lock(secret)
        return super().save(commit=commit)

    def _keep_secret_from_others(self, cleaned: dict[str, Any]) -> None:
        """Refuse to send a secret, which nobody can read here, to another address than before."""
        is_moved = "issuer" in self.changed_data and cleaned.get("issuer") != self.initial["issuer"]
        if is_moved and self.instance.locked_secret and not cleaned.get("client_secret"):
            self.add_error("client_secret", _("Alamat penyedia berubah: tulis secret-nya lagi."))

    def _check_provider(self, cleaned: dict[str, Any]) -> None:
        for name in NEEDED:
            if not cleaned[name]:
                self.add_error(name, _("Wajib diisi untuk menampilkan tombolnya."))
        if self.errors:
            return
        discovery.forget(cleaned["issuer"])
        try:
            discovery.configuration(cleaned["issuer"])
        except RequestException:
            message = _("Alamat ini tidak menjawab sebagai penyedia OpenID Connect bernama sama.")
            self.add_error("issuer", message)
