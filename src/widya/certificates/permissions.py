"""Who of the staff may do what with certificates: of the sites whose pages they may all edit.

Nobody, no superuser either, adds, changes or deletes a certificate by hand.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Site
from wagtail.permission_policies import ModelPermissionPolicy

from widya.accounts.models import User
from widya.certificates.models import Certificate
from widya.core.page_rights import pages_of_staff

ACTIONS = {"view", "revoke"}


class CertificatePolicy(ModelPermissionPolicy):
    """Django's permissions ``view_certificate`` and ``revoke_certificate``, and no others."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and bool(super().user_has_permission(user, action))


policy = CertificatePolicy(Certificate)


def sites_of_staff(user: Any) -> QuerySet[Site]:
    """Return the sites whose home page, and so every page, the member of staff may edit."""
    pages = pages_of_staff(user, "change")
    return Site.objects.filter(root_page__in=pages.values("pk"))


def certificates_of_staff(user: Any) -> QuerySet[Certificate]:
    """Return the certificates of those sites, with what is shown of each."""
    certificates = Certificate.objects.filter(site__in=sites_of_staff(user))
    return certificates.select_related("user", "site", "revoked_by")


def may_read(user: User | AnonymousUser, certificate: Certificate) -> bool:
    """Return whether the person is the holder, or staff who may see the certificate."""
    if certificate.user_id == user.pk:
        return True
    return policy.user_has_permission(user, "view") and (
        certificates_of_staff(user).filter(pk=certificate.pk).exists()
    )
